// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/codec/universecodec.h"

#include "core/exchange/hyperliquid/codec/markreading.h"

#include <algorithm>
#include <map>

namespace lpm::exchange::hyperliquid {

namespace {

using domain::Instrument;
using json::Field;
using json::Reading;
using json::Value;

using enum json::Presence;
// Of a size or a balance: what a Decimal takes from the wire.
constexpr auto decimals = json::within<0, base::limits::WireFractionDigits>;
constexpr auto maxLeverage = json::within<0, 1'000'000>;

// --- perpetuals --------------------------------------------------------------------------------

constexpr std::array<Field<Instrument>, 4> PerpetualFields{{
    {"szDecimals", Required, json::into<&Instrument::sizeDecimals, decimals>},
    {"name", Required, json::into<&Instrument::coin, json::text>},
    {"maxLeverage", Optional, json::into<&Instrument::maxLeverage, maxLeverage>},
    {"isDelisted", Optional, json::into<&Instrument::isDelisted, json::boolean>},
}};

void readPerpetuals(Reading &r, Value &v, std::vector<Instrument> &into)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        Instrument &instrument = into.emplace_back();
        readObject(r, element, PerpetualFields, instrument);
        instrument.symbol = domain::perpetualSymbol(instrument.coin);
        instrument.priceDecimals = std::max(0, domain::PerpetualDecimals - instrument.sizeDecimals);
    });
}

constexpr std::array<Field<std::vector<Instrument>>, 1> MetaFields{{
    {"universe", Required, readPerpetuals},
}};

// --- spot --------------------------------------------------------------------------------------

struct Token
{
    std::int64_t index = 0;
    std::string name;
    int sizeDecimals = 0;
    int weiDecimals = 0;
};

struct Pair
{
    std::string name;
    std::vector<std::int64_t> tokens; // base, quote
};

struct SpotMeta
{
    std::vector<Pair> pairs;
    std::map<std::int64_t, Token> tokens;
};

constexpr std::array<Field<Token>, 4> TokenFields{{
    {"name", Required, json::into<&Token::name, json::text>},
    {"szDecimals", Required, json::into<&Token::sizeDecimals, decimals>},
    {"weiDecimals", Required, json::into<&Token::weiDecimals, decimals>},
    {"index", Required, json::into<&Token::index, json::integer>},
}};

void readPairTokens(Reading &r, Value &v, Pair &pair)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        pair.tokens.push_back(json::integer(r, element));
    });
}

constexpr std::array<Field<Pair>, 2> PairFields{{
    {"tokens", Required, readPairTokens},
    {"name", Required, json::into<&Pair::name, json::text>},
}};

void readTokens(Reading &r, Value &v, SpotMeta &meta)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        Token token;
        readObject(r, element, TokenFields, token);
        meta.tokens.insert_or_assign(token.index, std::move(token));
    });
}

void readPairs(Reading &r, Value &v, SpotMeta &meta)
{
    readArray(r, v, [&](Value &element, std::size_t) {
        readObject(r, element, PairFields, meta.pairs.emplace_back());
    });
}

constexpr std::array<Field<SpotMeta>, 2> SpotMetaFields{{
    {"universe", Required, readPairs},
    {"tokens", Required, readTokens},
}};

Instrument spotInstrument(const Pair &pair, const Token &base, const Token &quote)
{
    Instrument instrument;
    instrument.coin = pair.name;
    instrument.symbol = base.name + "/" + quote.name;
    instrument.kind = domain::InstrumentKind::Spot;
    instrument.sizeDecimals = base.sizeDecimals;
    instrument.priceDecimals = std::max(0, domain::SpotDecimals - base.sizeDecimals);
    instrument.baseToken = base.name;
    instrument.quoteToken = quote.name;
    instrument.baseWeiDecimals = base.weiDecimals;
    return instrument;
}

std::vector<Instrument> instrumentsOf(const SpotMeta &meta)
{
    std::vector<Instrument> instruments;
    for (const Pair &pair : meta.pairs) {
        if (pair.tokens.size() != 2 || pair.name.empty())
            continue;
        const auto base = meta.tokens.find(pair.tokens[0]);
        const auto quote = meta.tokens.find(pair.tokens[1]);
        if (base != meta.tokens.end() && quote != meta.tokens.end())
            instruments.push_back(spotInstrument(pair, base->second, quote->second));
    }
    return instruments;
}

// --- dexes -------------------------------------------------------------------------------------

constexpr std::array<Field<std::string>, 1> DexFields{{
    {"name", Required, [](Reading &r, Value &v, std::string &name) { name = json::text(r, v); }},
}};

void readDexNames(Reading &r, Value &v, std::vector<std::string> &names)
{
    names.emplace_back();
    simdjson::ondemand::json_type type{};
    if (const auto error = v.type().get(type))
        return r.failAs(error);
    if (type != simdjson::ondemand::json_type::array)
        return r.fail(base::ErrorCode::Protocol, "is not a list");
    readArray(r, v, [&](Value &element, std::size_t) {
        if (json::isNull(element))
            return; // the first dex has no entry of its own
        std::string name;
        readObject(r, element, DexFields, name);
        if (!name.empty())
            names.push_back(std::move(name));
    });
}

// --- contexts ----------------------------------------------------------------------------------

struct UniverseWithMarks
{
    std::vector<Instrument> universe;
    std::vector<std::optional<domain::Decimal>> marks;
};

void readMetaAndContexts(Reading &r, Value &v, UniverseWithMarks &into)
{
    readArray(r, v, [&](Value &element, std::size_t index) {
        if (index == 0)
            return readObject(r, element, MetaFields, into.universe);
        if (index > 1)
            return json::skip(r, element);
        readArray(r, element, [&](Value &context, std::size_t) {
            into.marks.push_back(readUsableMarkOf(r, context));
        });
    });
    if (!r.failed() && into.marks.size() > into.universe.size())
        r.fail("has more contexts than coins");
}

} // namespace

base::Result<std::vector<Instrument>> decodeMeta(std::string_view json, const std::string &dex)
{
    auto instruments = json::decodeDocument<std::vector<Instrument>>(
        json, "meta", [](Reading &r, Value &v, std::vector<Instrument> &into) {
            readObject(r, v, MetaFields, into);
        });
    if (instruments) {
        // What has no name can neither be held nor asked for.
        std::erase_if(*instruments, [](const Instrument &it) { return it.coin.empty(); });
        for (Instrument &instrument : *instruments)
            instrument.dex = dex;
    }
    return instruments;
}

base::Result<std::vector<Instrument>> decodeSpotMeta(std::string_view json)
{
    return json::decodeDocument<SpotMeta>(
               json, "spot meta",
               [](Reading &r, Value &v, SpotMeta &into) { readObject(r, v, SpotMetaFields, into); })
        .map(instrumentsOf);
}

base::Result<std::vector<std::string>> decodePerpDexs(std::string_view json)
{
    return json::decodeDocument<std::vector<std::string>>(json, "perp dexes", readDexNames);
}

base::Result<MarksFrame> decodeMetaAndAssetCtxs(std::string_view json)
{
    const auto read =
        json::decodeDocument<UniverseWithMarks>(json, "asset contexts", readMetaAndContexts);
    if (!read)
        return base::failure(read.error());
    MarksFrame frame;
    for (std::size_t i = 0; i < read->marks.size(); ++i) {
        if (read->marks[i] && isUsableName(read->universe[i].coin))
            frame.marks.push_back({read->universe[i].coin, *read->marks[i]});
    }
    return frame;
}

} // namespace lpm::exchange::hyperliquid
