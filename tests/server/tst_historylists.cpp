// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of the past: what the disk keeps and what this run knows, each once, page after page.
#include "tests/server/routedapi.h"

#include <QJsonArray>
#include <QtTest>

#include <algorithm>
#include <numeric>
#include <random>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;

namespace {

base::Timestamp after(int ms) { return instant("2025-02-11T17:30:00Z") + base::Milliseconds{ms}; }

domain::PastFill past(int number, int ms, std::uint64_t auditSeq, int account = 1)
{
    domain::PastFill row;
    row.account = address(account);
    row.symbol = "BTC-USD";
    row.auditSeq = auditSeq;
    row.fill.coin = "BTC";
    row.fill.price = decimal("50000.5");
    row.fill.size = decimal("0.1");
    row.fill.time = after(ms);
    row.fill.orderId = 1000 + number;
    row.fill.tradeId = number;
    row.fill.fee = decimal("2.25");
    row.fill.feeToken = "USDC";
    row.fill.closedPnl = decimal("-0.01");
    return row;
}

// The same, as this run told it.
domain::PositionUpdate update(const domain::PastFill &row, bool isWritten = true)
{
    domain::PositionUpdate told;
    told.account = row.account;
    told.symbol = row.symbol;
    told.eventType = domain::EventType::Fill;
    told.position = btcPosition(row.account);
    told.fill = row.fill;
    if (isWritten)
        told.auditSeq = row.auditSeq;
    return told;
}

void sortNewestFirst(std::vector<domain::PastFill> &rows)
{
    std::sort(rows.begin(), rows.end(),
              [](const auto &a, const auto &b) { return a.place() > b.place(); });
}

QJsonArray array(const QJsonObject &answer, const char *key)
{
    return answer.value(QLatin1String(key)).toArray();
}

// All pages of a list, one after the other.
std::vector<QJsonObject> walk(const Api &api, const std::string &target, const char *key,
                              const std::string &begin = {})
{
    std::vector<QJsonObject> rows;
    std::string page = target + begin;
    for (int pages = 0; pages < 10'000; ++pages) {
        const QJsonObject answer = object(api.get(page));
        for (const auto &row : array(answer, key))
            rows.push_back(row.toObject());
        const QJsonValue cursor = answer.value(QLatin1String("next_cursor"));
        if (!cursor.isString())
            return rows;
        page = target + "&cursor=" + cursor.toString().toStdString();
    }
    return {};
}

std::vector<int> numbersOf(const std::vector<QJsonObject> &rows)
{
    std::vector<int> numbers;
    for (const auto &row : rows)
        numbers.push_back(row.value(QLatin1String("fill_id")).toString().toInt());
    return numbers;
}

} // namespace

class HistoryListsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fillsOfEarlierRunsFollowThoseOfThisOne();
    void aFillOfEveryKeyReads();
    void aFillOfAnEarlierRunIsToldAsForcedOnItsOwner();
    void everyFillComesOnceWhoeverKnowsIt_data();
    void everyFillComesOnceWhoeverKnowsIt();
    void aFillThatIsWrittenBetweenTwoPagesIsNotGivenAgain();
    void accountsShareOneListAndOneCursor();
    void paymentsComeInPages();
    void equityComesAccountByAccount();
    void aPastThatCannotBeReadIsNoEmptyList();
};

void HistoryListsTest::fillsOfEarlierRunsFollowThoseOfThisOne()
{
    Api api;
    api.backend.past.keptFills = {past(3, 30, 12), past(2, 20, 11), past(1, 10, 10)};
    api.backend.publish(update(past(3, 30, 12)));
    api.backend.publish(update(past(4, 40, 13))); // not in the ledger yet

    const auto rows = walk(api, "/api/v1/fills?limit=100", "fills");

    QCOMPARE(numbersOf(rows), (std::vector<int>{4, 3, 2, 1}));
    QCOMPARE(rows[0].value(QLatin1String("seq")).toInt(), 2);
    QCOMPARE(rows[1].value(QLatin1String("seq")).toInt(), 1);
    QVERIFY(rows[2].value(QLatin1String("seq")).isNull()); // of an earlier run
    QCOMPARE(rows[2].value(QLatin1String("audit_seq")).toInt(), 11);
}

