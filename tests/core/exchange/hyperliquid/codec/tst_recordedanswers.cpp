// SPDX-License-Identifier: GPL-3.0-or-later
// The codec reads what the exchange really said. Counts are printed: none of these may read
// nothing.
#include "core/exchange/hyperliquid/codec/fillcodec.h"
#include "core/exchange/hyperliquid/codec/framecodec.h"
#include "core/exchange/hyperliquid/codec/statecodec.h"
#include "core/exchange/hyperliquid/codec/universecodec.h"

#include "recordeddata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace lpm;
using namespace lpm::exchange;
using namespace lpm::exchange::hyperliquid;
using namespace lpm::tests;

namespace {

std::string jsonOf(const QJsonValue &value)
{
    const QJsonDocument document =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return document.toJson(QJsonDocument::Compact).toStdString();
}

// The answer to a request in a recorded exchange: its "body:" line, in YAML's single or double
// quotes.
QByteArray bodyOf(const QString &cassette, const QByteArray &request)
{
    const QByteArray yaml = recordedFile(cassette);
    const auto asked = yaml.indexOf("body: '" + request + '\'');
    const auto start = yaml.indexOf("body: ", yaml.indexOf("response:", asked)) + 6;
    const QByteArray quoted = yaml.mid(start, yaml.indexOf('\n', start) - start).trimmed();
    const QByteArray inner = quoted.sliced(1, quoted.size() - 2);
    if (quoted.startsWith('\''))
        return QByteArray(inner).replace("''", "'");
    QByteArray plain; // the escapes of a double-quoted scalar that occur here: \" and \\ and JSON's
    for (qsizetype i = 0; i < inner.size(); ++i) {
        if (inner[i] == '\\')
            ++i;
        plain += inner[i];
    }
    return plain;
}

QByteArray shapeOf(const QString &name)
{
    const QByteArray text = recordedFile(name);
    return text.mid(text.indexOf("false\n") + 6);
}

} // namespace

class RecordedAnswersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void readsEveryFillSet();
    void readsEveryFillOfTheBlocks();
    void readsEveryChannel();
    void readsTheSnapshotOfASubscription();
    void readsEveryDatedState();
    void readsFundingOfMonths();
    void readsTheRareAnswers();
    void readsTheUniverse();
    void readsTheShapes();
};

void RecordedAnswersTest::initTestCase()
{
    if (hasRecordedData())
        return;
    if (qEnvironmentVariable("CI") == QLatin1String("true"))
        QFAIL("the recorded data is missing: set LPM_RECORDED_DATA");
    QSKIP("the recorded data is not here: set LPM_RECORDED_DATA to read it");
}

