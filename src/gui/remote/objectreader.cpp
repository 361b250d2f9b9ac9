// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/objectreader.h"

#include <QJsonValue>

#include <charconv>
#include <limits>

namespace lpm::gui {

using base::ErrorCode;
using base::failure;
using domain::Decimal;

namespace {

constexpr int MostDigits = 38;
constexpr std::size_t ShownCharacters = 40; // of what a monitor said, in a sentence

std::string shownText(std::string_view text)
{
    return '"' + std::string(text.substr(0, ShownCharacters)) +
           (text.size() > ShownCharacters ? "…\"" : "\"");
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// A whole number in its range; nullopt for fractions and for what is none.
std::optional<qint64> wholeOf(const QJsonValue &value)
{
    constexpr auto none = std::numeric_limits<qint64>::min();
    const qint64 whole = value.isDouble() ? value.toInteger(none) : none;
    return whole == none ? std::nullopt : std::optional(whole);
}

} // namespace

base::Result<Decimal> readDecimal(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    const std::string_view magnitude = text.substr(isNegative ? 1 : 0);
    const std::size_t point = std::min(magnitude.find('.'), magnitude.size());
    const std::string_view whole = magnitude.substr(0, point);
    const bool hasFraction = point < magnitude.size();
    const std::string_view fraction = hasFraction ? magnitude.substr(point + 1) : "";
    bool isGood = !whole.empty() && hasFraction == !fraction.empty() &&
                  fraction.size() <= static_cast<std::size_t>(Decimal::MaxScale);
    domain::Int128 units = 0;
    int digits = 0; // from the first that is not 0
    for (const std::string_view part : {whole, fraction}) {
        for (const char c : part) {
            isGood = isGood && isDigit(c) && digits < MostDigits;
            if (!isGood)
                break;
            units = units * 10 + (c - '0');
            digits += units != 0 ? 1 : 0;
        }
    }
    if (!isGood)
        return failure(ErrorCode::Parse, shownText(text) + " is no decimal");
    return Decimal::fromUnits(isNegative ? -units : units, static_cast<int>(fraction.size()));
}

void ObjectReader::refuse(const char *key, std::string_view why)
{
    if (!m_error)
        m_error = base::Error{ErrorCode::Parse, m_what + ": " + key + " " + std::string(why)};
}

void ObjectReader::take(const base::Error &error)
{
    if (!m_error)
        m_error = error;
}

template <class Value>
Value ObjectReader::taken(const char *key, base::Result<Value> read)
{
    if (read)
        return *std::move(read);
    refuse(key, "cannot be read: " + read.error().message);
    return {};
}

bool ObjectReader::isUnknown(const char *key) const
{
    return m_object.value(QLatin1String(key)).isNull();
}

std::string ObjectReader::text(const char *key)
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isString())
        refuse(key, value.isUndefined() ? "is missing" : "is no text");
    return value.toString().toStdString();
}

std::string ObjectReader::textIfTold(const char *key)
{
    return isTold(key) ? text(key) : std::string();
}

std::optional<Decimal> ObjectReader::decimalIfTold(const char *key)
{
    return isTold(key) ? std::optional(decimal(key)) : std::nullopt;
}

std::optional<int> ObjectReader::countIfTold(const char *key)
{
    return isTold(key) ? std::optional(count(key)) : std::nullopt;
}

std::string ObjectReader::textOrNone(const char *key)
{
    return isUnknown(key) ? std::string() : text(key);
}

Decimal ObjectReader::decimal(const char *key)
{
    const std::string said = text(key);
    return m_error ? Decimal() : taken(key, readDecimal(said));
}

std::optional<Decimal> ObjectReader::decimalOrUnknown(const char *key)
{
    if (isUnknown(key))
        return std::nullopt;
    return decimal(key);
}

base::Timestamp ObjectReader::time(const char *key)
{
    const std::string said = text(key);
    return m_error ? base::Timestamp{} : taken(key, base::parseRfc3339(said));
}

std::optional<base::Timestamp> ObjectReader::timeOrUnknown(const char *key)
{
    if (isUnknown(key))
        return std::nullopt;
    return time(key);
}

std::optional<base::Milliseconds> ObjectReader::millisecondsOrUnknown(const char *key)
{
    if (isUnknown(key))
        return std::nullopt;
    const auto whole = wholeOf(m_object.value(QLatin1String(key)));
    if (!whole)
        refuse(key, has(key) ? "is no whole number" : "is missing");
    return base::Milliseconds{whole.value_or(0)};
}

domain::Address ObjectReader::address(const char *key)
{
    const std::string said = text(key);
    return m_error ? domain::Address{} : taken(key, domain::Address::parse(said));
}

bool ObjectReader::boolean(const char *key)
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isBool())
        refuse(key, value.isUndefined() ? "is missing" : "is neither true nor false");
    return value.toBool();
}

std::optional<bool> ObjectReader::booleanOrUnknown(const char *key)
{
    if (isUnknown(key))
        return std::nullopt;
    return boolean(key);
}

bool ObjectReader::isSet(const char *key) { return has(key) && boolean(key); }

int ObjectReader::count(const char *key)
{
    const auto whole = wholeOf(m_object.value(QLatin1String(key)));
    if (whole && *whole >= 0 && *whole <= std::numeric_limits<int>::max())
        return static_cast<int>(*whole);
    refuse(key, has(key) ? "is no count" : "is missing");
    return 0;
}

std::uint64_t ObjectReader::seq(const char *key)
{
    const auto whole = wholeOf(m_object.value(QLatin1String(key)));
    if (whole && *whole >= 0)
        return static_cast<std::uint64_t>(*whole);
    refuse(key, has(key) ? "is no seq" : "is missing");
    return 0;
}

std::uint64_t ObjectReader::seqOrNone(const char *key) { return isUnknown(key) ? 0 : seq(key); }

std::int64_t ObjectReader::id(const char *key)
{
    const std::string said = text(key);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), number);
    if (error != std::errc() || end != said.data() + said.size())
        refuse(key, "is no whole number as text");
    return number;
}

QJsonObject ObjectReader::object(const char *key)
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isObject())
        refuse(key, value.isUndefined() ? "is missing" : "is no object");
    return value.toObject();
}

QJsonArray ObjectReader::array(const char *key)
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isArray())
        refuse(key, value.isUndefined() ? "is missing" : "is no list");
    return value.toArray();
}

} // namespace lpm::gui
