// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON of the API, byte by byte where clients depend on it.
#include "server/json/fills.h"
#include "server/json/views.h"
#include "tests/server/scriptedbackend.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;

namespace {

// Keys in the order written: QJsonObject sorts them.
QStringList keysOf(const std::string &json)
{
    QStringList keys;
    int depth = 0;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        if (c != '"')
            continue;
        std::string text;
        for (++i; json[i] != '"'; ++i)
            text += json[i];
        if (depth == 1 && json[i + 1] == ':')
            keys.append(QString::fromStdString(text));
    }
    return keys;
}

template <class Write>
std::string written(const Write &write)
{
    std::string text;
    base::JsonWriter json(text);
    write(json);
    return text;
}

// Twice of it has no room in 38 digits.
domain::Decimal almostTooMuch()
{
    const domain::Decimal billion = decimal("1000000000");
    return billion * billion * billion * billion * decimal("90");
}

domain::SummaryView summaryWithBtc()
{
    domain::SummaryView summary;
    summary.timestamp = instant("2025-02-11T17:30:00Z");
    summary.account = address(1);
    summary.activePositions = 1;
    summary.totalExposure = summary.longExposure = summary.netExposure = decimal("5050");
    summary.shortExposure = decimal("0");
    summary.totalPnl = decimal("50");
    summary.unrealizedPnl = decimal("50");
    summary.epoch = "2025-02-11T17:00:00.000Z";
    summary.seq = 7;
    summary.positions = {btcPosition(address(1))};
    return summary;
}

// Of the first account, live.
QByteArray textOf(const domain::Fill &fill)
{
    domain::PositionUpdate update;
    update.account = address(1);
    update.fill = fill;
    return QByteArray::fromStdString(written([&](auto &json) { writeFill(json, update); }));
}

} // namespace

class ViewsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesThePositionOfTheSeedToTheByte();
    void writesTheSeedsSummaryKeysFirst();
    void keepsEveryAmountAStringAndCountsNumbers();
    void writesAnUpdateWithItsFill();
    void writesNullWithoutAFill();
    void saysIsFlatOnlyInTheStream();
    void marksLateAndUnauditedUpdates();
    void addsAccountsUpAndKeepsUnknownUnknown();
    void aTotalThatDoesNotFitIsUnknown();
    void aLateFillBeyondAllNumbersHasNoAfter();
    void escapesHostileNames();
    void tellsTheAgeOfEachFeed();
    void tellsWhatTheExchangeSaidOfAFill();
    void whatTheExchangeDidNotSayOfAFillIsNull();
    void saysWhetherAFillWasForced_data();
    void saysWhetherAFillWasForced();
    void saysThatTheTrailIsRefused();
};

void ViewsTest::writesThePositionOfTheSeedToTheByte()
{
    const std::string text =
        written([](auto &json) { writePosition(json, btcPosition(address(1)), WithFlat::No); });

    QCOMPARE(
        QByteArray::fromStdString(text),
        QByteArray(R"({"symbol":"BTC-USD","side":"long","quantity":"0.1","entry_price":"50000",)"
                   R"("current_price":"50500","unrealized_pnl":"50","realized_pnl":"0",)"
                   R"("notional_value":"5050","total_pnl":"50","leverage":"1",)"
                   R"("last_updated":"2025-02-11T17:30:00.000Z",)"
                   R"("account":"0x0000000000000000000000000000000000000001","coin":"BTC",)"
                   R"("fees":"2.25","funding":"-0.5","net_pnl":"47.25","break_even_price":null,)"
                   R"("liquidation_price":null,"liquidation_distance":null,"margin_used":null,)"
                   R"("margin_mode":null,"roe":null,"price_time":"2025-02-11T17:29:59.500Z",)"
                   R"("price_state":"live","opened_at":null,"basis":"complete","reconciled":false,)"
                   R"("price_decimals":1,"size_decimals":5})"));
}

void ViewsTest::writesTheSeedsSummaryKeysFirst()
{
    const std::string text = written([](auto &json) { writeSummary(json, summaryWithBtc()); });

    const QStringList seed{QStringLiteral("timestamp"),      QStringLiteral("active_positions"),
                           QStringLiteral("total_exposure"), QStringLiteral("total_pnl"),
                           QStringLiteral("realized_pnl"),   QStringLiteral("unrealized_pnl"),
                           QStringLiteral("positions")};
    QCOMPARE(keysOf(text).first(seed.size()), seed);
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    QVERIFY(object.value(QLatin1String("positions")).toObject().contains(QLatin1String("BTC-USD")));
    for (const char *added :
         {"account", "equity", "fees", "funding", "net_pnl", "long_exposure", "short_exposure",
          "net_exposure", "mode", "feed_state", "epoch", "seq", "spot"})
        QVERIFY2(object.contains(QLatin1String(added)), added);
}

