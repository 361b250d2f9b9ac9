// SPDX-License-Identifier: GPL-3.0-or-later
// The panels of curves: what they are told, of whom, and what they show of it.
#include "gui/charts/equitypanel.h"
#include "gui/charts/positionchart.h"

#include <QLabel>
#include <QMainWindow>
#include <QToolButton>
#include <QtTest>

using namespace lpm;
using namespace lpm::gui;
using namespace std::chrono_literals;

namespace {

domain::Decimal value(std::string_view text) { return *domain::Decimal::parse(text); }

base::Timestamp at(std::chrono::seconds seconds)
{
    return base::fromUnixMilliseconds(1'795'000'000'000) + seconds;
}

domain::Address address(int number)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes.back() = static_cast<std::uint8_t>(number);
    return domain::Address::fromBytes(bytes);
}

SummaryTotals totals(std::string_view equity, std::string_view net = "0")
{
    SummaryTotals totals;
    totals.accounts = 1;
    totals.equity = value(equity);
    totals.netPnl = value(net);
    return totals;
}

template <class Panel>
struct Stand
{
    QMainWindow window;
    Theme theme{window};
    Panel panel{theme, QTimeZone::utc()};

    Stand()
    {
        panel.resize(600, 300);
        panel.show();
    }
    QString shown() const
    {
        return panel.template findChild<CurveChart *>()->accessibleDescription();
    }
    QString note() const
    {
        QStringList texts;
        for (const QLabel *label : panel.template findChildren<QLabel *>(
                 QString(), Qt::FindDirectChildrenOnly))
            texts.append(label->text());
        return texts.join(QString());
    }
};

domain::PositionView btc(std::string_view mark)
{
    domain::PositionView position;
    position.account = address(1);
    position.coin = "BTC";
    position.symbol = "BTC-USD";
    position.side = domain::PositionSide::Long;
    position.currentPrice = value(mark);
    position.priceState = domain::PriceState::Live;
    position.entryPrice = value("60000");
    position.liquidationPrice = value("41000.5");
    position.priceDecimals = 1;
    return position;
}

} // namespace

class ChartPanelsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void equityIsSampledEveryFiveSeconds()
    {
        Stand<EquityPanel> stand;
        for (int second = 0; second <= 10; ++second)
            stand.panel.add(std::nullopt, totals(std::to_string(1000 + second)),
                            at(std::chrono::seconds(second)));
        QCOMPARE(stand.shown(), QStringLiteral("Equity: 3 points, first 1,000, last 1,010, "
                                               "lowest 1,000, highest 1,010"));
        QCOMPARE(stand.note(), QStringLiteral("+10.00 USD since the first point"));
    }

    void eachAccountHasItsOwnLine()
    {
        Stand<EquityPanel> stand;
        for (const auto second : {0s, 5s}) {
            stand.panel.add(address(1), totals("10"), at(second));
            stand.panel.add(std::nullopt, totals("30"), at(second));
        }
        stand.panel.choose(address(1));
        QCOMPARE(stand.shown(), QStringLiteral("Equity: 2 points, first 10, last 10, "
                                               "lowest 10, highest 10"));
        stand.panel.forgetAll();
        stand.panel.choose(std::nullopt);
        QVERIFY(!stand.shown().contains(QStringLiteral("30")));
        stand.panel.choose(address(1));
        QVERIFY(stand.shown().contains(QStringLiteral("last 10")));
    }

    void whatIsNotKnownIsNoPoint()
    {
        Stand<EquityPanel> stand;
        stand.panel.add(std::nullopt, totals("10"), at(0s));
        stand.panel.add(std::nullopt, SummaryTotals{}, at(5s));
        stand.panel.add(std::nullopt, totals("12"), at(10s));
        QCOMPARE(stand.shown(), QStringLiteral("Equity: 2 points, first 10, last 12, "
                                               "lowest 10, highest 12"));
    }

    void thePastStandsBefore()
    {
        Stand<EquityPanel> stand;
        stand.panel.choose(address(1));
        stand.panel.add(address(1), totals("12"), at(100s));
        domain::EquitySample sample;
        sample.account = address(1);
        sample.time = at(40s);
        sample.equity = value("9.5");
        sample.realizedPnl = value("2");
        sample.unrealizedPnl = value("1");
        sample.fees = value("0.5");
        sample.funding = value("-0.25");
        stand.panel.putPast(address(1), {sample});

        QCOMPARE(stand.shown(), QStringLiteral("Equity: 2 points, first 9.5, last 12, "
                                               "lowest 9.5, highest 12"));
        for (QToolButton *button : stand.panel.findChildren<QToolButton *>()) {
            if (button->text() == QStringLiteral("P&&L"))
                button->click();
        }
        QVERIFY(stand.shown().startsWith(QStringLiteral("Net: 2 points, first 2.25, last 0")));
    }

    void thePositionThatIsLookedAtHasItsMarksAndLevels()
    {
        Stand<PositionChart> stand;
        stand.panel.add(btc("61000"), at(0s));
        stand.panel.add(btc("61000.5"), at(1s));
        stand.panel.look(btc("61000.5"));

        QCOMPARE(stand.note(), QStringLiteral("BTC-USD"));
        QCOMPARE(stand.shown(), QStringLiteral("Mark: 2 points, first 61,000, last 61,000.5, "
                                               "lowest 61,000, highest 61,000.5; "
                                               "Entry at 60,000; Break-even —; "
                                               "Liquidation at 41,000.5; "
                                               "Stop loss —; Take profit —"));
        stand.panel.look(std::nullopt);
        QVERIFY(stand.note().isEmpty());
    }

    void aPriceThatIsOldIsNoPoint()
    {
        Stand<PositionChart> stand;
        auto old = btc("61000");
        stand.panel.add(old, at(0s));
        stand.panel.add(old, at(1s));
        old.priceState = domain::PriceState::Stale;
        old.currentPrice = value("1");
        stand.panel.add(old, at(2s));
        stand.panel.look(old);
        QVERIFY(stand.shown().startsWith(QStringLiteral("Mark: 2 points, first 61,000, last 61,000")));
    }

    void marksOfAClosedPositionAreForgotten()
    {
        Stand<PositionChart> stand;
        stand.panel.add(btc("61000"), at(0s));
        stand.panel.add(btc("61000"), at(1s));
        stand.panel.take(PositionsModel(), at(2s));
        stand.panel.look(btc("61000"));
        QVERIFY(!stand.shown().contains(QStringLiteral("2 points")));
    }
};

QTEST_MAIN(ChartPanelsTest)
#include "tst_chartpanels.moc"