void HistoryListsTest::aFillOfEveryKeyReads()
{
    Api api;
    auto row = past(7, 5, 77);
    row.fill.side = domain::FillSide::Sell;
    row.fill.startPosition = decimal("1.5");
    row.fill.direction = "Close Long";
    row.fill.isTaker = true;
    row.fill.builderFee = decimal("0.25");
    row.fill.hash = "0xabc";
    row.source = domain::FillSource::Sweep;
    row.isLate = true;
    api.backend.past.keptFills = {row};

    const Response response = api.get("/api/v1/fills");

    QCOMPARE(QString::fromStdString(response.body),
             QStringLiteral(R"({"fills":[{"symbol":"BTC-USD","side":"sell","quantity":"0.1",)"
                            R"("price":"50000.5","timestamp":"2025-02-11T17:30:00.005Z",)"
                            R"("order_id":"1007","fill_id":"7","fee":"2.25","fee_token":"USDC",)"
                            R"("closed_pnl":"-0.01","source":"sweep","before":"1.5","after":"1.4",)"
                            R"("direction":"Close Long","taker":true,"builder_fee":"0.25",)"
                            R"("forced":"none","liquidation":null,"hash":"0xabc",)"
                            R"("coin":"BTC","account":"%1","account_label":"main","seq":null,)"
                            R"("audit_seq":77}],"next_cursor":null})")
                 .arg(QString::fromStdString(address(1).text())));
}

void HistoryListsTest::aFillOfAnEarlierRunIsToldAsForcedOnItsOwner()
{
    Api api;
    api.backend.addAccount(address(2), "second");
    auto owners = past(2, 20, 11, 1);
    owners.fill.direction = "Close Long";
    owners.fill.liquidation = domain::Liquidation{address(1), decimal("49999.5"), "market"};
    auto others = past(1, 10, 10, 2);
    others.fill = owners.fill;
    others.fill.direction = "Open Long";
    api.backend.past.keptFills = {owners, others};

    const auto rows = walk(api, "/api/v1/fills?account=all", "fills");

    QCOMPARE(rows.size(), std::size_t{2});
    QCOMPARE(rows[0].value(QLatin1String("direction")).toString(), QStringLiteral("Close Long"));
    QCOMPARE(rows[0].value(QLatin1String("forced")).toString(), QStringLiteral("liquidation"));
    QCOMPARE(rows[1].value(QLatin1String("forced")).toString(), QStringLiteral("none"));
    const QJsonObject told = rows[1].value(QLatin1String("liquidation")).toObject();
    QCOMPARE(told.value(QLatin1String("mark_price")).toString(), QStringLiteral("49999.5"));
}

void HistoryListsTest::everyFillComesOnceWhoeverKnowsIt_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 60; ++seed)
        QTest::addRow("%u", seed) << seed;
}

// Many fills in few milliseconds; some in the ledger alone, some in both, some in this run alone,
// and the newest of it not even written.
void HistoryListsTest::everyFillComesOnceWhoeverKnowsIt()
{
    QFETCH(unsigned, seed);
    std::mt19937 random(seed);
    const auto below = [&](int bound) { return std::uniform_int_distribution(0, bound - 1)(random); };
    Api api;
    api.backend.addAccount(address(2), "second");
    const int count = 30 + below(60);
    const int ofThisRun = below(count);
    const int written = count - below(15);
    const int inLedger = std::max(count - ofThisRun, written - below(10));
    std::vector<domain::PastFill> all;
    int ms = 0;
    for (int i = 0; i < count; ++i)
        all.push_back(past(i, ms += below(3) == 0, static_cast<std::uint64_t>(100 + i),
                           1 + below(2)));
    for (int i = count - ofThisRun; i < count; ++i)
        api.backend.publish(update(all[static_cast<std::size_t>(i)], i < written));
    api.backend.past.keptFills.assign(all.begin(), all.begin() + std::min(inLedger, count));
    sortNewestFirst(api.backend.past.keptFills);

    auto numbers = numbersOf(
        walk(api, "/api/v1/fills?account=all&limit=" + std::to_string(1 + below(12)), "fills"));

    // Within a millisecond unwritten ones of two accounts have no order of their own.
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        const auto &newer = all[static_cast<std::size_t>(numbers[i - 1])];
        const auto &older = all[static_cast<std::size_t>(numbers[i])];
        QVERIFY(newer.fill.time > older.fill.time || numbers[i - 1] > numbers[i] ||
                numbers[i - 1] >= written);
    }
    std::sort(numbers.begin(), numbers.end());
    std::vector<int> expected(static_cast<std::size_t>(count));
    std::iota(expected.begin(), expected.end(), 0);
    QCOMPARE(numbers, expected);
}

void HistoryListsTest::aFillThatIsWrittenBetweenTwoPagesIsNotGivenAgain()
{
    Api api;
    const std::vector<domain::PastFill> fills{past(3, 10, 12), past(2, 10, 11), past(1, 10, 10)};
    for (int i : {2, 1, 0})
        api.backend.publish(update(fills[static_cast<std::size_t>(i)], false));

    const QJsonObject first = object(api.get("/api/v1/fills?limit=1"));
    api.backend.past.keptFills = fills; // the disk takes them again
    const QString cursor = first.value(QLatin1String("next_cursor")).toString();
    const auto rest =
        walk(api, "/api/v1/fills?limit=1", "fills", "&cursor=" + cursor.toStdString());

    QVERIFY(array(first, "fills").first().toObject().value(QLatin1String("audit_seq")).isNull());
    QCOMPARE(numbersOf(rest), (std::vector<int>{2, 1}));
}

