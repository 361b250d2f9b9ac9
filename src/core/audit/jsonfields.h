// SPDX-License-Identifier: GPL-3.0-or-later
// Reads members of our own JSON by simdjson, which stays out of every other header. Private to the
// reading parts of the audit.
#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/domain/decimal.h"

#include <cstdint>
#include <optional>
#include <simdjson.h>
#include <string_view>
#include <utility>

namespace lpm::audit::json {

using Value = simdjson::ondemand::value;

// Calls `visit(std::string_view key, Value value)` for each member of an object. The value is read
// once, or not at all.
template <class Visitor>
base::Result<void> forEachMember(simdjson::ondemand::object object, Visitor &&visit);

// Reads one document after the other; keeps the parser's memory between them.
class DocumentReader
{
public:
    // `document` is an object, with at least 64 readable bytes behind it.
    template <class Visitor>
    base::Result<void> forEachMember(std::string_view document, Visitor &&visit);

private:
    simdjson::ondemand::parser m_parser;
};

// Of an object inside a document.
template <class Visitor>
base::Result<void> forEachMember(Value object, Visitor &&visit);

base::Result<std::string_view> text(Value value); // unescaped; valid while the document is
base::Result<std::string_view> rawText(Value value); // the value's JSON
base::Result<std::int64_t> integer(Value value);
base::Result<bool> boolean(Value value);
base::Result<domain::Decimal> decimal(Value value); // a string
base::Result<std::optional<domain::Decimal>> optionalDecimal(Value value); // or null
base::Result<base::Timestamp> time(Value value); // an RFC 3339 string
base::Result<std::optional<base::Timestamp>> optionalTime(Value value); // or null

// --- as each visitor needs it --------------------------------------------------------------

tl::unexpected<base::Error> corrupt(simdjson::error_code error);

// The text behind an opening quote up to its closing one, where nothing in it is escaped, as in
// nearly all of ours: there is nothing to be copied then. nullopt: it must be unescaped.
std::optional<std::string_view> plainText(const char *begin);

template <class Visitor>
base::Result<void> forEachMember(simdjson::ondemand::object object, Visitor &&visit)
{
    for (auto result : object) {
        simdjson::ondemand::field field;
        if (const auto error = std::move(result).get(field))
            return corrupt(error);
        auto key = plainText(field.key().raw());
        if (!key) {
            std::string_view unescaped;
            if (const auto error = field.unescaped_key().get(unescaped))
                return corrupt(error);
            key = unescaped;
        }
        visit(*key, std::move(field).value());
    }
    return {};
}

template <class Visitor>
base::Result<void> DocumentReader::forEachMember(std::string_view document, Visitor &&visit)
{
    simdjson::ondemand::document read;
    const auto capacity = document.size() + simdjson::SIMDJSON_PADDING;
    if (const auto error = m_parser.iterate(document.data(), document.size(), capacity).get(read))
        return corrupt(error);
    simdjson::ondemand::object object;
    if (const auto error = read.get_object().get(object))
        return corrupt(error);
    if (auto done = json::forEachMember(object, visit); !done)
        return done;
    if (read.current_location().error() == simdjson::SUCCESS) // not at the end
        return corrupt(simdjson::TRAILING_CONTENT);
    return {};
}

template <class Visitor>
base::Result<void> forEachMember(Value object, Visitor &&visit)
{
    simdjson::ondemand::object inner;
    if (const auto error = object.get_object().get(inner))
        return corrupt(error);
    return json::forEachMember(inner, visit);
}

} // namespace lpm::audit::json
