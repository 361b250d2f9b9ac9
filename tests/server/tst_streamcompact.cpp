// SPDX-License-Identifier: GPL-3.0-or-later
// The compact format: what a client keeps of it is what the full format tells.
#include "server/json/views.h"
#include "server/limits.h"
#include "tests/server/streamstage.h"

#include <QTest>

#include <random>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;
using domain::Decimal;
using domain::PositionView;

namespace {

constexpr const char *AskCompact = R"({"action":"subscribe","format":"compact"})";

// As the monitor computes them from the mark.
void markAt(PositionView &position, const Decimal &mark, const Decimal &notional)
{
    position.currentPrice = mark;
    position.notionalValue = position.quantity * mark;
    const Decimal gain = *position.notionalValue - notional;
    position.unrealizedPnl = position.side == domain::PositionSide::Short ? -gain : gain;
    position.totalPnl = position.realizedPnl + *position.unrealizedPnl;
    position.netPnl.reset();
    if (position.fees)
        position.netPnl = *position.totalPnl - *position.fees + position.funding;
    position.liquidationDistance.reset();
    if (position.liquidationPrice)
        position.liquidationDistance
            = Decimal::divide((mark - *position.liquidationPrice).abs(), mark, 6,
                              domain::Rounding::Truncate);
    position.returnOnEquity = Decimal::divide(*position.unrealizedPnl * *position.leverage,
                                              notional, 10, domain::Rounding::HalfAwayFrom0);
}

domain::PositionUpdate priced(const PositionView &position)
{
    domain::PositionUpdate update;
    update.account = position.account;
    update.symbol = position.symbol;
    update.position = position;
    return update;
}

PositionView marked(const char *mark, domain::PositionSide side = domain::PositionSide::Long)
{
    PositionView position = btcPosition(address(1));
    position.side = side;
    markAt(position, decimal(mark), decimal("5000"));
    return position;
}

QString keysOf(const FramePtr &frame) { return message(frame).keys().join(QLatin1Char(' ')); }

// What a client makes of the messages: positions as JSON, by the document's formulas.
class Follower
{
public:
    void take(const QJsonObject &told)
    {
        const QString type = told.value(QLatin1String("type")).toString();
        if (type == QLatin1String("position_update"))
            m_position = told.value(QLatin1String("position")).toObject();
        else if (told.contains(QLatin1String("t")))
            takePrice(told);
    }
    const QJsonObject &position() const { return m_position; }

private:
    void takePrice(const QJsonObject &told)
    {
        set("current_price", told.value(QLatin1String("m")));
        set("unrealized_pnl", told.value(QLatin1String("u")));
        const auto time = base::fromUnixMilliseconds(
            static_cast<long long>(told.value(QLatin1String("w")).toDouble()));
        set("price_time", QString::fromStdString(base::toRfc3339(time)));
        if (told.contains(QLatin1String("e")))
            set("price_state", told.value(QLatin1String("e")));
        if (told.contains(QLatin1String("g")))
            set("margin_used", told.value(QLatin1String("g")));
        if (told.contains(QLatin1String("x")))
            set("liquidation_price", told.value(QLatin1String("x")));
        set("notional_value", number("quantity") * number("current_price"));
        set("total_pnl", number("realized_pnl") + number("unrealized_pnl"));
        if (isKnown("fees"))
            set("net_pnl", number("total_pnl") - number("fees") + number("funding"));
        if (isKnown("liquidation_price"))
            set("liquidation_distance",
                Decimal::divide((number("current_price") - number("liquidation_price")).abs(),
                                number("current_price"), 6, domain::Rounding::Truncate));
        const bool isShort = m_position.value(QLatin1String("side")) == QLatin1String("short");
        const Decimal entry = isShort ? number("notional_value") + number("unrealized_pnl")
                                      : number("notional_value") - number("unrealized_pnl");
        set("roe", Decimal::divide(number("unrealized_pnl") * number("leverage"), entry, 10,
                                   domain::Rounding::HalfAwayFrom0));
    }
    bool isKnown(const char *key) const { return !m_position.value(QLatin1String(key)).isNull(); }
    Decimal number(const char *key) const
    {
        return decimal(m_position.value(QLatin1String(key)).toString().toStdString());
    }
    void set(const char *key, const QJsonValue &value) { m_position[QLatin1String(key)] = value; }
    void set(const char *key, const Decimal &value)
    {
        set(key, QJsonValue(QString::fromStdString(value.text())));
    }

