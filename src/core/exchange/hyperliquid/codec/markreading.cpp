// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/codec/markreading.h"

namespace lpm::exchange::hyperliquid {

namespace {

using Mark = std::optional<domain::Decimal>;

constexpr std::array<json::Field<Mark>, 1> ContextFields{{
    {"markPx", json::Presence::Optional,
     [](json::Reading &r, json::Value &v, Mark &mark) {
         mark = json::decimal(r, v);
         if (mark->isNegative())
             r.fail("is negative");
     }},
}};

} // namespace

std::optional<domain::Decimal> readMarkOf(json::Reading &reading, json::Value &context)
{
    Mark mark;
    readObject(reading, context, ContextFields, mark);
    return mark;
}

} // namespace lpm::exchange::hyperliquid
