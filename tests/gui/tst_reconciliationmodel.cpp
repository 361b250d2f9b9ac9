// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesource.h"

#include "gui/models/driftmodel.h"
#include "gui/models/positionsmodel.h"
#include "gui/models/reconciliationmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using domain::DriftOutcome;
using domain::FieldVerdict;
using Col = ComparisonColumn;

class ReconciliationModelTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsBothSidesOfEachField();
    void putsWhatDiffersFirst();
    void saysItBySignAndColour_data();
    void saysItBySignAndColour();
    void saysWhySomethingIsNotCompared();
    void updatesInPlaceWhileTheFieldsStay();
    void showsTheChosenAccountOnly();
    void isGreyWhileNothingProvesIt();
    void growsOlderByItself();
    void showsHostileNamesAsText();
    void tellsThePastNewestFirst();
    void aDifferenceOfAnotherDayIsShownWithItsDate();

private:
    static QString text(const QAbstractItemModel &model, int row, int column)
    {
        return model.index(row, column).data().toString();
    }
    static QString text(const QAbstractItemModel &model, int row, Col column)
    {
        return text(model, row, static_cast<int>(column));
    }
    static Tone tone(const QAbstractItemModel &model, int row, Col column)
    {
        return static_cast<Tone>(
            model.index(row, static_cast<int>(column)).data(PositionsModel::ToneRole).toInt());
    }
};

void ReconciliationModelTest::showsBothSidesOfEachField()
{
    ReconciliationModel model;
    const QAbstractItemModelTester tester(&model);
    model.setNow(Noon);

    model.take(shared(agreement(watched(1, "Main"), tradersBook())));

    QCOMPARE(model.rowCount(), 30);
    QCOMPARE(text(model, 0, Col::Account), QStringLiteral("Main"));
    QCOMPARE(text(model, 0, Col::Coin), QStringLiteral("BTC"));
    QCOMPARE(text(model, 0, Col::Field), QStringLiteral("Size"));
    QCOMPARE(text(model, 0, Col::Ours), QStringLiteral("1.24518"));
    QCOMPARE(text(model, 0, Col::Theirs), QStringLiteral("1.24518"));
    QCOMPARE(text(model, 0, Col::Difference), QStringLiteral("0"));
    QCOMPARE(text(model, 0, Col::Checked), QStringLiteral("3s"));
    QCOMPARE(text(model, 0, Col::Verdict), QStringLiteral("✓ agrees"));
}

void ReconciliationModelTest::putsWhatDiffersFirst()
{
    ReconciliationModel model;
    const QAbstractItemModelTester tester(&model);
    auto view = agreement(watched(1, "Main"), tradersBook());
    differ(view, "SOL", "600", FieldVerdict::Suspect);
    differ(view, "DOGE", "-20000", FieldVerdict::Differs);

    model.take(shared(view));

    QCOMPARE(text(model, 0, Col::Coin), QStringLiteral("DOGE"));
    QCOMPARE(text(model, 0, Col::Difference), QStringLiteral("−1,000"));
    QCOMPARE(text(model, 1, Col::Coin), QStringLiteral("SOL"));
    QCOMPARE(text(model, 2, Col::Coin), QStringLiteral("BTC"));
}

void ReconciliationModelTest::saysItBySignAndColour_data()
{
    QTest::addColumn<int>("verdict");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("tone");
    const auto row = [](FieldVerdict verdict, const char *text, Tone tone) {
        QTest::newRow(text) << static_cast<int>(verdict) << QString::fromUtf8(text)
                            << static_cast<int>(tone);
    };
    row(FieldVerdict::Agrees, "✓ agrees", Tone::Good);
    row(FieldVerdict::NotCompared, "· not compared", Tone::Muted);
    row(FieldVerdict::Suspect, "! suspect", Tone::Warning);
    row(FieldVerdict::Differs, "✗ differs", Tone::Bad);
}

void ReconciliationModelTest::saysItBySignAndColour()
{
    QFETCH(int, verdict);
    QFETCH(QString, text);
    QFETCH(int, tone);
    ReconciliationModel model;
    auto view = agreement(watched(1, "Main"), {tradersBook()[0]});
    view.rows.resize(1);
    view.rows[0].verdict = static_cast<FieldVerdict>(verdict);

    model.take(shared(view));

    QCOMPARE(this->text(model, 0, Col::Verdict), text);
    QCOMPARE(static_cast<int>(this->tone(model, 0, Col::Verdict)), tone);
}

void ReconciliationModelTest::saysWhySomethingIsNotCompared()
{
    ReconciliationModel model;
    auto view = agreement(watched(1, "Main"), {tradersBook()[0]});
    differ(view, "BTC", "2", FieldVerdict::Suspect);

    model.take(shared(view));

    QCOMPARE(text(model, 1, Col::Verdict), QStringLiteral("· not compared: the sizes differ"));
    QCOMPARE(text(model, 1, Col::Ours), QStringLiteral("—"));
    QCOMPARE(text(model, 1, Col::Difference), QStringLiteral("—"));
}

