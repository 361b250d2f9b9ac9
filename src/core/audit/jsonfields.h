// SPDX-License-Identifier: GPL-3.0-or-later
// Reads members of our own JSON by simdjson, which stays out of every other header. Private to the
// reading parts of the audit.
#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/domain/decimal.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <simdjson.h>
#include <string_view>

namespace lpm::audit::json {

using Value = simdjson::ondemand::value;

// Visits a member. The value is read once, or not at all.
using MemberVisitor = std::function<void(std::string_view key, Value value)>;

// Reads one document after the other; keeps the parser's memory between them.
class DocumentReader
{
public:
    // `document` is an object, with at least 64 readable bytes behind it.
    base::Result<void> forEachMember(std::string_view document, const MemberVisitor &visit);

private:
    simdjson::ondemand::parser m_parser;
};

// Of an object inside a document.
base::Result<void> forEachMember(Value object, const MemberVisitor &visit);

base::Result<std::string_view> text(Value value); // unescaped; valid while the document is
base::Result<std::string_view> rawText(Value value); // the value's JSON
base::Result<std::int64_t> integer(Value value);
base::Result<bool> boolean(Value value);
base::Result<domain::Decimal> decimal(Value value); // a string
base::Result<std::optional<domain::Decimal>> optionalDecimal(Value value); // or null
base::Result<base::Timestamp> time(Value value); // an RFC 3339 string
base::Result<std::optional<base::Timestamp>> optionalTime(Value value); // or null

} // namespace lpm::audit::json
