// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/codec/markreading.h"

#include "core/exchange/hyperliquid/codec/pricereading.h"

namespace lpm::exchange::hyperliquid {

namespace {

using Mark = std::optional<domain::Decimal>;

constexpr std::array<json::Field<Mark>, 1> ContextFields{{
    {"markPx", json::Presence::Optional,
     [](json::Reading &r, json::Value &v, Mark &mark) { mark = json::decimal(r, v); }},
}};

} // namespace

std::optional<domain::Decimal> readMarkOf(json::Reading &reading, json::Value &context)
{
    Mark mark;
    readObject(reading, context, ContextFields, mark);
    if (mark && !reading.failed() && !isUsableMark(*mark)) {
        reading.fail("is no mark price");
        reading.within("markPx");
    }
    return mark;
}

std::optional<domain::Decimal> readUsableMarkOf(json::Reading &reading, json::Value &context)
{
    Mark mark;
    readObject(reading, context, ContextFields, mark);
    return mark && isUsableMark(*mark) ? mark : std::nullopt;
}

} // namespace lpm::exchange::hyperliquid