void ViewsTest::keepsEveryAmountAStringAndCountsNumbers()
{
    const std::string text = written([](auto &json) { writeSummary(json, summaryWithBtc()); });

    const QJsonObject summary = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    QVERIFY(summary.value(QLatin1String("active_positions")).isDouble());
    QVERIFY(summary.value(QLatin1String("seq")).isDouble());
    for (const char *amount : {"total_exposure", "total_pnl", "realized_pnl", "unrealized_pnl",
                               "funding", "long_exposure"})
        QVERIFY2(summary.value(QLatin1String(amount)).isString(), amount);
    QVERIFY(summary.value(QLatin1String("equity")).isNull()); // not known, so not "0"
}

void ViewsTest::writesAnUpdateWithItsFill()
{
    ScriptedBackend backend;
    const auto update = backend.publishFill(address(1), btcPosition(address(1)), 1);

    const std::string text = encodeUpdate(*update);

    const QStringList first{
        QStringLiteral("type"),      QStringLiteral("event_type"),    QStringLiteral("symbol"),
        QStringLiteral("timestamp"), QStringLiteral("position"),      QStringLiteral("fill"),
        QStringLiteral("account"),   QStringLiteral("account_label"), QStringLiteral("seq")};
    QCOMPARE(keysOf(text), first);
    const std::string fill = text.substr(text.find("\"fill\":") + 7);
    QVERIFY(fill.starts_with(
        R"({"symbol":"BTC-USD","side":"buy","quantity":"0.1","price":"50000",)"
        R"("timestamp":"2025-02-11T17:30:00.001Z","order_id":"1001","fill_id":"900001",)"
        R"("fee":"2.25",)"));
}

void ViewsTest::writesNullWithoutAFill()
{
    ScriptedBackend backend;
    const auto update = backend.publishPrice(address(1), "BTC-USD", "50501");

    const std::string text = encodeUpdate(*update);

    QVERIFY(text.starts_with(R"({"type":"position_update","event_type":"price_update",)"));
    QVERIFY(text.find(R"("fill":null)") != std::string::npos);
}

void ViewsTest::saysIsFlatOnlyInTheStream()
{
    domain::PositionView flat = btcPosition(address(1));
    flat.side = domain::PositionSide::Flat;

    const auto inStream = written([&](auto &json) { writePosition(json, flat, WithFlat::Yes); });
    const auto inSummary = written([&](auto &json) { writePosition(json, flat, WithFlat::No); });

    QVERIFY(inStream.find(R"("is_flat":true)") != std::string::npos);
    QVERIFY(inSummary.find("is_flat") == std::string::npos);
}

void ViewsTest::marksLateAndUnauditedUpdates()
{
    ScriptedBackend backend;
    domain::PositionUpdate update = *backend.publishFill(address(1), btcPosition(address(1)), 1);
    QVERIFY(encodeUpdate(update).find("audited") == std::string::npos);
    QVERIFY(encodeUpdate(update).find("\"late\"") == std::string::npos);

    update.isLate = true;
    update.isAudited = false;
    update.fill->startPosition = decimal("0.3");

    const std::string text = encodeUpdate(update);
    QVERIFY(text.find(R"("before":"0.3","after":"0.4")") != std::string::npos);
    QVERIFY(text.find(R"("late":true,"audited":false})") != std::string::npos);
}

void ViewsTest::addsAccountsUpAndKeepsUnknownUnknown()
{
    domain::SummaryView second = summaryWithBtc();
    second.account = address(2);
    second.totalPnl.reset();
    const std::vector summaries{
        std::make_shared<const domain::SummaryView>(summaryWithBtc()),
        std::make_shared<const domain::SummaryView>(second),
    };

    const std::string text = written([&](auto &json) { writeSummaries(json, summaries); });

    const QJsonObject all = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    QCOMPARE(all.value(QLatin1String("active_positions")).toInt(), 2);
    QCOMPARE(all.value(QLatin1String("total_exposure")).toString(), QStringLiteral("10100"));
    QCOMPARE(all.value(QLatin1String("unrealized_pnl")).toString(), QStringLiteral("100"));
    QVERIFY(all.value(QLatin1String("total_pnl")).isNull());
    QCOMPARE(all.value(QLatin1String("accounts")).toObject().keys().size(), 2);
}

void ViewsTest::aTotalThatDoesNotFitIsUnknown()
{
    domain::SummaryView huge = summaryWithBtc();
    huge.realizedPnl = huge.funding = almostTooMuch();
    huge.totalExposure = huge.equity = huge.realizedPnl;
    huge.longExposure = {}; // as with a position that has no mark
    domain::SummaryView second = huge;
    second.account = address(2);
    const std::vector<domain::SummaryPtr> summaries{
        std::make_shared<const domain::SummaryView>(huge),
        std::make_shared<const domain::SummaryView>(second),
    };

    const std::string text = written([&](auto &json) { writeSummaries(json, summaries); });

    const QJsonObject all = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    for (const char *key : {"realized_pnl", "funding", "total_exposure", "equity", "long_exposure"})
        QVERIFY2(all.value(QLatin1String(key)).isNull(), key);
    QCOMPARE(all.value(QLatin1String("unrealized_pnl")).toString(), QStringLiteral("100"));
}