void ReconciliationModelTest::updatesInPlaceWhileTheFieldsStay()
{
    ReconciliationModel model;
    const QAbstractItemModelTester tester(&model);
    auto view = agreement(watched(1, "Main"), tradersBook());
    model.take(shared(view));
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);

    view.rows[0].ours = view.rows[0].theirs = number("2");
    model.take(shared(view));
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(text(model, 0, Col::Ours), QStringLiteral("2"));

    view.rows.pop_back();
    model.take(shared(view));
    QCOMPARE(resets.count(), 1);
    QCOMPARE(model.rowCount(), 29);
}

void ReconciliationModelTest::showsTheChosenAccountOnly()
{
    ReconciliationModel model;
    const QAbstractItemModelTester tester(&model);
    model.take(shared(agreement(watched(1, "Main"), tradersBook())));
    model.take(shared(agreement(watched(2, "Hedge"), {tradersBook()[1]})));
    QCOMPARE(model.rowCount(), 33);

    model.setAccount(address(2));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(text(model, 0, Col::Coin), QStringLiteral("ETH"));

    model.setAccount(std::nullopt);
    model.keepOnly({watched(1, "Main")});
    QCOMPARE(model.rowCount(), 30);
}

void ReconciliationModelTest::isGreyWhileNothingProvesIt()
{
    ReconciliationModel model;
    auto view = agreement(watched(1, "Main"), tradersBook());
    const auto freshness = [&] {
        return static_cast<domain::PriceState>(
            model.index(0, 0).data(PositionsModel::FreshnessRole).toInt());
    };
    model.take(shared(view));
    QCOMPARE(freshness(), domain::PriceState::Live);

    view.state = domain::ReconciliationState::Unknown;
    model.take(shared(view));

    QCOMPARE(freshness(), domain::PriceState::Stale);
}

void ReconciliationModelTest::growsOlderByItself()
{
    ReconciliationModel model;
    model.take(shared(agreement(watched(1, "Main"), tradersBook())));

    model.setNow(Noon + std::chrono::minutes(2));

    QCOMPARE(text(model, 0, Col::Checked), QStringLiteral("2m"));
}

void ReconciliationModelTest::showsHostileNamesAsText()
{
    ReconciliationModel model;
    auto view = agreement(watched(1, "Main"), {tradersBook()[0]});
    view.rows[0].symbol = view.rows[0].coin = "<img src=x>\n";

    model.take(shared(view));

    const QString tip = model.index(0, 0).data(Qt::ToolTipRole).toString();
    QVERIFY(!tip.contains(QStringLiteral("<img")));
    QVERIFY(!text(model, 0, Col::Coin).contains(QLatin1Char('\n')));
}

void ReconciliationModelTest::tellsThePastNewestFirst()
{
    DriftModel model(QTimeZone::utc());
    const QAbstractItemModelTester tester(&model);
    auto main = agreement(watched(1, "Main"), {});
    main.history = {
        drift("BTC", "1", "2", DriftOutcome::Held, std::chrono::seconds(60)),
        drift("ETH", "3", "4", DriftOutcome::ExplainedByFill, std::chrono::seconds(300))};
    auto hedge = agreement(watched(2, "Hedge"), {});
    hedge.history = {drift("SOL", "5", "6", DriftOutcome::Adjusted, std::chrono::seconds(120))};

    model.take(shared(main));
    model.take(shared(hedge));

    const auto cell = [&](int row, DriftColumn column) {
        return text(model, row, static_cast<int>(column));
    };
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(0, DriftColumn::Coin), QStringLiteral("BTC"));
    QCOMPARE(cell(0, DriftColumn::Time), QStringLiteral("11:59:00"));
    QCOMPARE(cell(0, DriftColumn::Outcome), QStringLiteral("✗ raised, left as it is"));
    QCOMPARE(cell(1, DriftColumn::Account), QStringLiteral("Hedge"));
    QCOMPARE(cell(1, DriftColumn::Outcome), QStringLiteral("✓ set to the exchange's"));
    QCOMPARE(cell(2, DriftColumn::Theirs), QStringLiteral("4"));

    model.setAccount(address(2));
    QCOMPARE(model.rowCount(), 1);
}

void ReconciliationModelTest::aDifferenceOfAnotherDayIsShownWithItsDate()
{
    DriftModel model(QTimeZone("Asia/Tokyo"));
    const QAbstractItemModelTester tester(&model);
    auto view = agreement(watched(1, "Main"), {});
    view.history = {drift("BTC", "1", "2", DriftOutcome::Held, std::chrono::seconds(60))};
    model.take(shared(view));
    const auto time = [&] { return text(model, 0, static_cast<int>(DriftColumn::Time)); };
    model.setNow(Noon);
    QCOMPARE(time(), QStringLiteral("20:59:00"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);

    model.setNow(Noon + std::chrono::hours(3)); // midnight there
    model.setNow(Noon + std::chrono::hours(4));

    QCOMPARE(time(), QStringLiteral("11-23 20:59"));
    QCOMPARE(changed.count(), 1);
}

QTEST_MAIN(ReconciliationModelTest)
#include "tst_reconciliationmodel.moc"
