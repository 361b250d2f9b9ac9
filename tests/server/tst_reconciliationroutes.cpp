// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/routedapi.h"

#include <QJsonArray>
#include <QTest>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;
using domain::DriftOutcome;
using domain::FieldVerdict;

namespace {

domain::ComparedField size(const std::string &ours, const std::string &theirs)
{
    domain::ComparedField row;
    row.coin = "BTC";
    row.symbol = "BTC-USD";
    row.field = "size";
    row.ours = decimal(ours);
    row.theirs = decimal(theirs);
    row.difference = *row.ours - *row.theirs;
    row.verdict = ours == theirs ? FieldVerdict::Agrees : FieldVerdict::Differs;
    row.checkedAt = instant("2025-02-11T17:29:58Z");
    return row;
}

domain::ReconciliationView differing()
{
    domain::ReconciliationView view;
    view.timestamp = instant("2025-02-11T17:30:00Z");
    view.account = address(1);
    view.accountLabel = "main";
    view.state = domain::ReconciliationState::Differs;
    view.lastCheck = instant("2025-02-11T17:29:58Z");
    view.openDiscrepancies = 1;
    view.nextCheck = instant("2025-02-11T17:30:58Z");
    domain::ComparedField entry;
    entry.coin = "BTC";
    entry.symbol = "BTC-USD";
    entry.field = "entry_price";
    entry.theirs = decimal("50000.5");
    entry.reason = "the sizes differ";
    entry.checkedAt = *view.lastCheck;
    view.rows = {size("0.1", "0.25"), entry};
    domain::Drift drift;
    drift.time = instant("2025-02-11T17:20:00Z");
    drift.coin = "ETH";
    drift.symbol = "ETH-USD";
    drift.field = "size";
    drift.ours = decimal("2");
    drift.theirs = decimal("3");
    drift.outcome = DriftOutcome::ExplainedByFill;
    drift.settledAt = instant("2025-02-11T17:20:04Z");
    view.history = {drift};
    return view;
}

} // namespace

class ReconciliationRoutesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsOursBesideTheirsToTheByte();
    void saysThatNothingWasComparedYet();
    void tellsOnlyWhatIsDoubtfulWhereThatIsAskedFor();
    void tellsNoMoreOfThePastThanIsAskedFor();
    void refusesAnExtentThatIsNone_data();
    void refusesAnExtentThatIsNone();
    void answersForAllAccounts();
    void comparesEveryAccountWhereNoneIsNamed();
    void comparesTheAccountThatIsNamed();
    void saysThatAnAccountCannotBeAskedNow();
    void refusesAnAccountThatIsNotWatched();
    void refusesWhileStopped();
    void takesPostOnly();
};

void ReconciliationRoutesTest::showsOursBesideTheirsToTheByte()
{
    Api api;
    api.backend.setReconciliation(differing());

    const Response response = api.get("/api/v1/reconciliation");

    QCOMPARE(response.status, 200);
    const QByteArray row(
        R"({"coin":"BTC","symbol":"BTC-USD","field":"size","ours":"0.1","theirs":"0.25",)"
        R"("difference":"-0.15","verdict":"differs","reason":null,)"
        R"("checked_at":"2025-02-11T17:29:58.000Z"})");
    const QByteArray expected =
        R"({"account":"0x0000000000000000000000000000000000000001","account_label":"main",)"
        R"("timestamp":"2025-02-11T17:30:00.000Z","state":"differs",)"
        R"("last_reconciliation":"2025-02-11T17:29:58.000Z","last_reconciliation_age_ms":2000,)"
        R"("reconciled":false,"next_reconciliation":"2025-02-11T17:30:58.000Z",)"
        R"("open_discrepancies":1,"discrepancies":[)" +
        row + R"(],"rows":[)" + row +
        R"(,{"coin":"BTC","symbol":"BTC-USD","field":"entry_price","ours":null,)"
        R"("theirs":"50000.5","difference":null,"verdict":"not_compared",)"
        R"("reason":"the sizes differ","checked_at":"2025-02-11T17:29:58.000Z"}],"history":[)"
        R"({"time":"2025-02-11T17:20:00.000Z","coin":"ETH","symbol":"ETH-USD","field":"size",)"
        R"("ours":"2","theirs":"3","outcome":"explained_by_fill",)"
        R"("settled_at":"2025-02-11T17:20:04.000Z"}]})";
    QCOMPARE(QByteArray::fromStdString(response.body), expected);
}