void ViewsTest::aLateFillBeyondAllNumbersHasNoAfter()
{
    domain::PositionUpdate update;
    update.isLate = true;
    update.fill = domain::Fill{};
    update.fill->startPosition = almostTooMuch();
    update.fill->size = update.fill->startPosition;
    update.fill->side = domain::FillSide::Buy;

    const std::string text = written([&](auto &json) { writeFill(json, update); });

    const QJsonObject fill = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    QVERIFY(fill.contains(QLatin1String("after")));
    QVERIFY(fill.value(QLatin1String("after")).isNull());
}

void ViewsTest::escapesHostileNames()
{
    domain::PositionView hostile = btcPosition(address(1));
    hostile.symbol = "<img src=x>\"\n{-USD";

    const std::string text =
        written([&](auto &json) { writePosition(json, hostile, WithFlat::No); });

    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    QCOMPARE(object.value(QLatin1String("symbol")).toString(),
             QString::fromStdString(hostile.symbol));
}

void ViewsTest::tellsTheAgeOfEachFeed()
{
    using State = domain::FeedHealth::State;
    ScriptedBackend backend;
    backend.setFeeds(address(1),
                     {{"fills", std::nullopt, std::nullopt, State::Live},
                      {"marks", instant("2025-02-11T17:29:45Z"), base::Milliseconds{15'000},
                       State::Stale}});

    const std::string text = written([&](auto &json) { writeHealth(json, *backend.health()); });

    const QByteArray feeds(R"("feeds":{"fills":{"state":"live","last":null,"age_ms":null},)"
                           R"("marks":{"state":"stale","last":"2025-02-11T17:29:45.000Z",)"
                           R"("age_ms":15000}})");
    QVERIFY2(QByteArray::fromStdString(text).contains(feeds), text.c_str());
}

void ViewsTest::tellsWhatTheExchangeSaidOfAFill()
{
    domain::Fill fill;
    fill.direction = "Close Long";
    fill.isTaker = true;
    fill.builderFee = decimal("0.05");
    fill.liquidation = domain::Liquidation{address(1), decimal("60490"), "market"};
    fill.hash = "0xabc";

    const QByteArray told(
        R"("direction":"Close Long","taker":true,"builder_fee":"0.05","forced":"liquidation",)"
        R"("liquidation":{"user":"0x0000000000000000000000000000000000000001",)"
        R"("mark_price":"60490","method":"market"},"hash":"0xabc"})");
    const QByteArray text = textOf(fill);
    QVERIFY2(text.endsWith(told), text);
}

void ViewsTest::whatTheExchangeDidNotSayOfAFillIsNull()
{
    domain::Fill fill;
    const QByteArray nothing(R"("direction":null,"taker":null,"builder_fee":null,"forced":null,)"
                             R"("liquidation":null,"hash":null})");
    QVERIFY2(textOf(fill).endsWith(nothing), textOf(fill));

    fill.liquidation.emplace();

    const QByteArray unnamed(R"("liquidation":{"user":null,"mark_price":null,"method":null})");
    QVERIFY2(textOf(fill).contains(unnamed), textOf(fill));
}

void ViewsTest::saysWhetherAFillWasForced_data()
{
    QTest::addColumn<QByteArray>("direction");
    QTest::addColumn<QByteArray>("forced");
    QTest::newRow("ordinary") << QByteArray("Open Long") << QByteArray(R"("forced":"none")");
    QTest::newRow("backstop") << QByteArray("Liquidated Cross Short")
                              << QByteArray(R"("forced":"liquidation")");
    QTest::newRow("deleveraged") << QByteArray("Auto-Deleveraging")
                                 << QByteArray(R"("forced":"auto_deleveraging")");
}

void ViewsTest::saysWhetherAFillWasForced()
{
    QFETCH(QByteArray, direction);
    QFETCH(QByteArray, forced);
    domain::Fill fill;
    fill.direction = direction.toStdString();

    QVERIFY2(textOf(fill).contains(forced), textOf(fill));
}

void ViewsTest::saysThatTheTrailIsRefused()
{
    ScriptedBackend backend;
    const auto told = [&backend] {
        return written([&](auto &json) { writeHealth(json, *backend.health()); });
    };
    QVERIFY(told().find(R"("audit_refusing":false)") != std::string::npos);

    backend.setAuditRefusing(true);

    QVERIFY(told().find(R"("audit_refusing":true)") != std::string::npos);
}

QTEST_GUILESS_MAIN(ViewsTest)
#include "tst_views.moc"