    QJsonObject m_position;
};

QJsonObject inFull(const PositionView &position)
{
    std::string text;
    base::JsonWriter json(text);
    writePosition(json, position, WithFlat::Yes);
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

} // namespace

class StreamCompactTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsTheFirstInFullAndThenWhatChanged()
    {
        Stage stage;
        const auto link = stage.connectClient();
        link->say(AskCompact);

        for (const char *mark : {"50501", "50502", "50503.5"})
            stage.backend.publish(priced(marked(mark)));

        QCOMPARE(message(link->frames[2]).value(QLatin1String("type")).toString(),
                 QStringLiteral("position_update"));
        const QJsonObject last = message(link->frames.back());
        QCOMPARE(keysOf(link->frames.back()), QStringLiteral("a m q s t u w"));
        QCOMPARE(last.value(QLatin1String("m")).toString(), QStringLiteral("50503.5"));
        QCOMPARE(last.value(QLatin1String("u")).toString(), QStringLiteral("50.35"));
        QCOMPARE(last.value(QLatin1String("q")).toInt(), 3);
    }

    // Large numbers of everything, the frame's header included.
    void takesAtMostAHundredBytes()
    {
        Stage stage;
        const auto link = stage.connectClient();
        link->say(AskCompact);
        PositionView position = marked("118250.5", domain::PositionSide::Short);
        position.quantity = decimal("1234.56789");
        for (const char *mark : {"118250.5", "118251.5", "118252.5"}) {
            markAt(position, decimal(mark), decimal("145988650.123456"));
            stage.backend.publish(priced(position));
        }

        QVERIFY(link->frames.back()->size() <= 100);
        QVERIFY(message(link->frames.back()).contains(QLatin1String("m")));
    }

    void namesAccountsAndSymbolsBeforeTheyAreUsed()
    {
        Stage stage;
        stage.backend.publish(priced(marked("50501")));
        const auto link = stage.connectClient();
        link->say(AskCompact);

        const QJsonObject names
            = message(link->frames[1]).value(QLatin1String("names")).toObject();
        QCOMPARE(names.value(QLatin1String("symbols")).toObject().value(QLatin1String("0")).toString(),
                 QStringLiteral("BTC-USD"));
        QCOMPARE(names.value(QLatin1String("accounts")).toObject().value(QLatin1String("0")).toString(),
                 QString::fromStdString(address(1).text()));
        PositionView ether = marked("3000");
        ether.symbol = "ETH-USD";
        ether.coin = "ETH";
        stage.backend.publish(priced(ether));
        markAt(ether, decimal("3001"), decimal("5000"));
        stage.backend.publish(priced(ether));

        QCOMPARE(typesOf(*link), QStringLiteral("initial_state subscribed position_update names "));
        QCOMPARE(message(link->frames[3])
                     .value(QLatin1String("names")).toObject()
                     .value(QLatin1String("symbols")).toObject()
                     .value(QLatin1String("1")).toString(),
                 QStringLiteral("ETH-USD"));
        QCOMPARE(message(link->frames[4]).value(QLatin1String("s")).toInt(), 1);
    }

    void tellsFillsAndWhatElseChangesInFull()
    {
        Stage stage;
        const auto link = stage.connectClient();
        link->say(AskCompact);
        stage.backend.publish(priced(marked("50501")));
        stage.backend.publishFill(address(1), marked("50501"), 1);
        PositionView funded = marked("50502");
        funded.funding = decimal("-0.75");
        markAt(funded, decimal("50502"), decimal("5000"));
        stage.backend.publish(priced(funded));
        PositionView unpriced = funded;
        unpriced.currentPrice.reset();
        unpriced.unrealizedPnl.reset();
        stage.backend.publish(priced(unpriced));

        QCOMPARE(typesOf(*link), QStringLiteral("initial_state subscribed position_update"
                                                " position_update position_update"
                                                " position_update"));
    }

