// SPDX-License-Identifier: GPL-3.0-or-later
// The tray tells the sign of the P&L, the mode and what is near to liquidation, and nothing that it
// may not.
#include "tests/gui/fakesource.h"
#include "tests/gui/modelproof.h"

#include "gui/privacy.h"
#include "gui/shell/tray.h"
#include "gui/shell/trayface.h"

#include <QTextDocument>
#include <QtTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Arrow = TrayFace::Arrow;

namespace {

CompactView viewOf(const char *net, domain::PriceState freshness = domain::PriceState::Live)
{
    CompactView view;
    view.account = QStringLiteral("Main");
    view.totals.accounts = 1;
    view.totals.equity = number("152345.678");
    view.totals.netPnl = number(net);
    view.freshness = freshness;
    view.risks = {{QStringLiteral("BTC"), number("0.0512")},
                  {QStringLiteral("ETH"), number("0.125")},
                  {QStringLiteral("SOL"), number("0.4")}};
    return view;
}

TrayFace faceOf(const CompactView &view, bool isHidden = false, bool isBad = false)
{
    return trayFaceOf(view, domain::RunMode::Live, isBad, isHidden);
}

QImage imageOf(const TrayFace &face) { return trayPixmap(face, darkColors(), 22).toImage(); }

} // namespace

class TrayFaceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theArrowTellsTheSign()
    {
        QCOMPARE(faceOf(viewOf("12.5")).arrow, Arrow::Up);
        QCOMPARE(faceOf(viewOf("-12.5")).arrow, Arrow::Down);
        QCOMPARE(faceOf(viewOf("0.001")).arrow, Arrow::None); // as it is shown: 0.00
        CompactView unknown = viewOf("1");
        unknown.totals.netPnl.reset();
        QCOMPARE(faceOf(unknown).arrow, Arrow::None);
    }

    void theFigureIsShortAndNeverTooLarge_data()
    {
        QTest::addColumn<QByteArray>("amount");
        QTest::addColumn<QString>("figure");
        const auto row = [](const char *amount, const char *figure) {
            QTest::newRow(amount) << QByteArray(amount) << QString::fromLatin1(figure);
        };
        row("0.429", "0.42");
        row("9.999", "9.99");
        row("-466.77", "466");
        row("999.99", "999");
        row("1000", "1.0k");
        row("9999.99", "9.9k");
        row("-12345", "12k");
        row("999999", "999k");
        row("1250000", "1.2M");
        row("999999999", "999M");
        row("43000000000", "43G");
        row("999999999999.99", "999G");
        row("1000000000000", ">1T");
    }

    void theFigureIsShortAndNeverTooLarge()
    {
        QFETCH(QByteArray, amount);

        const TrayFace face = faceOf(viewOf(amount.constData()));

        QTEST(face.figure, "figure");
        QVERIFY(face.figure.size() <= 4);
    }

    void theFigureIsSeen()
    {
        QVERIFY(imageOf(faceOf(viewOf("12.5"))) != imageOf(faceOf(viewOf("13.5"))));
        QVERIFY(faceOf(viewOf("12.5"), true).figure.isEmpty());
        QVERIFY(faceOf(viewOf("12.5"), false, true).figure.isEmpty());
    }

    void hiddenTheSignIsHiddenToo()
    {
        QCOMPARE(faceOf(viewOf("12.5"), true), faceOf(viewOf("-12.5"), true));
        QCOMPARE(trayTip(viewOf("12.5"), {}, true), trayTip(viewOf("-99999"), {}, true));
        QVERIFY(trayTip(viewOf("12.5"), {}, true).contains(hiddenText()));
        QVERIFY(trayTip(viewOf("12.5"), {}, true).contains(QStringLiteral("BTC 5.12 %")));
    }

    void whatIsOldDoesNotLookLive()
    {
        const auto old = faceOf(viewOf("12.5", domain::PriceState::Stale));
        QVERIFY(imageOf(old) != imageOf(faceOf(viewOf("12.5"))));
        QVERIFY(trayTip(viewOf("1", domain::PriceState::Stale), {}, false)
                    .startsWith(QStringLiteral("Main · old")));
        for (const TrayFace &face : {faceOf(viewOf("12.5", domain::PriceState::Dead)),
                                     faceOf(viewOf("12.5"), false, true)}) {
            QVERIFY(face.isWrong);
            QCOMPARE(face.arrow, Arrow::None);
        }
    }

    void whatIsAsGoodAsNeverLiquidatedIsNoRisk()
    {
        CompactView view = viewOf("1");
        view.risks[2].distance = number("10");
        QVERIFY(trayTip(view, {}, false).endsWith(QStringLiteral("BTC 5.12 %, ETH 12.50 %")));
    }

    void theTipIsShortAndWhole()
    {
        CompactView view = viewOf("-1234.5");
        view.mark = QStringLiteral("DEMO");
        QCOMPARE(trayTip(view, {}, false),
                 QStringLiteral("DEMO · Main\nEquity 152,345.68\nNet P&L −1,234.50 ▼\n"
                                "To liq.: BTC 5.12 %, ETH 12.50 %, SOL 40.00 %"));
        QVERIFY(trayTip(view, {}, false).size() < 127); // what one desktop shows
        QCOMPARE(trayTip(view, QStringLiteral("Stopped"), false).section(QLatin1Char('\n'), 1, 1),
                 QStringLiteral("Stopped"));
        QCOMPARE(trayTip({}, {}, false), QStringLiteral("Equity —\nNet P&L —"));
    }

    void eachFaceIsAPictureOfItsOwn()
    {
        std::vector<QImage> seen;
        for (const auto mode :
             {domain::RunMode::Live, domain::RunMode::Testnet, domain::RunMode::Demo}) {
            for (const Arrow arrow : {Arrow::None, Arrow::Up, Arrow::Down})
                seen.push_back(imageOf({.arrow = arrow, .mode = mode}));
            seen.push_back(imageOf({.isWrong = true, .mode = mode}));
        }
        for (std::size_t i = 0; i < seen.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY2(seen[i] != seen[j], qPrintable(QStringLiteral("%1 %2").arg(i).arg(j)));
        }
    }

    void theColoursAreTheThemes()
    {
        const TrayFace up{.arrow = Arrow::Up};
        QVERIFY(trayPixmap(up, darkColors(), 22).toImage() !=
                trayPixmap(up, withRedUp(darkColors()), 22).toImage());
    }

    void theNearestThreeAreTold()
    {
        PositionsModel positions;
        prove(positions);
        positions.takeSummary(summary(watched(1, "Main"), tradersBook()));
        positions.setNow(Noon);
        positions.flush();
        std::vector<domain::Decimal> all;
        for (int i = 0; i < positions.rowCount(); ++i) {
            if (positions.row(i).position.liquidationDistance)
                all.push_back(*positions.row(i).position.liquidationDistance);
        }
        std::sort(all.begin(), all.end());

        const CompactView view = compactViewOf(positions, std::nullopt, {}, false);

        QCOMPARE(view.risks.size(), std::size_t{3});
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(view.risks[i].distance, all[i]);
        QCOMPARE(view.nearest, view.risks[0].coin);
        QVERIFY(compactViewOf(positions, address(7), {}, false).risks.empty());
    }

    void whoseTheyAreIsToldOfSeveralAccounts()
    {
        const auto held = [](const domain::Address &account) {
            return position({.coin = "BTC",
                             .size = "1",
                             .entry = "100",
                             .mark = "100",
                             .liquidation = "80"},
                            account);
        };
        PositionsModel positions;
        prove(positions);
        for (int i : {1, 2}) {
            const auto account = watched(i, i == 1 ? "Main" : "Hedge");
            positions.takeSummary(summary(account, {held(account.address)}));
        }
        positions.setNow(Noon);
        positions.flush();

        const CompactView all = compactViewOf(positions, std::nullopt, {}, false);
        const CompactView one = compactViewOf(positions, address(2), {}, false);

        const QString tip = trayTip(all, {}, false);
        QVERIFY2(tip.contains(QStringLiteral("BTC (Main) 20.00 %")), qPrintable(tip));
        QVERIFY2(tip.contains(QStringLiteral("BTC (Hedge) 20.00 %")), qPrintable(tip));
        QVERIFY2(trayTip(one, {}, false).contains(QStringLiteral("To liq.: BTC 20.00 %")),
                 qPrintable(trayTip(one, {}, false)));
    }

    void nothingOfItIsMarkup()
    {
        QVERIFY(!Qt::mightBeRichText(trayText(QStringLiteral("<b>BTC</b> <img src=x>"))));
    }
};

QTEST_MAIN(TrayFaceTest)
#include "tst_trayface.moc"
