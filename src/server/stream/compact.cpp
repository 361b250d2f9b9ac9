// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/stream/compact.h"

#include "core/base/jsonwriter.h"
#include "core/domain/words.h"
#include "server/json/views.h"

namespace lpm::server {

using domain::PositionView;

namespace {

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

CompactBasePtr compactBase(const PositionView &position)
{
    CompactBase base{{}, position.priceState, position.liquidationPrice, position.marginUsed};
    PositionView view = position;
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
    base::JsonWriter json(base.unpriced);
    writePosition(json, view, WithFlat::Yes); // a key that is added to the API is in it
    return std::make_shared<const CompactBase>(std::move(base));
}

std::optional<std::string> encodeCompact(const CompactBase &from, const CompactBase &to,
                                         const domain::PositionUpdate &update, CompactNames &names)
{
    const PositionView &position = update.position;
    if (update.eventType != domain::EventType::PriceUpdate || !update.isAudited
        || !followsFromTold(position) || from.unpriced != to.unpriced)
        return std::nullopt;
    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("t").string("p");
    json.key("a").integer(names.accountNumber(update.account));
    json.key("s").integer(names.symbolNumber(update.symbol));
    json.key("q").integer(update.seq);
    writeDecimal(json.key("m"), position.currentPrice);
    writeDecimal(json.key("u"), position.unrealizedPnl);
    json.key("w").integer(base::toUnixMilliseconds(*position.priceTime));
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
