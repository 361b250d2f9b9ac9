// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/request.h"

namespace lpm::simulator {

std::optional<std::string> Request::text(const char *key) const
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isString())
        return std::nullopt;
    return value.toString().toStdString();
}

std::optional<domain::Address> Request::address(const char *key) const
{
    const auto written = text(key);
    if (!written)
        return std::nullopt;
    auto address = domain::Address::parse(*written);
    if (!address)
        return std::nullopt;
    return *address;
}

std::optional<std::int64_t> Request::integer(const char *key) const
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isDouble())
        return std::nullopt;
    constexpr qint64 NotWhole = -1;
    const qint64 number = value.toInteger(NotWhole);
    if (number < 0)
        return std::nullopt;
    return number;
}

bool Request::has(const char *key) const
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    return !value.isUndefined() && !value.isNull();
}

bool Request::flag(const char *key) const
{
    return m_object.value(QLatin1String(key)).toBool(false);
}

std::optional<Request> Request::object(const char *key) const
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isObject())
        return std::nullopt;
    return Request(value.toObject());
}

} // namespace lpm::simulator