void ReconciliationRoutesTest::saysThatNothingWasComparedYet()
{
    Api api;

    const QJsonObject answer = object(api.get("/api/v1/reconciliation"));

    QCOMPARE(answer.value(QLatin1String("state")).toString(), QStringLiteral("unknown"));
    for (const char *key :
         {"last_reconciliation", "last_reconciliation_age_ms", "reconciled", "next_reconciliation"})
        QVERIFY2(answer.value(QLatin1String(key)).isNull(), key);
    QVERIFY(answer.value(QLatin1String("rows")).toArray().isEmpty());
}

void ReconciliationRoutesTest::tellsOnlyWhatIsDoubtfulWhereThatIsAskedFor()
{
    Api api;
    domain::ReconciliationView view = differing(); // one row differs, one is not compared
    view.rows.push_back(size("1", "1"));
    view.rows.push_back(size("1", "2"));
    view.rows.back().verdict = FieldVerdict::Suspect;
    api.backend.setReconciliation(view);
    const auto verdicts = [&api](const char *path) {
        QStringList words;
        for (const auto &row : object(api.get(path)).value(QLatin1String("rows")).toArray())
            words += row.toObject().value(QLatin1String("verdict")).toString();
        return words;
    };

    QCOMPARE(verdicts("/api/v1/reconciliation?rows=doubtful"),
             (QStringList{QStringLiteral("differs"), QStringLiteral("suspect")}));
    QCOMPARE(verdicts("/api/v1/reconciliation?rows=all").size(), 4);
    QCOMPARE(verdicts("/api/v1/reconciliation").size(), 4);
}

void ReconciliationRoutesTest::tellsNoMoreOfThePastThanIsAskedFor()
{
    Api api;
    domain::ReconciliationView view = differing();
    view.history.push_back(view.history.front());
    view.history.back().coin = "SOL";
    api.backend.setReconciliation(view);
    const auto coins = [&api](const char *path) {
        QStringList names;
        for (const auto &row : object(api.get(path)).value(QLatin1String("history")).toArray())
            names += row.toObject().value(QLatin1String("coin")).toString();
        return names.join(QLatin1Char(' '));
    };

    QCOMPARE(coins("/api/v1/reconciliation?history=0"), QString());
    QCOMPARE(coins("/api/v1/reconciliation?history=1"), QStringLiteral("ETH")); // the newest
    QCOMPARE(coins("/api/v1/reconciliation?history=99"), QStringLiteral("ETH SOL"));
    QCOMPARE(coins("/api/v1/reconciliation"), QStringLiteral("ETH SOL"));
}

void ReconciliationRoutesTest::refusesAnExtentThatIsNone_data()
{
    QTest::addColumn<QByteArray>("query");
    for (const char *query : {"rows=", "rows=ALL", "rows=doubtful,", "history=", "history=-1",
                              "history=1.5", "history=x"})
        QTest::newRow(query) << QByteArray(query);
}

void ReconciliationRoutesTest::refusesAnExtentThatIsNone()
{
    QFETCH(QByteArray, query);
    Api api;

    const Response answer = api.get("/api/v1/reconciliation?" + query.toStdString());

    QCOMPARE(answer.status, 422);
    QCOMPARE(text(answer, "code"), QStringLiteral("invalid_parameter"));
}

