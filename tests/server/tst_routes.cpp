// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/server/routedapi.h"

#include <QJsonArray>
#include <QTest>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;

class RoutesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersEveryRoute_data();
    void answersEveryRoute();
    void answersTheSeedsSummary();
    void answersTheSeedsHealth();
    void says503WhenTheMonitorIsStopped();
    void reusesTheEncodedSummaryAndItsTag();
    void findsAnAccountByAddressAndLabel();
    void refusesAnUnknownAccount();
    void decodesASymbolOnceInsideItsSegment();
    void pagesFillsNewestFirst();
    void filtersFills();
    void refusesBadListParameters_data();
    void refusesBadListParameters();
    void namesTheAllowedMethods();
    void letsAWelcomeOriginReadTheAnswer();
    void tellsNotFoundFromNotAllowed();
    void isReadyOnceReconciled();
    void writesMetrics();
    void answersOneFailureWithoutFallingOver();
};

void RoutesTest::answersEveryRoute_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("key");
    const auto row = [](const char *target, const char *key) {
        QTest::newRow(target) << QString::fromLatin1(target) << QString::fromLatin1(key);
    };
    row("/api/v1/health", "status");
    row("/api/v1/ready", "status");
    row("/api/v1/version", "version");
    row("/api/v1/accounts", "accounts");
    row("/api/v1/positions", "positions");
    row("/api/v1/positions/BTC-USD", "symbol");
    row("/api/v1/positions/summary", "positions");
    row("/api/v1/positions/health", "running");
    row("/api/v1/fills", "fills");
    row("/api/v1/funding", "funding");
    row("/api/v1/orders", "orders");
    row("/api/v1/equity", "equity");
    row("/api/v1/reconciliation", "reconciled");
    row("/api/v1/risk", "limits");
    row("/api/v1/alerts", "alerts");
    row("/api/v1/audit/head", "hash");
    row("/openapi.json", "paths");
    row("/asyncapi.json", "channels");
    row("/api/v1/equity?account=all", "accounts");
    row("/api/v1/positions/summary?account=all", "accounts");
}

void RoutesTest::answersEveryRoute()
{
    QFETCH(QString, target);
    QFETCH(QString, key);
    Api api;
    api.backend.setPosition(btcPosition(address(1)));

    const Response response = api.get(target.toStdString());

    QCOMPARE(response.status, 200);
    QCOMPARE(response.contentType, std::string("application/json"));
    QVERIFY(object(response).contains(key));
    QCOMPARE(*findHeader(response.headers, "X-Content-Type-Options"), std::string("nosniff"));
    QVERIFY(findHeader(response.headers, "Cache-Control") != nullptr);
}

void RoutesTest::answersTheSeedsSummary()
{
    Api api;
    api.backend.setPosition(btcPosition(address(1)));

    const Response response = api.get("/api/v1/positions/summary");

    QCOMPARE(response.status, 200);
    QCOMPARE(object(response).value(QLatin1String("active_positions")).toInt(), 1);
    QCOMPARE(text(response, "total_exposure"), QStringLiteral("5050"));
    QCOMPARE(*findHeader(response.headers, "Cache-Control"), std::string("no-cache"));
}

void RoutesTest::answersTheSeedsHealth()
{
    Api api;

    const Response response = api.get("/api/v1/positions/health");

    QVERIFY(response.body.starts_with(R"({"status":"healthy","running":true,)"));
    QCOMPARE(*findHeader(response.headers, "Cache-Control"), std::string("no-store"));
}

void RoutesTest::says503WhenTheMonitorIsStopped()
{
    Api api;
    api.backend.setRunning(false);

    const Response summary = api.get("/api/v1/positions/summary");
    const Response health = api.get("/api/v1/positions/health");

    QCOMPARE(summary.status, 503);
    QCOMPARE(text(summary, "detail"), QStringLiteral("Position monitor not initialized"));
    QCOMPARE(text(summary, "code"), QStringLiteral("not_running"));
    QCOMPARE(health.status, 503);
    QVERIFY(health.body.starts_with(R"({"status":"stopped","running":false,)"));
}

