// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesource.h"
#include "modelproof.h"

#include "gui/models/positionsmodel.h"
#include "gui/privacy.h"

#include <QTest>

#include <memory>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using Col = PositionColumn;

class PositionTipsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<PositionsModel>();
        prove(*m_model);
        m_model->setNow(Noon);
    }
    void tellsTimesInTheChosenZoneByItsName();
    void explainsDerivedNumbersWithTheirOperands();
    void tellsTheLastChangeOfARunningSum();
    void tellsNoChangeThatNobodySaw();
    void tellsNoStepFromOneRunToTheNext();
    void tellsOfTheProofOnlyWhatHolds();

private:
    void give(const domain::PositionView &held);
    QString tip(Col column) const;

    std::unique_ptr<PositionsModel> m_model;
};

void PositionTipsTest::give(const domain::PositionView &held)
{
    m_model->takeSummary(summary(watched(1, "Main"), {held}, 1));
    m_model->flush();
}

QString PositionTipsTest::tip(Col column) const
{
    return m_model->index(0, static_cast<int>(column)).data(Qt::ToolTipRole).toString();
}

void PositionTipsTest::tellsTimesInTheChosenZoneByItsName()
{
    auto held = position({.coin = "ETH", .size = "2", .entry = "3000", .mark = "2900"});
    held.openedAt = Noon - std::chrono::hours(15);
    held.priceTime = Noon;
    give(held);
    QVERIFY2(tip(Col::Opened).contains(QStringLiteral("2026-11-22 21:00:00.000 UTC")),
             qPrintable(tip(Col::Opened)));
    const QTimeZone tokyo("Asia/Tokyo");
    const QString name = tokyo.abbreviation(QDateTime::fromMSecsSinceEpoch(0));

    m_model->setZone(tokyo);
    auto *privacy = new Privacy(m_model.get());
    m_model->setPrivacy(*privacy);
    for (const bool areHidden : {false, true}) {
        privacy->setHidden(areHidden);

        QVERIFY2(tip(Col::Opened).contains(QStringLiteral("2026-11-23 06:00:00.000 ") + name),
                 qPrintable(tip(Col::Opened)));
        QVERIFY2(tip(Col::Mark).contains(QStringLiteral("2026-11-23 21:00:00.000 ") + name),
                 qPrintable(tip(Col::Mark)));
    }
}

void PositionTipsTest::explainsDerivedNumbersWithTheirOperands()
{
    give(position({.coin = "ETH",
                   .size = "-2",
                   .entry = "3000",
                   .mark = "2900.25",
                   .leverage = "10",
                   .realized = "-1.5",
                   .fees = "0.75",
                   .funding = "-0.125"}));

    QVERIFY2(tip(Col::Notional).contains(QStringLiteral("2 × 2,900.25 = 5,800.5 USD")),
             qPrintable(tip(Col::Notional)));
    QVERIFY2(tip(Col::Entry).contains(QStringLiteral("6,000 ÷ 2 = 3,000")),
             qPrintable(tip(Col::Entry)));
    QVERIFY2(tip(Col::Unrealized).contains(QStringLiteral("6,000 − 5,800.5 = +199.5 USD")),
             qPrintable(tip(Col::Unrealized)));
    QVERIFY2(
        tip(Col::Net).contains(QStringLiteral("199.5 + (−1.5) − 0.75 + (−0.125) = +197.125 USD")),
        qPrintable(tip(Col::Net)));
    QVERIFY2(tip(Col::Roe).contains(QStringLiteral("199.5 ÷ (6,000 ÷ 10) = +33.25 %")),
             qPrintable(tip(Col::Roe)));
    QVERIFY2(
        tip(Col::BreakEven).contains(QStringLiteral("(6,000 + about (−2.38)) ÷ 2 = 2,998.8125")),
        qPrintable(tip(Col::BreakEven)));
}

