// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/candles.h"

#include "simulator/server/serverlimits.h"

#include <algorithm>
#include <map>

namespace lpm::simulator {

namespace {

constexpr std::int64_t Minute = 60'000;
constexpr std::int64_t HourMs = 60 * Minute;
constexpr std::int64_t DayMs = 24 * HourMs;

// The price at which the candle number `bucket` opened: near the market's start price, the same
// whenever it is asked.
Integer openOf(const Market &market, std::int64_t bucket)
{
    Random random = Random(static_cast<std::uint64_t>(bucket)).fork(market.coin);
    constexpr std::int64_t Spread = 1200; // millionths a draw
    return std::max(Integer{1},
                    market.startPrice + market.startPrice * random.around0(Spread) / 1'000'000);
}

void writeCandle(base::JsonWriter &json, const Engine &engine, int id, const std::string &interval,
                 std::int64_t begin, std::int64_t length)
{
    const Market &market = engine.universe().market(id);
    const std::int64_t bucket = begin / length;
    const bool isPresent = begin + length > engine.now();
    const Integer open = openOf(market, bucket);
    const Integer close = isPresent ? engine.board().quote(id).mark : openOf(market, bucket + 1);
    const Integer volume = engine.board().quote(id).openInterest / 100;
    const auto price = [&](Integer units) { return wireText(units, market.priceDecimals); };
    json.beginObject().key("t").integer(begin).key("T").integer(begin + length - 1);
    json.key("s").string(market.coin).key("i").string(interval);
    json.key("o").string(price(open)).key("c").string(price(close));
    json.key("h").string(price(std::max(open, close)));
    json.key("l").string(price(std::min(open, close)));
    json.key("v").string(wireText(volume, market.sizeDecimals));
    json.key("n").integer(100 + bucket % 50).endObject();
}

} // namespace

std::optional<std::int64_t> intervalLength(std::string_view interval)
{
    static const std::map<std::string_view, std::int64_t> lengths{
        {"1m", Minute},       {"3m", 3 * Minute},   {"5m", 5 * Minute}, {"15m", 15 * Minute},
        {"30m", 30 * Minute}, {"1h", HourMs},       {"2h", 2 * HourMs}, {"4h", 4 * HourMs},
        {"8h", 8 * HourMs},   {"12h", 12 * HourMs}, {"1d", DayMs},      {"3d", 3 * DayMs},
        {"1w", 7 * DayMs},    {"1M", 30 * DayMs},
    };
    const auto found = lengths.find(interval);
    if (found == lengths.end())
        return std::nullopt;
    return found->second;
}

void writeCandles(base::JsonWriter &json, const Engine &engine, int market,
                  const std::string &interval, std::int64_t from, std::int64_t to)
{
    const std::int64_t length = intervalLength(interval).value_or(Minute);
    const std::int64_t last = to / length * length;
    const std::int64_t first = std::max((from + length - 1) / length * length,
                                        last - (limits::CandlesPerAnswer - 1) * length);
    json.beginArray();
    for (std::int64_t begin = first; begin <= last; begin += length)
        writeCandle(json, engine, market, interval, begin, length);
    json.endArray();
}

void writePresentCandle(base::JsonWriter &json, const Engine &engine, int market,
                        const std::string &interval)
{
    const std::int64_t length = intervalLength(interval).value_or(Minute);
    writeCandle(json, engine, market, interval, engine.now() / length * length, length);
}

} // namespace lpm::simulator