void HistoryListsTest::accountsShareOneListAndOneCursor()
{
    Api api;
    api.backend.addAccount(address(2), "second");
    api.backend.past.keptFills = {past(4, 20, 13, 2), past(3, 20, 12, 1), past(2, 10, 11, 2),
                                  past(1, 10, 10, 1)};

    const auto rows = walk(api, "/api/v1/fills?account=all&limit=1", "fills");

    QCOMPARE(numbersOf(rows), (std::vector<int>{4, 3, 2, 1}));
    QCOMPARE(rows.front().value(QLatin1String("account_label")).toString(),
             QStringLiteral("second"));
    QCOMPARE(numbersOf(walk(api, "/api/v1/fills?account=second&limit=9", "fills")),
             (std::vector<int>{4, 2}));
}

void HistoryListsTest::paymentsComeInPages()
{
    Api api;
    for (int i = 5; i >= 1; --i) {
        domain::PastFunding row;
        row.account = address(1);
        row.symbol = "ETH-USD";
        row.payment = {"ETH", after(i), decimal("-0.0625"), decimal("-3"), decimal("0.0000125"),
                       i == 1 ? std::optional(24) : std::nullopt};
        row.auditSeq = static_cast<std::uint64_t>(i);
        api.backend.past.keptFunding.push_back(row);
    }

    const auto rows = walk(api, "/api/v1/funding?limit=2", "funding");

    QCOMPARE(rows.size(), std::size_t{5});
    QCOMPARE(QString::fromUtf8(QJsonDocument(rows.back()).toJson(QJsonDocument::Compact)),
             QStringLiteral(R"({"account":"%1","account_label":"main","amount":"-0.0625",)"
                            R"("audit_seq":1,"coin":"ETH","position_size":"-3",)"
                            R"("rate":"0.0000125","samples":24,"symbol":"ETH-USD",)"
                            R"("timestamp":"2025-02-11T17:30:00.001Z"})")
                 .arg(QString::fromStdString(address(1).text())));
    QVERIFY(rows.front().value(QLatin1String("samples")).isNull());
}

void HistoryListsTest::equityComesAccountByAccount()
{
    Api api;
    api.backend.addAccount(address(2), "second");
    for (int i = 3; i >= 1; --i) {
        domain::EquitySample sample;
        sample.account = address(1);
        sample.time = after(60'000 * i);
        sample.equity = decimal("1000.25");
        api.backend.past.keptEquity.push_back(sample);
    }

    const QJsonObject all = object(api.get("/api/v1/equity?account=all&limit=2"))
                                .value(QLatin1String("accounts"))
                                .toObject();
    const QJsonObject first = all.value(QString::fromStdString(address(1).text())).toObject();
    const QJsonObject second = all.value(QString::fromStdString(address(2).text())).toObject();
    const QJsonObject rest =
        object(api.get("/api/v1/equity?limit=2&cursor=" +
                       first.value(QLatin1String("next_cursor")).toString().toStdString()));

    QCOMPARE(array(first, "points").size(), 2);
    QCOMPARE(array(first, "points").first().toObject().value(QLatin1String("timestamp")).toString(),
             QStringLiteral("2025-02-11T17:33:00.000Z"));
    QVERIFY(array(first, "points").first().toObject().value(QLatin1String("fees")).isNull());
    QVERIFY(array(second, "points").isEmpty());
    QVERIFY(second.value(QLatin1String("next_cursor")).isNull());
    QCOMPARE(array(rest, "points").size(), 1);
    QVERIFY(rest.value(QLatin1String("next_cursor")).isNull());
}

void HistoryListsTest::aPastThatCannotBeReadIsNoEmptyList()
{
    Api api;
    api.backend.publish(update(past(1, 10, 1)));
    api.backend.past.trouble = base::Error{base::ErrorCode::Io, "the ledger cannot be read"};

    for (const char *list : {"/api/v1/fills", "/api/v1/funding", "/api/v1/equity"}) {
        const Response response = api.get(list);
        QCOMPARE(response.status, 503);
        QCOMPARE(text(response, "code"), QStringLiteral("history_unavailable"));
        QVERIFY(findHeader(response.headers, "Retry-After") != nullptr);
    }
}

QTEST_GUILESS_MAIN(HistoryListsTest)
#include "tst_historylists.moc"
