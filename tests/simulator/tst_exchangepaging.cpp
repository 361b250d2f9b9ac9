// SPDX-License-Identifier: GPL-3.0-or-later
// How POST /info gives fills page by page, and what it charges for them.
#include "tests/simulator/exchangeclientprobe.h"
#include "tests/simulator/exchangefixture.h"

#include <QJsonArray>
#include <QTest>

using namespace lpm;
using namespace lpm::simulator;
using namespace lpm::tests;
using domain::Decimal;

namespace {

std::int64_t timeOf(const QJsonValue &row) { return row[QLatin1String("time")].toInteger(); }

} // namespace

class ExchangePagingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesFillsOfTheTimeAskedFor();
    void reachesTenThousandFillsBack();
    void givesUserFillsNewestFirst();
    void keepsSlicesOutOfUserFills();
    void spendsTheBudgetAndRefuses();
    void chargesForRows();
};

void ExchangePagingTest::pagesFillsOfTheTimeAskedFor()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    for (int i = 0; i < 2500; ++i) {
        server.simulation().advance(10);
        fill(server, "SOL", "0.1", i % 2 == 0);
    }

    const auto page = [&](std::int64_t from, const QByteArray &rest = {}) {
        return post(server.restUrl(),
                    ask("userFillsByTime",
                        ",\"startTime\":" + QByteArray::number(static_cast<qint64>(from)) + rest))
            .json()
            .toArray();
    };
    const QJsonArray first = page(0);
    QCOMPARE(first.size(), 2000);
    const QJsonArray second = page(timeOf(first.last()));
    QCOMPARE(second.size(), 501); // the page begins with the last one again
    QCOMPARE(second.first(), first.last());
    for (int i = 1; i < first.size(); ++i)
        QVERIFY(timeOf(first[i]) > timeOf(first[i - 1]));
    const QJsonArray reversed = page(0, ",\"reversed\":true");
    QCOMPARE(reversed.first(), second.last());
    const QByteArray until = ",\"endTime\":" + QByteArray::number(qint64{timeOf(first[9])});
    QCOMPARE(page(timeOf(first[5]), until).size(), 5); // both ends are inside
}

void ExchangePagingTest::reachesTenThousandFillsBack()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    for (int i = 0; i < 10'050; ++i) {
        server.simulation().advance(2);
        fill(server, "SOL", "0.1", i % 2 == 0);
    }
    const auto all = server.simulation().trueFills(address(User));

    const QJsonArray oldest =
        post(server.restUrl(), ask("userFillsByTime", ",\"startTime\":0")).json().toArray();

    QCOMPARE(all.size(), std::size_t{10'050});
    QCOMPARE(timeOf(oldest.first()), base::toUnixMilliseconds(all[50].time));
}

void ExchangePagingTest::givesUserFillsNewestFirst()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    for (int i = 0; i < 2100; ++i)
        fill(server, "SOL", "0.1");

    const QJsonArray fills = post(server.restUrl(), ask("userFills")).json().toArray();

    QCOMPARE(fills.size(), 2000);
    QCOMPARE(fills.first()[QLatin1String("startPosition")].toString(), QStringLiteral("209.9"));
    QCOMPARE(fills.last()[QLatin1String("startPosition")].toString(), QStringLiteral("10.0"));
}

void ExchangePagingTest::keepsSlicesOutOfUserFills()
{
    ExchangeServer server(quiet());
    QVERIFY(server.start());
    FillOrder slice;
    slice.account = address(User);
    slice.coin = "SOL";
    slice.size = *Decimal::parse("1");
    slice.price = *Decimal::parse("134.2");
    slice.twapId = 77;
    QVERIFY(server.simulation().placeFill(slice));

    QVERIFY(post(server.restUrl(), ask("userFills")).json().toArray().isEmpty());
    const QJsonArray slices = post(server.restUrl(), ask("userTwapSliceFills")).json().toArray();
    QCOMPARE(slices.size(), 1);
    QCOMPARE(slices[0][QLatin1String("twapId")].toInt(), 77);
    const QJsonValue inner = slices[0][QLatin1String("fill")];
    QVERIFY(inner[QLatin1String("twapId")].isNull());
    QCOMPARE(inner[QLatin1String("hash")].toString(),
             QStringLiteral("0x") + QString(64, QLatin1Char('0')));
}

void ExchangePagingTest::spendsTheBudgetAndRefuses()
{
    ServerOptions options = quiet();
    options.weightPerMinute = 60 + 20 + 2;
    ExchangeServer server(std::move(options));
    QVERIFY(server.start());

    QCOMPARE(post(server.restUrl(), ask("userRole")).status, 200);
    QCOMPARE(post(server.restUrl(), ask("meta")).status, 200);
    QCOMPARE(post(server.restUrl(), ask("clearinghouseState")).status, 200);
    const Answer refused = post(server.restUrl(), ask("clearinghouseState"));
    QCOMPARE(refused.status, 429);
    QCOMPARE(refused.body, QByteArray("null"));
}

void ExchangePagingTest::chargesForRows()
{
    ServerOptions options = quiet();
    options.weightPerMinute = 40;
    ExchangeServer server(std::move(options));
    QVERIFY(server.start());
    for (int i = 0; i < 400; ++i)
        fill(server, "SOL", "0.1");

    QCOMPARE(post(server.restUrl(), ask("userFills")).status, 200); // 20 and 20 more for 400 rows
    QCOMPARE(post(server.restUrl(), ask("clearinghouseState")).status, 429);
}

QTEST_GUILESS_MAIN(ExchangePagingTest)
#include "tst_exchangepaging.moc"
