// SPDX-License-Identifier: GPL-3.0-or-later
// What a window elsewhere reads is what the server wrote, to the last digit, or an error: whatever
// is told, no number comes out of it that was not in it.
#include "anyview.h"

#include "gui/remote/objectreader.h"
#include "gui/remote/readreconciliation.h"
#include "gui/remote/readupdates.h"
#include "gui/remote/readviews.h"
#include "server/json/reconciliation.h"
#include "server/json/views.h"
#include "tests/server/scriptedbackend.h"

#include <QJsonDocument>
#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using namespace Qt::Literals::StringLiterals;
using server::testing::btcPosition;
using server::testing::decimal;

namespace {

QJsonObject parsed(const std::string &json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

template <class Value>
using Writer = void (*)(base::JsonWriter &, const Value &);

template <class Value>
std::string written(Writer<Value> write, const Value &value)
{
    std::string text;
    base::JsonWriter json(text);
    write(json, value);
    return text;
}

void writeFlatPosition(base::JsonWriter &json, const domain::PositionView &position)
{
    server::writePosition(json, position, server::WithFlat::No);
}

domain::SummaryView btcSummary()
{
    domain::SummaryView summary;
    summary.account = server::testing::address(1);
    summary.accountLabel = "main";
    summary.epoch = "2025-02-11T17:00:00.000Z";
    summary.seq = 7;
    summary.equity = decimal("10000");
    summary.positions = {btcPosition(summary.account)};
    summary.spot = {{"HYPE", "HYPE/USDC", decimal("2"), decimal("50.5"), decimal("0")}};
    return summary;
}

domain::PositionUpdate btcFill()
{
    domain::PositionUpdate update;
    update.account = server::testing::address(1);
    update.symbol = "BTC-USD";
    update.seq = 8;
    update.eventType = domain::EventType::Fill;
    update.position = btcPosition(update.account);
    domain::Fill fill;
    fill.coin = "BTC";
    fill.size = decimal("0.1");
    fill.price = decimal("50000");
    fill.orderId = 1001;
    fill.tradeId = 900'001;
    fill.feeToken = "USDC";
    update.fill = fill;
    return update;
}

// Everything a wrong or hostile monitor may say in the place of a value.
const QJsonArray WrongValues{QJsonValue::Null,
                             true,
                             -1,
                             5.5,
                             1e300,
                             QStringLiteral("x"),
                             QStringLiteral(""),
                             QStringLiteral("1e5"),
                             QStringLiteral("0x10"),
                             QStringLiteral("NaN"),
                             QStringLiteral("1."),
                             QStringLiteral(".5"),
                             QStringLiteral("+5"),
                             QStringLiteral(" 5"),
                             QStringLiteral("123456789012345678901234567890123456789"),
                             QStringLiteral("2025-02-30T00:00:00Z"),
                             QJsonArray{},
                             QJsonObject{},
                             QJsonArray{1, QStringLiteral("x")},
                             QJsonObject{{QStringLiteral("a"), 1}}};

// With any one key missing it is an error; with another value it is one, or the value is kept.
template <class Read, class Write>
void standsFirm(const QJsonObject &good, const QStringList &passedOver, const Read &read,
                const Write &writeAgain)
{
    QVERIFY(read(good).has_value());
    for (const QString &key : good.keys()) {
        if (passedOver.contains(key))
            continue;
        QJsonObject without = good;
        without.remove(key);
        const auto missing = read(without);
        QVERIFY2(!missing.has_value(), qPrintable(key));
        QVERIFY2(missing.error().message.find(key.toStdString()) != std::string::npos,
                 missing.error().message.c_str());
        for (const QJsonValue wrong : WrongValues) {
            QJsonObject changed = good;
            changed.insert(key, wrong);
            const auto taken = read(changed);
            if (!taken)
                continue;
            const QJsonValue kept = parsed(writeAgain(*taken)).value(key);
            const bool isNoName = kept.isNull() && wrong == QJsonValue(QString());
            QVERIFY2(kept == wrong || isNoName, qPrintable(key));
        }
    }
}

} // namespace

class RemoteReadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheServerWrites()
    {
        QVERIFY(rc::check("a state", [] {
            const std::string told = written(server::writeSummary, aSummary());
            const auto read = readSummary(parsed(told));
            RC_ASSERT(read.has_value());
            RC_ASSERT(written(server::writeSummary, *read) == told);
        }));
        QVERIFY(rc::check("an update", [] {
            const std::string told = server::encodeUpdate(anUpdate());
            const auto read = readUpdate(parsed(told));
            RC_ASSERT(read.has_value());
            RC_ASSERT(server::encodeUpdate(read->update) == told);
            RC_ASSERT(!read->isMissed);
        }));
        QVERIFY(rc::check("a health", [] {
            const std::string told = written(server::writeHealth, aHealth());
            const auto read = readHealth(parsed(told));
            RC_ASSERT(read.has_value());
            RC_ASSERT(written(server::writeHealth, *read) == told);
        }));
        QVERIFY(rc::check("a comparison", [] {
            const domain::ReconciliationView view = aReconciliation();
            const auto read =
                readReconciliation(parsed(written(server::writeReconciliation, view)));
            RC_ASSERT(read.has_value());
            RC_ASSERT(saysTheSame(*read, view));
            RC_ASSERT(read->timestamp == view.timestamp);
        }));
        QVERIFY(rc::check("a decimal", [] {
            const domain::Decimal value = aNumber();
            RC_ASSERT(readDecimal(value.text()).value() == value);
        }));
    }