void PositionTipsTest::tellsTheLastChangeOfARunningSum()
{
    PositionInput input{.coin = "ETH", .size = "2", .entry = "3000", .mark = "2900"};
    input.realized = "10.5";
    input.fees = "1.25";
    input.funding = "-0.5";
    give(position(input));
    input.realized = "8.25"; // a part of it was closed at a loss
    input.fees = "2";
    m_model->takeUpdate(fillUpdate(position(input), 2, domain::FillSide::Sell, "1", "Close Long"));
    m_model->flush();
    input.funding = "-0.75"; // an hour later it paid
    m_model->takeUpdate(priceUpdate(position(input), 3));
    m_model->flush();

    QVERIFY2(tip(Col::Realized).contains(QStringLiteral("10.5 + (−2.25) = +8.25 USD")),
             qPrintable(tip(Col::Realized)));
    QVERIFY2(tip(Col::Fees).contains(QStringLiteral("1.25 + 0.75 = 2 USD")),
             qPrintable(tip(Col::Fees)));
    QVERIFY2(tip(Col::Funding).contains(QStringLiteral("(−0.5) + (−0.25) = −0.75 USD")),
             qPrintable(tip(Col::Funding)));
    QVERIFY2(tip(Col::Funding).contains(QStringLiteral("last change seen: 2026-11-23 12:00:00.000 UTC")),
             qPrintable(tip(Col::Funding)));
}

void PositionTipsTest::tellsNoChangeThatNobodySaw()
{
    PositionInput input{.coin = "ETH", .size = "2", .entry = "3000", .mark = "2900"};
    input.realized = "10.5";
    auto held = position(input);
    held.fees.reset();
    give(held);
    QVERIFY2(tip(Col::Realized).contains(QStringLiteral("+10.5 USD\nno change seen since 2026")),
             qPrintable(tip(Col::Realized)));
    QVERIFY2(tip(Col::Fees).contains(QStringLiteral("—")), qPrintable(tip(Col::Fees)));

    held.fees = number("1"); // known now: what they were before is not
    m_model->takeUpdate(priceUpdate(held, 2));
    m_model->flush();

    QVERIFY2(tip(Col::Fees).contains(QStringLiteral("\n1 USD\n")), qPrintable(tip(Col::Fees)));
    QVERIFY2(!tip(Col::Fees).contains(QStringLiteral(" = ")), qPrintable(tip(Col::Fees)));

    held.fees = number("2");
    held.basis = domain::Basis::Partial; // what it is the sum of is another one
    m_model->takeUpdate(priceUpdate(held, 3));
    m_model->flush();
    QVERIFY2(tip(Col::Fees).contains(QStringLiteral("\n2 USD\nno change")), qPrintable(tip(Col::Fees)));
}

void PositionTipsTest::tellsNoStepFromOneRunToTheNext()
{
    PositionInput input{.coin = "ETH", .size = "2", .entry = "3000", .mark = "2900"};
    input.funding = "-0.5";
    give(position(input));
    auto other = std::make_shared<domain::SummaryView>(
        *summary(watched(1, "Main"), {position({.coin = "ETH",
                                                .size = "2",
                                                .entry = "3000",
                                                .mark = "2900",
                                                .funding = "-7"})}));
    other->epoch = "2026-11-23T12:34:56Z";
    other->timestamp = Noon + std::chrono::minutes(1);
    m_model->takeSummary(other);
    m_model->flush();

    QVERIFY2(tip(Col::Funding).contains(
                 QStringLiteral("−7 USD\nno change seen since 2026-11-23 12:01:00.000 UTC")),
             qPrintable(tip(Col::Funding)));
}

// The header's tip says what the sign ✓ means.
void PositionTipsTest::tellsOfTheProofOnlyWhatHolds()
{
    auto held = position({.coin = "ETH", .size = "2", .entry = "3000", .mark = "2900"});
    give(held);
    QVERIFY2(tip(Col::Reconciled).contains(QStringLiteral("Agreed")),
             qPrintable(tip(Col::Reconciled)));
    held.isReconciled = false;
    m_model->takeUpdate(priceUpdate(held, 2));
    m_model->flush();

    QVERIFY2(tip(Col::Reconciled).contains(QStringLiteral("Changed since")),
             qPrintable(tip(Col::Reconciled)));
    QVERIFY2(!tip(Col::Reconciled).contains(QStringLiteral("Agrees")),
             qPrintable(tip(Col::Reconciled)));
    QVERIFY(m_model->headerData(static_cast<int>(Col::Reconciled), Qt::Horizontal, Qt::ToolTipRole)
                .toString()
                .contains(QStringLiteral("Agrees")));
}

QTEST_MAIN(PositionTipsTest)
#include "tst_positiontips.moc"