void ReconciliationRoutesTest::answersForAllAccounts()
{
    Api api;
    api.backend.addAccount(address(2), "hedge");
    api.backend.setReconciliation(differing());

    const QJsonObject all = object(api.get("/api/v1/reconciliation?account=all"));
    const QJsonObject accounts = all.value(QLatin1String("accounts")).toObject();
    const QJsonObject main = accounts.value(QString::fromStdString(address(1).text())).toObject();

    QCOMPARE(accounts.size(), 2);
    QCOMPARE(main.value(QLatin1String("history")).toArray().size(), 1);
    QCOMPARE(text(api.get("/api/v1/reconciliation?account=hedge"), "account_label"),
             QStringLiteral("hedge"));
}

void ReconciliationRoutesTest::comparesEveryAccountWhereNoneIsNamed()
{
    Api api;
    api.backend.addAccount(address(2), "hedge");

    const Response response = api.ask("POST", "/api/v1/positions/reconcile");

    QCOMPARE(response.status, 202);
    QCOMPARE(api.backend.reconciliations, 2);
    QCOMPARE(QByteArray::fromStdString(response.body),
             QByteArray(R"({"status":"accepted","asked_at":"2025-02-11T17:30:00.000Z","accounts":[)"
                        R"({"account":"0x0000000000000000000000000000000000000001",)"
                        R"("account_label":"main","asked":true},)"
                        R"({"account":"0x0000000000000000000000000000000000000002",)"
                        R"("account_label":"hedge","asked":true}]})"));
}

void ReconciliationRoutesTest::comparesTheAccountThatIsNamed()
{
    Api api;
    api.backend.addAccount(address(2), "hedge");

    const Response response = api.ask("POST", "/api/v1/positions/reconcile?account=hedge");

    QCOMPARE(response.status, 202);
    QCOMPARE(api.backend.reconciliations, 1);
    QCOMPARE(object(response).value(QLatin1String("accounts")).toArray().size(), 1);
}

void ReconciliationRoutesTest::saysThatAnAccountCannotBeAskedNow()
{
    Api api;
    api.backend.addAccount(address(2), "hedge");
    api.backend.setFeedState(address(2), domain::FeedState::Offline);

    const QJsonArray both = object(api.ask("POST", "/api/v1/positions/reconcile"))
                                .value(QLatin1String("accounts"))
                                .toArray();
    QVERIFY(both.at(0).toObject().value(QLatin1String("asked")).toBool());
    QVERIFY(!both.at(1).toObject().value(QLatin1String("asked")).toBool());

    const Response alone = api.ask("POST", "/api/v1/positions/reconcile?account=hedge");
    QCOMPARE(alone.status, 503);
    QCOMPARE(text(alone, "code"), QStringLiteral("not_live"));
}

void ReconciliationRoutesTest::refusesAnAccountThatIsNotWatched()
{
    Api api;

    QCOMPARE(api.get("/api/v1/reconciliation?account=nobody").status, 404);
    QCOMPARE(api.ask("POST", "/api/v1/positions/reconcile?account=nobody").status, 404);
    QCOMPARE(api.backend.reconciliations, 0);
}

void ReconciliationRoutesTest::refusesWhileStopped()
{
    Api api;
    api.backend.setRunning(false);

    QCOMPARE(api.get("/api/v1/reconciliation").status, 503);
    QCOMPARE(api.ask("POST", "/api/v1/positions/reconcile").status, 503);
    QCOMPARE(api.backend.reconciliations, 0);
}

void ReconciliationRoutesTest::takesPostOnly()
{
    Api api;

    QCOMPARE(api.get("/api/v1/positions/reconcile").status, 405);
    QCOMPARE(api.ask("POST", "/api/v1/reconciliation").status, 405);
    QCOMPARE(api.backend.reconciliations, 0);
}

QTEST_GUILESS_MAIN(ReconciliationRoutesTest)
#include "tst_reconciliationroutes.moc"