    void goesOnFromAState()
    {
        Stage stage;
        const auto link = stage.connectClient();
        link->say(AskCompact);
        stage.backend.publish(priced(marked("50501")));
        PositionView margined = marked("50502");
        margined.marginUsed = decimal("77");
        stage.backend.setPosition(margined); // no update tells it
        link->say(R"({"action":"get_summary"})");
        markAt(margined, decimal("50503"), decimal("5000"));
        stage.backend.publish(priced(margined));

        QCOMPARE(typesOf(*link), QStringLiteral("initial_state subscribed position_update summary"
                                                " names "));
        QCOMPARE(keysOf(link->frames.back()), QStringLiteral("a m q s t u w"));
    }

    void sharesOneEncodingAmongClients()
    {
        Stage stage;
        const auto one = stage.connectClient();
        const auto other = stage.connectClient();
        const auto full = stage.connectClient();
        one->say(AskCompact);
        other->say(AskCompact);
        for (const char *mark : {"50501", "50502", "50503"})
            stage.backend.publish(priced(marked(mark)));

        QCOMPARE(one->frames.back().get(), other->frames.back().get());
        QVERIFY(one->frames.back() != full->frames.back());
        QCOMPARE(seqOf(full->frames.back()), 3);
    }

    void whatWasReplacedOnTheWayIsNotNeeded()
    {
        Stage stage;
        const auto link = stage.connectClient();
        link->say(AskCompact);
        Follower follower;
        PositionView position = marked("50501");
        stage.backend.publish(priced(position));
        link->unsent = static_cast<qint64>(limits::ClientBehindBytes) + 1;
        link->reads = false;
        for (const char *margin : {"10", "11", "12"}) {
            position.marginUsed = decimal(margin);
            markAt(position, decimal("50600") + decimal(margin), decimal("5000"));
            stage.backend.publish(priced(position));
        }
        link->catchUp();
        markAt(position, decimal("50700"), decimal("5000"));
        stage.backend.publish(priced(position));

        for (const auto &frame : link->frames)
            follower.take(message(frame));
        QCOMPARE(follower.position(), inFull(position));
    }

    // Whatever changes, and whatever is replaced, skipped or asked for in between.
    void aFollowerKnowsWhatTheFullFormatTells()
    {
        for (unsigned seed = 1; seed <= 200; ++seed) {
            std::mt19937 random(seed);
            const auto below = [&random](unsigned n) { return random() % n; };
            Stage stage;
            const auto link = stage.connectClient();
            link->say(AskCompact);
            PositionView position = marked("50501", below(2) ? domain::PositionSide::Short
                                                             : domain::PositionSide::Long);
            for (int step = 0; step < 60; ++step) {
                if (below(12) == 0)
                    position.marginUsed = Decimal::fromUnits(below(1000), 0);
                if (below(12) == 0)
                    position.liquidationPrice = Decimal::fromUnits(30'000 + below(1000), 0);
                if (below(12) == 0)
                    position.funding = Decimal::fromUnits(below(10), 0);
                if (below(20) == 0)
                    position.fees.reset();
                if (below(10) == 0)
                    position.priceState = below(2) ? domain::PriceState::Stale
                                                   : domain::PriceState::Live;
                position.priceTime = *position.priceTime + base::Milliseconds{below(5000)};
                markAt(position, Decimal::fromUnits(50'000 + below(1000), 0), decimal("5000"));
                if (below(15) == 0) {
                    link->reads = false;
                    link->unsent = static_cast<qint64>(limits::ClientBehindBytes) + 1;
                }
                if (below(8) == 0)
                    stage.backend.publishFill(address(1), position, step);
                else
                    stage.backend.publish(priced(position));
                if (below(10) == 0)
                    link->say(R"({"action":"get_summary"})");
                if (below(4) == 0) {
                    link->reads = true;
                    link->catchUp();
                }
            }
            link->reads = true;
            link->catchUp();
            stage.backend.publish(priced(position));

            Follower follower;
            for (const auto &frame : link->frames)
                follower.take(message(frame));
            QCOMPARE(follower.position(), inFull(position));
        }
    }
};

QTEST_GUILESS_MAIN(StreamCompactTest)
#include "tst_streamcompact.moc"