void RoutesTest::reusesTheEncodedSummaryAndItsTag()
{
    Api api;
    api.backend.setPosition(btcPosition(address(1)));
    const Response first = api.get("/api/v1/positions/summary");
    const std::string tag = *findHeader(first.headers, "ETag");

    const Response known = api.get("/api/v1/positions/summary", {{"If-None-Match", tag}});
    const Response among = api.get("/api/v1/positions/summary",
                                   {{"If-None-Match", "\"a\", \"b\""}, {"if-none-match", tag}});
    api.backend.publishPrice(address(1), "BTC-USD", "50501");
    const Response changed = api.get("/api/v1/positions/summary", {{"If-None-Match", tag}});

    QCOMPARE(known.status, 304);
    QVERIFY(known.body.empty());
    QCOMPARE(among.status, 304);
    QCOMPARE(changed.status, 200);
    QVERIFY(*findHeader(changed.headers, "ETag") != tag);
}

void RoutesTest::findsAnAccountByAddressAndLabel()
{
    Api api;
    api.backend.addAccount(address(2), "deep blue");
    const QString second = QString::fromStdString(address(2).text());

    QCOMPARE(text(api.get("/api/v1/positions/summary"), "account"),
             QString::fromStdString(address(1).text()));
    QCOMPARE(text(api.get("/api/v1/positions/summary?account=deep+blue"), "account"), second);
    QCOMPARE(text(api.get("/api/v1/positions/summary?account=deep%20blue"), "account"), second);
    QCOMPARE(text(api.get("/api/v1/positions/summary?account=" + address(2).text()), "account"),
             second);
}

void RoutesTest::refusesAnUnknownAccount()
{
    Api api;

    const Response response = api.get("/api/v1/positions/summary?account=nobody");

    QCOMPARE(response.status, 404);
    QCOMPARE(text(response, "code"), QStringLiteral("unknown_account"));
}

void RoutesTest::decodesASymbolOnceInsideItsSegment()
{
    Api api;
    auto position = btcPosition(address(1));
    position.symbol = "HYPE/USDC";
    api.backend.setPosition(position);

    QCOMPARE(api.get("/api/v1/positions/HYPE%2FUSDC").status, 200);
    QCOMPARE(api.get("/api/v1/positions/HYPE/USDC").status, 404);
    QCOMPARE(api.get("/api/v1/positions/HYPE%252FUSDC").status, 404);
    QCOMPARE(api.get("/api/v1/positions/%zz").status, 404);
}

void RoutesTest::pagesFillsNewestFirst()
{
    Api api;
    for (int i = 1; i <= 5; ++i)
        api.backend.publishFill(address(1), btcPosition(address(1)), i);
    QStringList ids;
    std::string target = "/api/v1/fills?limit=2";

    for (int page = 0; page < 3; ++page) {
        const QJsonObject answer = object(api.get(target));
        const QJsonArray fills = answer.value(QLatin1String("fills")).toArray();
        for (const auto &fill : fills)
            ids.append(fill.toObject().value(QLatin1String("fill_id")).toString());
        const QJsonValue cursor = answer.value(QLatin1String("next_cursor"));
        QCOMPARE(cursor.isNull(), page == 2);
        target = "/api/v1/fills?limit=2&cursor=" + cursor.toString().toStdString();
        if (page == 0) // a fill between two pages shifts nothing
            api.backend.publishFill(address(1), btcPosition(address(1)), 6);
    }

    QCOMPARE(ids.join(QLatin1Char(' ')), QStringLiteral("900005 900004 900003 900002 900001"));
}

void RoutesTest::filtersFills()
{
    Api api;
    for (int i = 1; i <= 3; ++i)
        api.backend.publishFill(address(1), btcPosition(address(1)), i);
    const auto count = [&](const std::string &query) {
        return object(api.get("/api/v1/fills?" + query))
            .value(QLatin1String("fills"))
            .toArray()
            .size();
    };

    QCOMPARE(count("symbol=BTC-USD"), 3);
    QCOMPARE(count("symbol=BTC"), 3);
    QCOMPARE(count("symbol=ETH-USD"), 0);
    QCOMPARE(count("since=2025-02-11T17:30:00.002Z"), 2);
    QCOMPARE(count("until=2025-02-11T17:30:00.002Z"), 2);
    QCOMPARE(count("since=1739295000003"), 1);
}