void RecordedAnswersTest::readsEveryFillSet()
{
    std::size_t count = 0;
    for (const QString &name : recordedFiles(QStringLiteral("fills"), QStringLiteral("*.json"))) {
        const auto document = QJsonDocument::fromJson(recordedFile(name)).object();
        const auto fills = decodeFills(jsonOf(document[QLatin1String("fills")]));
        QVERIFY2(fills, qPrintable(name + QLatin1Char(' ') +
                                   QString::fromStdString(fills ? "" : fills.error().message)));
        QCOMPARE(fills->size(),
                 static_cast<std::size_t>(document[QLatin1String("fills")].toArray().size()));
        count += fills->size();
    }
    qInfo("%zu fills of fills/ read", count);
    QVERIFY(count > 2'000);
}

void RecordedAnswersTest::readsEveryFillOfTheBlocks()
{
    std::size_t count = 0;
    for (const QByteArray &line :
         recordedFile(QStringLiteral("blocks/node-fills.jsonl")).split('\n')) {
        const auto events =
            QJsonDocument::fromJson(line).object()[QLatin1String("events")].toArray();
        QJsonArray rows;
        for (const QJsonValue &event : events)
            rows.append(event.toArray().at(1));
        const auto fills = decodeFills(jsonOf(rows));
        QVERIFY2(fills, fills ? "" : fills.error().message.c_str());
        count += fills->size();
    }
    qInfo("%zu fills of blocks/ read", count);
    QVERIFY(count > 4'000);
}

void RecordedAnswersTest::readsEveryChannel()
{
    int frames = 0;
    int answers = 0;
    for (const QByteArray &line :
         recordedFile(QStringLiteral("frames/channels.jsonl")).split('\n')) {
        const auto row = QJsonDocument::fromJson(line).object();
        const QString name = row[QLatin1String("case")].toString();
        const QJsonValue message = row[QLatin1String("message")];
        if (message.toObject().contains(QLatin1String("channel"))) {
            const auto frame = decodeFrame(jsonOf(message));
            QVERIFY2(frame, qPrintable(name));
            const bool isIgnored = std::holds_alternative<IgnoredFrame>(*frame);
            const bool isOurs = name.contains(QLatin1String("user_fill")) ||
                                name.contains(QLatin1String("user_fundings")) ||
                                name.contains(QLatin1String("active_asset_ctx")) ||
                                name.contains(QLatin1String("subscription_response")) ||
                                name.contains(QLatin1String("pong")) ||
                                name.contains(QLatin1String("json_error"));
            QCOMPARE(isIgnored, !isOurs);
            ++frames;
        }
        const auto answered = [&](const char *what, auto &&decode) {
            if (!name.contains(QLatin1String(what)))
                return;
            const auto result = decode(jsonOf(message));
            QVERIFY2(result, qPrintable(name));
            ++answers;
        };
        answered("get_clearing_house",
                 [](auto json) { return decodeClearinghouseState(json, ""); });
        answered("get_spot_clearing_house", decodeSpotState);
        answered("get_meta", [](auto json) { return decodeMeta(json, ""); });
        answered("get_perp_dexs", decodePerpDexs);
        answered("get_spot_meta", decodeSpotMeta);
        answered("get_user_fills", decodeFills);
    }
    qInfo("%d frames and %d answers of channels.jsonl read", frames, answers);
    QVERIFY(frames >= 20 && answers >= 8);
}

void RecordedAnswersTest::readsTheSnapshotOfASubscription()
{
    std::size_t acks = 0;
    std::size_t fills = 0;
    for (const QByteArray &line :
         recordedFile(QStringLiteral("frames/userfills-subscription.jsonl")).split('\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const auto frame = decodeFrame(line.toStdString());
        QVERIFY2(frame, frame ? "" : frame.error().message.c_str());
        acks += std::holds_alternative<SubscriptionAck>(*frame) ? 1 : 0;
        if (const auto *rows = std::get_if<FillsFrame>(&*frame)) {
            QVERIFY(rows->isSnapshot);
            fills += rows->fills.size();
        }
    }
    qInfo("%zu acks and %zu fills of a snapshot read", acks, fills);
    QVERIFY(acks > 0 && fills > 0);
}

void RecordedAnswersTest::readsEveryDatedState()
{
    const auto snapshotsOf = [](const char *name) {
        return QJsonDocument::fromJson(recordedFile(QLatin1String(name)))
            .object()[QLatin1String("snapshots")]
            .toArray();
    };
    const QJsonArray perps = snapshotsOf("state/paul-clearinghouseState.json");
    const QJsonArray spots = snapshotsOf("state/paul-spotClearinghouseState.json");

    for (const QJsonValue &snapshot : perps) {
        const auto state =
            decodeClearinghouseState(jsonOf(snapshot[QLatin1String("response")]), "");
        QVERIFY2(state, state ? "" : state.error().message.c_str());
    }
    for (const QJsonValue &snapshot : spots) {
        const auto balances = decodeSpotState(jsonOf(snapshot[QLatin1String("response")]));
        QVERIFY2(balances, balances ? "" : balances.error().message.c_str());
    }

    QVERIFY(perps.size() > 5 && spots.size() > 5);
}

void RecordedAnswersTest::readsFundingOfMonths()
{
    for (const char *name : {"state/paul-userFunding.json", "state/linlea-userFunding.json"}) {
        const auto payments = decodeFunding(recordedFile(QLatin1String(name)).toStdString());
        QVERIFY2(payments, payments ? "" : payments.error().message.c_str());
        QVERIFY(payments->size() > 100);
    }
    const auto ledger =
        decodeFunding(recordedFile(QStringLiteral("state/linlea-userNonFundingLedgerUpdates.json"))
                          .toStdString());
    QVERIFY2(ledger, ledger ? "" : ledger.error().message.c_str());
    QVERIFY(ledger->empty());
}

void RecordedAnswersTest::readsTheRareAnswers()
{
    const auto rare = [](const char *name) {
        return recordedFile(QLatin1String("fixtures-rare/") + QLatin1String(name)).toStdString();
    };

    const auto dust = decodeFills(rare("http_user_fills_dust_conversion.json"));
    QVERIFY2(dust, dust ? "" : dust.error().message.c_str());
    const auto shortened =
        decodeClearinghouseState(rare("http_clearinghouse_state_negative_total_raw_usd.json"), "");
    QCOMPARE(shortened.error().message,
             std::string("clearinghouse state: marginSummary is missing"));
    QVERIFY(decodeSpotState(rare("http_spot_clearinghouse_state.json")));
    QVERIFY(decodeSpotMeta(rare("http_spot_meta_non_usdc_collateral.json")));
    const auto sample = decodeMeta(rare("http_meta_perp_sample.json"), "");
    QVERIFY2(sample, sample ? "" : sample.error().message.c_str());
    for (const char *name :
         {"ws_all_dexs_asset_ctxs.json", "ws_allmids.json", "ws_user_fill_liquidation.json"})
        QVERIFY2(decodeFrame(rare(name)), name);
    const QByteArray user = QByteArray::fromStdString(rare("ws_user_fill_liquidation.json"));
    const QJsonValue rows = QJsonDocument::fromJson(user)
                                .object()[QLatin1String("data")]
                                .toObject()[QLatin1String("fills")];
    const auto fills = decodeFills(jsonOf(rows));
    QVERIFY(fills && fills->front().liquidation && fills->front().liquidation->markPrice);
}

void RecordedAnswersTest::readsTheUniverse()
{
    const auto body = [](const char *name, const char *request) {
        return bodyOf(QLatin1String("universe/") + QLatin1String(name), request).toStdString();
    };

    const auto meta = decodeMeta(body("Meta.yaml", R"({"type":"meta"})"), "");
    QVERIFY2(meta, meta ? "" : meta.error().message.c_str());
    QVERIFY(meta->size() > 150);
    QVERIFY(decodeMeta(body("Meta_WithDex.yaml", R"({"type":"meta"})"), "xyz"));
    const auto dexes = decodePerpDexs(body("PerpDexs.yaml", R"({"type":"perpDexs"})"));
    QVERIFY2(dexes, dexes ? "" : dexes.error().message.c_str());
    QVERIFY(dexes->size() > 2);
    const auto spot = decodeSpotMeta(body("SpotMeta.yaml", R"({"type":"spotMeta"})"));
    QVERIFY2(spot, spot ? "" : spot.error().message.c_str());
    QVERIFY(spot->size() > 150);
    const auto marks =
        decodeMetaAndAssetCtxs(body("MetaAndAssetCtxs.yaml", R"({"type":"metaAndAssetCtxs"})"));
    QVERIFY2(marks, marks ? "" : marks.error().message.c_str());
    QVERIFY(marks->marks.size() > 150);
}

void RecordedAnswersTest::readsTheShapes()
{
    const auto shape = [](const char *name) {
        return shapeOf(QLatin1String("shapes/Endpoints/") + QLatin1String(name)).toStdString();
    };

    QVERIFY(decodeClearinghouseState(shape("Futures/Account/GetAccountInfo.txt"), ""));
    QVERIFY(decodeFunding(shape("Futures/Account/GetFundingHistory.txt")));
    QVERIFY(decodeSpotState(shape("Spot/Account/GetBalances.txt")));
    QVERIFY(decodeSpotMeta(shape("Spot/ExchangeData/GetExchangeInfo.txt")));
    QVERIFY(decodeFills(shape("Spot/Trading/GetUserTrades.txt")));
    QVERIFY(decodeMeta(shape("Futures/ExchangeData/GetExchangeInfo.txt"), ""));
    QVERIFY(decodeMetaAndAssetCtxs(shape("Futures/ExchangeData/GetExchangeInfoAndTickers.txt")));
}

QTEST_GUILESS_MAIN(RecordedAnswersTest)
#include "tst_recordedanswers.moc"
