// SPDX-License-Identifier: GPL-3.0-or-later
// The fills that a window elsewhere reads: what the exchange said of them as the monitor's own
// window has it, and from a monitor that was made before it told that, what can be known.
#include "anyview.h"

#include "gui/limits.h"
#include "gui/models/fillsmodel.h"
#include "gui/models/positionsmodel.h"
#include "gui/remote/readupdates.h"
#include "gui/shell/noticerule.h"
#include "server/json/views.h"
#include "tests/gui/modelproof.h"
#include "tests/server/scriptedbackend.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <array>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using namespace Qt::Literals::StringLiterals;
using server::testing::btcPosition;
using server::testing::decimal;

namespace {

// Keys of a fill that older monitors do not have.
constexpr std::array ToldSinceOnly{"direction",   "taker", "builder_fee", "forced",
                                   "liquidation", "hash"};

QJsonObject toldOf(const domain::PositionUpdate &update)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(server::encodeUpdate(update)))
        .object();
}

domain::PositionUpdate boughtBtc()
{
    domain::PositionUpdate update;
    update.account = server::testing::address(1);
    update.accountLabel = "main";
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

// What a monitor tells that was made before it told the exchange's words.
QJsonObject asOlderOnesTell(QJsonObject update)
{
    QJsonObject fill = update.value("fill"_L1).toObject();
    for (const char *key : ToldSinceOnly)
        fill.remove(QLatin1String(key));
    update.insert("fill"_L1, fill);
    return update;
}

// All that the table of fills shows of it.
QStringList rowOf(const domain::PositionUpdate &update)
{
    FillsModel model(QTimeZone::utc());
    prove(model);
    model.take(std::make_shared<const domain::PositionUpdate>(update));
    model.flush();
    QStringList shown;
    for (int column = 0; column < model.columnCount({}); ++column) {
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole),
                               int(PositionsModel::SecondaryRole), int(PositionsModel::ToneRole)})
            shown += model.index(0, column).data(role).toString();
    }
    return shown;
}

// What the desktop is told of it.
std::vector<DesktopNotice> toldDesktop(const domain::PositionUpdate &update)
{
    NoticeRule rule(QTimeZone::utc());
    base::Instant now{update.timestamp, base::Milliseconds{0}};
    rule.takeUpdate(update, now);
    now.monotonic += limits::FillsGather;
    return rule.take(now);
}

QStringList noticesOf(const domain::PositionUpdate &update)
{
    QStringList titles;
    for (const DesktopNotice &notice : toldDesktop(update))
        titles += notice.title;
    return titles;
}

} // namespace

class RemoteFillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFillIsAsTheExchangeToldIt()
    {
        QVERIFY(rc::check("a fill", [] {
            domain::PositionUpdate update = anUpdate();
            update.eventType = domain::EventType::Fill;
            update.fill = aFill();
            update.fill->coin = update.position.coin;

            const auto read = readUpdate(toldOf(update));

            RC_ASSERT(read.has_value());
            domain::Fill told = *update.fill;
            told.startPosition = read->update.fill->startPosition; // not in it, unless late
            RC_ASSERT(*read->update.fill == told);
        }));
    }

    void theTableShowsThemAsTheMonitorsOwnWindowDoes()
    {
        QVERIFY(rc::check("a row", [] {
            domain::PositionUpdate update = anUpdate();
            update.eventType = domain::EventType::Fill;
            update.fill = aFill();
            update.fill->coin = update.position.coin;

            const auto read = readUpdate(toldOf(update));

            RC_ASSERT(read.has_value());
            RC_ASSERT(rowOf(read->update) == rowOf(update));
        }));
    }

    void aLiquidationIsToldAndMarkedAsWhereItHappened()
    {
        domain::PositionUpdate update = boughtBtc();
        update.fill->side = domain::FillSide::Sell;
        update.fill->direction = "Close Long";
        update.fill->liquidation = domain::Liquidation{update.account, decimal("49000"), "market"};

        const auto read = readUpdate(toldOf(update));

        QVERIFY(read.has_value());
        QVERIFY(rowOf(read->update).contains(QStringLiteral("LIQUIDATION · Close Long")));
        QCOMPARE(noticesOf(read->update), QStringList{QStringLiteral("main: BTC liquidated")});
    }

    void deleveragingIsToldAndMarkedAsWhereItHappened()
    {
        domain::PositionUpdate update = boughtBtc();
        update.fill->direction = "Auto-Deleveraging";

        const auto read = readUpdate(toldOf(update));

        QVERIFY(read.has_value());
        QVERIFY(rowOf(read->update).contains(QStringLiteral("ADL · Auto-Deleveraging")));
        QCOMPARE(noticesOf(read->update),
                 QStringList{QStringLiteral("main: BTC auto-deleveraged")});
    }

    void oneOfAListIsToldWithoutWhatIsLeft()
    {
        domain::PositionUpdate update = boughtBtc();
        update.fill->direction = "Liquidated Cross Short";
        QJsonObject row = toldOf(update).value("fill"_L1).toObject();
        row.insert("account"_L1, QString::fromStdString(update.account.text()));
        row.insert("account_label"_L1, QStringLiteral("main"));
        row.insert("coin"_L1, QStringLiteral("BTC"));
        row.insert("seq"_L1, 8);

        const auto read = readFills({{u"fills"_s, QJsonArray{row}}});

        QVERIFY(read.has_value());
        QCOMPARE(noticesOf(*read->at(0)), QStringList{QStringLiteral("main: BTC liquidated")});
        QVERIFY(!toldDesktop(*read->at(0)).at(0).text.contains(QStringLiteral("left")));
    }

    void whatAnOlderMonitorDoesNotTellIsNotKnown()
    {
        domain::PositionUpdate update = boughtBtc();
        update.fill->direction = "Liquidated Cross Long";
        update.fill->liquidation = domain::Liquidation{update.account, decimal("49000"), "market"};
        update.fill->hash = "0xabc";

        const auto read = readUpdate(asOlderOnesTell(toldOf(update)));

        QVERIFY2(read.has_value(), read ? "" : read.error().message.c_str());
        QVERIFY(!read->update.fill->liquidation);
        QVERIFY(read->update.fill->hash.empty());
        QVERIFY(!read->update.fill->isTaker.has_value());
        QCOMPARE(read->update.fill->direction, std::string("Open Long")); // by the sizes
    }

    void wordsThatTheExchangeDidNotTellAreNotMadeUp()
    {
        const auto read = readUpdate(toldOf(boughtBtc()));

        QVERIFY(read.has_value());
        QCOMPARE(read->update.fill->direction, std::string());
    }

    void aWrongWordOfAFillIsAnError_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char *name, const char *key, const QJsonValue &value) {
            QTest::newRow(name) << QString::fromLatin1(key) << value;
        };
        row("direction that is no text", "direction", 5);
        row("taker that is neither", "taker", QStringLiteral("yes"));
        row("builder fee that is no decimal", "builder_fee", QStringLiteral("1e5"));
        row("hash that is no text", "hash", QJsonArray{});
        row("liquidation that is no object", "liquidation", QStringLiteral("market"));
        row("liquidation of no address", "liquidation",
            QJsonObject{{QStringLiteral("user"), QStringLiteral("0x12")}});
        row("liquidation at no decimal", "liquidation",
            QJsonObject{{QStringLiteral("mark_price"), QStringLiteral("NaN")}});
        row("liquidation by no text", "liquidation", QJsonObject{{QStringLiteral("method"), 1}});
    }
    void aWrongWordOfAFillIsAnError()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QJsonObject update = toldOf(boughtBtc());
        QJsonObject fill = update.value("fill"_L1).toObject();
        fill.insert(key, value);
        update.insert("fill"_L1, fill);

        QVERIFY(!readUpdate(update).has_value());
    }

    void aFillSaysWhatItDidToThePosition_data()
    {
        QTest::addColumn<QString>("after");
        QTest::addColumn<bool>("isBuy");
        QTest::addColumn<QString>("did");
        const auto row = [](const char *did, const char *after, bool isBuy) {
            QTest::newRow(did) << QString::fromLatin1(after) << isBuy << QString::fromLatin1(did);
        };
        row("Open Long", "0.3", true); // of 0.1
        row("Close Long", "0.3", false);
        row("Close Short", "-0.3", true);
        row("Open Short", "-0.3", false);
        row("Short > Long", "0.05", true);
        row("Long > Short", "-0.05", false);
    }
    void aFillSaysWhatItDidToThePosition()
    {
        QFETCH(QString, after);
        QFETCH(bool, isBuy);
        QFETCH(QString, did);
        domain::PositionUpdate update = boughtBtc();
        const domain::Decimal held = decimal(after.toStdString());
        update.position.quantity = held.abs();
        update.position.side =
            held.isNegative() ? domain::PositionSide::Short : domain::PositionSide::Long;
        update.fill->side = isBuy ? domain::FillSide::Buy : domain::FillSide::Sell;

        const auto read = readUpdate(asOlderOnesTell(toldOf(update)));

        QVERIFY(read.has_value());
        QCOMPARE(QString::fromStdString(read->update.fill->direction), did);
        QCOMPARE(read->update.fill->endPosition().text(), held.text());
    }

    void readsAListOfFillsOldestFirst()
    {
        const QJsonObject fill = toldOf(boughtBtc()).value("fill"_L1).toObject();
        QJsonArray rows;
        for (const int seq : {9, 8}) {
            QJsonObject row = fill;
            row.insert("account"_L1, QString::fromStdString(server::testing::address(1).text()));
            row.insert("account_label"_L1, QJsonValue::Null);
            row.insert("coin"_L1, QStringLiteral("BTC"));
            row.insert("seq"_L1, seq);
            rows.append(row);
        }
        QJsonObject earlier = rows.at(1).toObject();
        earlier.insert("seq"_L1, QJsonValue::Null);
        rows.append(earlier);

        const auto read = readFills({{u"fills"_s, rows}, {u"next_cursor"_s, QJsonValue::Null}});

        QVERIFY(read.has_value());
        QCOMPARE(read->size(), std::size_t{3});
        QCOMPARE(read->at(0)->seq, std::uint64_t{0}); // of an earlier run
        QCOMPARE(read->at(2)->seq, std::uint64_t{9});
        QCOMPARE(read->at(2)->fill->tradeId, std::int64_t{900'001});
    }
};

QTEST_GUILESS_MAIN(RemoteFillsTest)
#include "tst_remotefills.moc"