    void readsTheStatesOfAllInOnePiece()
    {
        QVERIFY(rc::check("states", [] {
            std::vector<domain::SummaryPtr> all;
            for (int i = *rc::gen::inRange(0, 3); i > 0; --i)
                all.push_back(std::make_shared<const domain::SummaryView>(aSummary()));
            std::string told;
            base::JsonWriter json(told);
            server::writeSummaries(json, all);
            const auto read = readState(parsed(told));
            RC_ASSERT(read.has_value());
            RC_ASSERT(read->size() == all.size());
        }));
    }

    void aMissedFillIsKnownAsOne()
    {
        const auto read =
            readUpdate(parsed(server::encodeUpdate(btcFill(), server::WasMissed::Yes)));

        QVERIFY(read.has_value() && read->isMissed);
    }

    void aRefusingDiskOfAnOlderMonitorIsHeardFromTheReasons()
    {
        domain::HealthView health;
        health.reasons = {"audit: the disk refuses, lines are waiting in memory"};
        QJsonObject told = parsed(written(server::writeHealth, health));
        told.remove("audit_refusing"_L1);

        const auto read = readHealth(told);

        QVERIFY(read.has_value() && read->isAuditRefusing);
    }

    void decimalsAreTheMonitors()
    {
        domain::PositionView position = btcPosition(server::testing::address(1));
        position.priceDecimals = 3;
        position.sizeDecimals = 2;

        const auto read = readPosition(parsed(written(writeFlatPosition, position)));

        QVERIFY(read.has_value());
        QCOMPARE(read->priceDecimals, 3);
        QCOMPARE(read->sizeDecimals, 2);
    }

    void decimalsThatAnOlderMonitorDoesNotTellComeFromTheSize()
    {
        QJsonObject position =
            parsed(written(writeFlatPosition, btcPosition(server::testing::address(1))));
        position.remove("price_decimals"_L1);
        position.remove("size_decimals"_L1);

        const auto read = readPosition(position);

        QVERIFY(read.has_value());
        QCOMPARE(read->sizeDecimals, 1); // of 0.1
        QCOMPARE(read->priceDecimals, 5);
    }

    void decimalsThatNoNumberHasAreRefused()
    {
        for (const QJsonValue &wrong : {QJsonValue(37), QJsonValue(-1), QJsonValue(1.5),
                                        QJsonValue(QStringLiteral("2"))}) {
            for (const auto key : {"price_decimals"_L1, "size_decimals"_L1}) {
                QJsonObject position =
                    parsed(written(writeFlatPosition, btcPosition(server::testing::address(1))));
                position.insert(key, wrong);
                QVERIFY(!readPosition(position).has_value());
            }
        }
    }

    void aWrongValueIsAnErrorOrKeptAsItIs()
    {
        const domain::PositionView position = btcPosition(server::testing::address(1));
        standsFirm(parsed(written(writeFlatPosition, position)),
                   {u"price_decimals"_s, u"size_decimals"_s}, readPosition,
                   [](const auto &view) { return written(writeFlatPosition, view); });
        standsFirm(parsed(written(server::writeSummary, btcSummary())), {}, readSummary,
                   [](const auto &view) { return written(server::writeSummary, view); });
        // What an event of another kind is called is not kept: its position is.
        standsFirm(parsed(server::encodeUpdate(btcFill())), {u"type"_s, u"event_type"_s},
                   readUpdate, [](const auto &read) { return server::encodeUpdate(read.update); });
    }

    void whatANewerMonitorTellsMoreIsPassedOver()
    {
        QJsonObject update = parsed(server::encodeUpdate(btcFill()));
        QJsonObject position = update.value("position"_L1).toObject();
        position.insert("liquidity_score"_L1, QStringLiteral("9"));
        update.insert("position"_L1, position);
        update.insert("correlation"_L1, QJsonObject{});
        update.insert("event_type"_L1, QStringLiteral("margin_call"));

        const auto read = readUpdate(update);

        QVERIFY(read.has_value());
        QCOMPARE(read->update.eventType, domain::EventType::PositionChange);
        QCOMPARE(read->update.position.quantity.text(), std::string("0.1"));
    }

    void anothersPositionIsRefused()
    {
        QJsonObject summary = parsed(written(server::writeSummary, btcSummary()));
        QJsonObject positions = summary.value("positions"_L1).toObject();
        positions.insert("ETH-USD"_L1, positions.value("BTC-USD"_L1));
        summary.insert("positions"_L1, positions);

        const auto read = readSummary(summary);

        QVERIFY(!read.has_value());
        QVERIFY(read.error().message.find("another's") != std::string::npos);
    }

    void aNegativeQuantityIsNoQuantity()
    {
        QJsonObject position =
            parsed(written(writeFlatPosition, btcPosition(server::testing::address(1))));
        position.insert("quantity"_L1, QStringLiteral("-0.1"));

        QVERIFY(!readPosition(position).has_value());
    }
};

QTEST_APPLESS_MAIN(RemoteReadTest)
#include "tst_remoteread.moc"
