// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded states of the exchange beside the fills up to the same moment: size, entry price and
// unrealized P&L equal to the last digit.
#include "core/exchange/hyperliquid/codec/statecodec.h"
#include "core/tracker/positionmath.h"
#include "core/tracker/positiontracker.h"
#include "tests/replay/recordeddata.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace lpm;
namespace codec = lpm::exchange::hyperliquid;

namespace {

struct DatedState
{
    base::Timestamp capturedAt{};
    domain::DexState state;
};

std::vector<DatedState> statesOf(const QString &path)
{
    std::vector<DatedState> states;
    const auto root = QJsonDocument::fromJson(recorded::fileContent(path)).object();
    for (const auto &value : root[QStringLiteral("snapshots")].toArray()) {
        const auto snapshot = value.toObject();
        const auto when = QDateTime::fromString(snapshot[QStringLiteral("capturedAt")].toString(),
                                                Qt::ISODateWithMs);
        const QByteArray json = QJsonDocument(snapshot[QStringLiteral("response")].toObject())
                                    .toJson(QJsonDocument::Compact);
        auto state = codec::decodeClearinghouseState(json.toStdString(), "");
        if (!state)
            qFatal("recorded state cannot be read: %s", state.error().message.c_str());
        states.push_back(
            DatedState{base::fromUnixMilliseconds(when.toMSecsSinceEpoch()), std::move(*state)});
    }
    return states;
}

} // namespace

class RecordedStatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyStateOfTheAccountEqualsTheFillsUpToIt()
    {
        LPM_NEED_RECORDED_DATA();
        const auto everybody = recorded::accounts();
        const auto account
            = std::find_if(everybody.begin(), everybody.end(), [](const auto &candidate) {
                  return candidate.name == QStringLiteral("paul.json");
              });
        QVERIFY(account != everybody.end());

        int compared = 0;
        int positions = 0;
        for (const auto &dated : statesOf(QStringLiteral("state/paul-clearinghouseState.json"))) {
            tracker::PositionTracker tracker;
            tracker.setCatalog(recorded::catalog());
            for (const auto &fill : account->fills) {
                if (fill.time <= dated.state.time)
                    QVERIFY(tracker.applyFill(account->address, fill, {}, fill.time).has_value());
            }
            ++compared;
            for (const auto &theirs : dated.state.positions) {
                const auto *ours = tracker.find(account->address, theirs.coin);
                QVERIFY(ours);
                const auto &state = ours->state;
                QCOMPARE(state.size.text(), theirs.size.text());
                QCOMPARE(tracker::entryPrice(state.entryNotional, state.size,
                                             ours->instrument.priceDecimals)
                             .text(),
                         theirs.entryPrice->text());
                const auto mark = domain::Decimal::divide(theirs.positionValue, theirs.size.abs(),
                                                          12, domain::Rounding::HalfAwayFrom0);
                QCOMPARE(tracker::unrealizedPnl(state.size, state.entryNotional, mark).text(),
                         theirs.unrealizedPnl.text());
                QCOMPARE(tracker::notionalFromState(theirs).text(), state.entryNotional.text());
                ++positions;
            }
        }
        qInfo("%d states compared, %d positions equal to the last digit", compared, positions);
        QVERIFY(positions >= 10);
    }

    void anAnchorTakenFromAnyRecordedStateShowsItsEntry()
    {
        LPM_NEED_RECORDED_DATA();
        const auto catalog = recorded::catalog();

        int taken = 0;
        const QDir folder(recorded::directory() + QStringLiteral("/state/margin-captures"));
        auto files = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
        std::vector<domain::DexState> states;
        for (const auto &dated : statesOf(QStringLiteral("state/paul-clearinghouseState.json")))
            states.push_back(dated.state);
        const auto address = recorded::addressOf(QStringLiteral("anchors"));
        for (const auto &state : states) {
            for (const auto &theirs : state.positions) {
                tracker::PositionTracker tracker;
                tracker.setCatalog(catalog);
                QVERIFY(tracker.anchor(address, theirs.coin, theirs.size, {}, "test"));
                const auto change = tracker.takeState(address, theirs, {});
                QVERIFY(change && *change);
                const auto &after = (*change)->after;
                QCOMPARE(after.entry, domain::EntryKnowledge::Exact);
                QCOMPARE(tracker::entryPrice(after.entryNotional, after.size,
                                             tracker.find(address, theirs.coin)
                                                 ->instrument.priceDecimals)
                             .text(),
                         theirs.entryPrice->text());
                ++taken;
            }
        }
        qInfo("%d anchors exact", taken);
        QVERIFY(taken >= 10);
    }
};

QTEST_APPLESS_MAIN(RecordedStatesTest)
#include "tst_recordedstates.moc"
