// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/program/control.h"

#include "core/base/jsonwriter.h"

#include <QJsonDocument>

#include <charconv>
#include <sstream>

namespace lpm::simulator {

namespace {

using base::ErrorCode;
using base::failure;
using base::Result;

constexpr int MostTrades = 50'000; // at once, of an account
constexpr int FillsABlock = 4;
constexpr int CoinsTraded = 5;
constexpr int SizesTraded = 3;
constexpr Integer UsdATrade = 50;
constexpr std::string_view Asking = "ask ";

std::vector<std::string> wordsOf(std::string_view line)
{
    std::istringstream stream{std::string(line)};
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(std::move(word));
    return words;
}

auto misunderstood(const std::string &what) { return failure(ErrorCode::InvalidArgument, what); }

FillOrder orderOf(const Engine &engine, const Account &account, int number)
{
    const int market =
        engine.universe().dexes.front().markets[static_cast<std::size_t>(number % CoinsTraded)];
    const Market &spec = engine.universe().market(market);
    const Integer mark = engine.board().quote(market).mark;
    const Integer lot = std::max(Integer{1}, UsdATrade * powerOfTen(MoneyDecimals) / mark);
    const Integer size = lot * (1 + number % SizesTraded); // so that few closes end at nothing
    FillOrder order;
    order.account = account.spec.address;
    order.coin = spec.coin;
    // Two buys and a sale, then the other way round: positions open, grow, shrink and turn.
    const bool isUp = number / 50 % 2 == 0;
    order.side =
        (number / CoinsTraded % 3 == 2) == isUp ? domain::FillSide::Sell : domain::FillSide::Buy;
    order.price = toDecimal(mark, spec.priceDecimals);
    order.size = toDecimal(size, spec.sizeDecimals);
    return order;
}

} // namespace

std::string Control::perform(std::string_view line)
{
    auto answered =
        line.starts_with(Asking) ? ask(line.substr(Asking.size())) : answer(wordsOf(line));
    return answered ? *answered : "error: " + answered.error().message;
}

Result<std::string> Control::answer(const std::vector<std::string> &words)
{
    const std::string what = words.empty() ? std::string() : words.front();
    if (what == "faults" && words.size() <= 2) {
        auto rules = parseFaults(words.size() == 2 ? words[1] : std::string());
        if (!rules)
            return failure(rules.error());
        m_server.setFaults(std::move(*rules));
        return "ok";
    }
    if (what == "market" && words.size() == 2)
        return setMarket(words[1]);
    if (what == "trade" && words.size() == 2)
        return trade(words[1]);
    if (what == "alter" && words.size() == 5)
        return alter(words);
    if (what == "figures" && words.size() == 1)
        return figures();
    if (what == "disconnect" && words.size() == 1) {
        const std::vector<Session *> sessions = m_server.sessions();
        for (Session *session : sessions)
            session->abort();
        return "ok";
    }
    return misunderstood("known are faults, market, trade, disconnect, alter, ask and figures");
}

Result<std::string> Control::setMarket(const std::string &state)
{
    if (state != "stop" && state != "go")
        return misunderstood("market is told to stop or to go");
    m_isMarketGoing = state == "go";
    m_server.simulation().setTrading(m_isMarketGoing);
    m_server.simulation().setMovingMarks(m_isMarketGoing);
    return "ok";
}

Result<std::string> Control::trade(const std::string &count)
{
    int number = 0;
    const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), number);
    if (error != std::errc{} || end != count.data() + count.size() || number < 1 ||
        number > MostTrades)
        return misunderstood("a number of trades is from 1 to " + std::to_string(MostTrades));
    Engine &engine = m_server.simulation();
    engine.setTrading(false);
    engine.setMovingMarks(false);
    Result<void> traded;
    for (int i = 0; i < number && traded; ++i) {
        if (i % FillsABlock == 0)
            engine.step(engine.now() + 1);
        traded = tradeOnce(i);
    }
    engine.setTrading(m_isMarketGoing);
    engine.setMovingMarks(m_isMarketGoing);
    m_server.publish();
    if (!traded)
        return failure(traded.error());
    return "ok";
}

Result<void> Control::tradeOnce(int number)
{
    Engine &engine = m_server.simulation();
    for (const Account &account : engine.accounts()) {
        if (const auto fill = engine.placeFill(orderOf(engine, account, number)); !fill)
            return failure(fill.error());
    }
    return {};
}

Result<std::string> Control::alter(const std::vector<std::string> &words)
{
    const auto address = domain::Address::parse(words[1]);
    const auto size = domain::Decimal::parse(words[3]);
    const auto price = domain::Decimal::parse(words[4]);
    if (!address || !size || !price)
        return misunderstood("alter takes ADDRESS COIN SIZE PRICE");
    const auto altered =
        m_server.simulation().setPositionWithoutFill(*address, words[2], *size, *price);
    if (!altered)
        return failure(altered.error());
    m_server.publish();
    return "ok";
}

Result<std::string> Control::ask(std::string_view question)
{
    const auto json = QByteArray(question.data(), static_cast<qsizetype>(question.size()));
    InfoAnswer answered = m_server.rightAnswer(Request(QJsonDocument::fromJson(json).object()));
    if (answered.status != 200)
        return misunderstood("the question cannot be answered: " + answered.body);
    return std::move(answered.body);
}

std::string Control::figures() const
{
    const ServerFigures seen = m_server.figures();
    std::string text;
    base::JsonWriter json(text);
    json.beginObject().key("requests").integer(seen.requests);
    json.key("most_weight_in_60_s").integer(seen.mostWeight);
    json.key("most_connects_in_60_s").integer(seen.mostConnects);
    json.key("followed_redirects").integer(seen.followedRedirects);
    json.key("struck").beginObject();
    for (const auto &[name, times] : seen.struck)
        json.key(name).integer(times);
    json.endObject().endObject();
    return text;
}

} // namespace lpm::simulator
