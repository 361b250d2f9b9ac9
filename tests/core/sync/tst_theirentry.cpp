// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange tells of an entry, carried along through fills.
#include "core/sync/theirentry.h"
#include "tests/core/sync/scriptedexchange.h"

using namespace lpm;
using namespace lpm::fixture;

class TheirEntryTest : public QObject
{
    Q_OBJECT

    static domain::ExchangePosition told(const ScriptedExchange &exchange, Milliseconds now)
    {
        return exchange.state(now).dexes.front().positions.at(0);
    }
    static const domain::Instrument &instrument(const ScriptedExchange &exchange)
    {
        return exchange.truth().find(account(), "BTC")->instrument;
    }

private Q_SLOTS:
    void theFillsThatFollowLeadToWhatIsToldThen()
    {
        ScriptedExchange exchange;
        exchange.trade(buy("BTC", "0.3", "50000"), 1000);
        auto carried = sync::TheirEntry::of(told(exchange, 1000), instrument(exchange), at(1000));
        QVERIFY(carried);

        Milliseconds now = 2000;
        for (const auto &fill : {buy("BTC", "0.07", "51234"), sell("BTC", "0.11", "50321"),
                                 sell("BTC", "0.5", "49000"), buy("BTC", "0.01", "48000")}) {
            carried->apply(exchange.trade(fill, now));
            QVERIFY(carried->leadsTo(told(exchange, now)));
            now += 1000;
        }
    }

    void aFillThatIsNotAmongThemLeadsElsewhere()
    {
        ScriptedExchange exchange;
        exchange.trade(buy("BTC", "0.3", "50000"), 1000);
        auto carried = sync::TheirEntry::of(told(exchange, 1000), instrument(exchange), at(1000));
        exchange.trade(buy("BTC", "0.1", "52000"), 2000);
        exchange.trade(sell("BTC", "0.1", "53000"), 2001);

        QVERIFY(!carried->leadsTo(told(exchange, 2001)));
    }

    void aFillThatTheReadingMayHoldAlreadyIsNotCarriedTwice()
    {
        ScriptedExchange exchange;
        exchange.trade(buy("BTC", "0.3", "50000"), 1000);
        const auto held = exchange.trade(buy("BTC", "0.1", "52000"), 2000);
        auto carried = sync::TheirEntry::of(told(exchange, 2000), instrument(exchange), at(2000));
        carried->apply(held);

        QVERIFY(carried->leadsTo(told(exchange, 2000)));
    }

    // Of a coin with few decimals many entries are shown alike.
    void anotherNotionalBehindTheSameShownEntryIsAnother()
    {
        ScriptedExchange exchange;
        exchange.trade(buy("kPEPE", "1000000", "0.005"), 1000);
        auto position = told(exchange, 1000);
        const auto &pepe = exchange.truth().find(account(), "kPEPE")->instrument;
        const auto carried = sync::TheirEntry::of(position, pepe, at(1000));
        QVERIFY(carried);
        QVERIFY(carried->leadsTo(position));

        position.unrealizedPnl -= dec("0.3");
        QVERIFY(!carried->leadsTo(position));
    }

    void aStateThatDoesNotAgreeWithItselfIsNotCarried()
    {
        ScriptedExchange exchange;
        exchange.trade(buy("BTC", "0.3", "50000"), 1000);
        auto position = told(exchange, 1000);
        position.unrealizedPnl += dec("100"); // at another mark than its value

        QVERIFY(!sync::TheirEntry::of(position, instrument(exchange), at(1000)));
    }
};

QTEST_APPLESS_MAIN(TheirEntryTest)
#include "tst_theirentry.moc"
