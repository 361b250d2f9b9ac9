// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/compact.h"

#include "core/base/jsonwriter.h"
#include "core/domain/words.h"
#include "server/json/views.h"

namespace lpm::server {

using domain::PositionView;

namespace {

// What is told and a price does not move, as text: a key that is added to the API is in it.
std::string withoutPrice(PositionView view)
{
    view.currentPrice.reset();
    view.priceTime.reset();
    view.priceState.reset();
    view.unrealizedPnl.reset();
    view.notionalValue.reset();
    view.totalPnl.reset();
    view.netPnl.reset();
    view.liquidationDistance.reset();
    view.returnOnEquity.reset();
    view.liquidationPrice.reset();
    view.marginUsed.reset();
    std::string text;
    base::JsonWriter json(text);
    writePosition(json, view, WithFlat::Yes);
    return text;
}

// Whether the client knows what is left out: from the same operands, nothing where one is unknown.
bool followsFromTold(const PositionView &view)
{
    return view.currentPrice && view.priceTime && view.priceState && view.unrealizedPnl
           && view.notionalValue && view.totalPnl
           && view.netPnl.has_value() == view.fees.has_value()
           && view.liquidationDistance.has_value() == view.liquidationPrice.has_value();
}

} // namespace

std::size_t CompactNames::Numbers::of(const std::string &text)
{
    const auto [number, isNew] = byText.try_emplace(text, texts.size());
    if (isNew)
        texts.push_back(text);
    return number->second;
}

std::size_t CompactNames::accountNumber(const domain::Address &account)
{
    return m_accounts.of(account.text());
}

std::size_t CompactNames::symbolNumber(const std::string &symbol) { return m_symbols.of(symbol); }

std::optional<std::string> encodeCompact(const domain::PositionUpdate &before,
                                         const domain::PositionUpdate &update,
                                         CompactNames &names)
{
    const PositionView &from = before.position;
    const PositionView &to = update.position;
    if (update.eventType != domain::EventType::PriceUpdate || !update.isAudited
        || !before.isAudited || !followsFromTold(to) || withoutPrice(from) != withoutPrice(to))
        return std::nullopt;
    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("t").string("p");
    json.key("a").integer(names.accountNumber(update.account));
    json.key("s").integer(names.symbolNumber(update.symbol));
    json.key("q").integer(update.seq);
    writeDecimal(json.key("m"), to.currentPrice);
    writeDecimal(json.key("u"), to.unrealizedPnl);
    json.key("w").integer(base::toUnixMilliseconds(*to.priceTime));
    if (from.priceState != to.priceState)
        json.key("e").string(domain::word(*to.priceState));
    if (from.liquidationPrice != to.liquidationPrice)
        writeDecimal(json.key("x"), to.liquidationPrice);
    if (from.marginUsed != to.marginUsed)
        writeDecimal(json.key("g"), to.marginUsed);
    json.endObject();
    return text;
}

} // namespace lpm::server
