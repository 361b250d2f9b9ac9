// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the fields of a request as strictly as the exchange does: a field that is missing or of
// the wrong kind makes the whole request undecipherable.
#pragma once

#include "core/domain/address.h"

#include <QJsonObject>

#include <cstdint>
#include <optional>
#include <string>

namespace lpm::simulator {

class Request
{
public:
    explicit Request(QJsonObject object) : m_object(std::move(object)) {}

    std::string type() const { return text("type").value_or(std::string()); }
    std::optional<std::string> text(const char *key) const; // nullopt: missing or not a string
    std::optional<domain::Address> address(const char *key) const;
    std::optional<std::int64_t> integer(const char *key) const;
    bool has(const char *key) const; // and not null
    // A flag that may be left out; anything but a boolean is false.
    bool flag(const char *key) const;
    std::optional<Request> object(const char *key) const;
    const QJsonObject &json() const { return m_object; }

private:
    QJsonObject m_object;
};

} // namespace lpm::simulator