void RoutesTest::refusesBadListParameters_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"limit=0", "limit=-1", "limit=ten", "limit=1e3", "since=yesterday",
                              "until=", "cursor=x", "cursor=1", "cursor=1.2.3", "cursor=-1.2", "cursor=1.2..3",
                              "since=99999999999999999999"})
        QTest::newRow(query) << QString::fromLatin1(query);
}

void RoutesTest::refusesBadListParameters()
{
    QFETCH(QString, query);
    Api api;

    for (const std::string list : {"fills", "orders", "alerts"}) {
        const Response response = api.get("/api/v1/" + list + '?' + query.toStdString());

        QCOMPARE(response.status, 422);
        QCOMPARE(text(response, "code"), QStringLiteral("invalid_parameter"));
    }
}

void RoutesTest::namesTheAllowedMethods()
{
    Api api;

    const Response refused = api.ask("POST", "/api/v1/positions/summary");
    const Response options = api.ask("OPTIONS", "/api/v1/positions/reconcile");

    QCOMPARE(refused.status, 405);
    QCOMPARE(*findHeader(refused.headers, "Allow"), std::string("GET, HEAD, OPTIONS"));
    QCOMPARE(options.status, 204);
    QCOMPARE(*findHeader(options.headers, "Allow"), std::string("POST, OPTIONS"));
}

void RoutesTest::letsAWelcomeOriginReadTheAnswer()
{
    Api api;

    const Response with =
        api.get("/api/v1/positions/summary", {{"Origin", "http://localhost:3000"}});
    const Response without = api.get("/api/v1/positions/summary");

    QCOMPARE(*findHeader(with.headers, "Access-Control-Allow-Origin"),
             std::string("http://localhost:3000"));
    QVERIFY(findHeader(without.headers, "Access-Control-Allow-Origin") == nullptr);
}

void RoutesTest::tellsNotFoundFromNotAllowed()
{
    Api api;

    QCOMPARE(api.get("/api/v1/nothing").status, 404);
    QCOMPARE(api.get("/api/v1/positions/").status, 404);
    QCOMPARE(api.get("//").status, 404);
    QCOMPARE(api.get("/api/v1/positions/NONE-USD").status, 404);
    QCOMPARE(api.get("/api/v1/positions/stream").status, 426);
    QCOMPARE(api.ask("HEAD", "/api/v1/version").status, 200);
    QCOMPARE(api.ask("DELETE", "/api/v1/version").status, 405);
}

void RoutesTest::isReadyOnceReconciled()
{
    Api api;
    api.backend.setReady(false);
    QCOMPARE(api.get("/api/v1/ready").status, 503);

    api.backend.setReady(true);
    QCOMPARE(api.get("/api/v1/ready").body, std::string(R"({"status":"ready"})"));
}

void RoutesTest::writesMetrics()
{
    Api api;
    auto position = btcPosition(address(1));
    position.side = domain::PositionSide::Short;
    position.symbol = "A\"B-USD";
    api.backend.setPosition(position);
    api.backend.setFeedState(address(1), domain::FeedState::Live);

    const std::string metrics = api.get("/metrics").body;

    QVERIFY(metrics.find("hlpm_api_clients 3\n") != std::string::npos);
    QVERIFY(metrics.find("hlpm_position_size{account=\"main\",symbol=\"A\\\"B-USD\"} -0.1\n") !=
            std::string::npos);
    QVERIFY(metrics.find("# TYPE hlpm_position_size gauge\n") != std::string::npos);
    QVERIFY(metrics.find("hlpm_ws_connected{account=\"main\"} 1\n") != std::string::npos);
    QVERIFY(metrics.find("hlpm_reconcile_mismatches{account=\"main\"} 0\n") != std::string::npos);
    // What is not known has no sample, and no address is a label.
    QVERIFY(metrics.find("hlpm_position_liquidation_distance_ratio{") == std::string::npos);
    QVERIFY(metrics.find(address(1).text()) == std::string::npos);
}

void RoutesTest::answersOneFailureWithoutFallingOver()
{
    Router router;
    router.add({"GET", "/throws",
                [](const Request &, const Reply &) { throw domain::ArithmeticOverflow(); }});
    Request request;
    request.path = "/throws";

    const Response response = answerOf(router, request);

    QCOMPARE(response.status, 500);
    QCOMPARE(text(response, "code"), QStringLiteral("internal"));
}

QTEST_GUILESS_MAIN(RoutesTest)
#include "tst_routes.moc"
