// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded accounts, fill by fill: every startPosition continues the last, and every closed P&L with
// a known entry equals the exchange's to the last digit, in whatever order the fills come.
#include "core/sync/accountsync.h"
#include "core/tracker/positiontracker.h"
#include "tests/replay/recordeddata.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace lpm;
using domain::Decimal;

namespace {

const base::Instant Now{base::Timestamp{base::Milliseconds{1'790'000'000'000}},
                        base::Milliseconds{1'000'000}};

struct Tally
{
    int fills = 0;
    int checked = 0;
    int spotChecked = 0;
    int differing = 0;
    int gaps = 0;
    QStringList differences;
};

void count(const std::vector<sync::Record> &records, Tally &tally)
{
    for (const auto &record : records) {
        if (const auto *note = std::get_if<domain::SyncNote>(&record)) {
            tally.gaps += note->kind == domain::NoteKind::Gap;
            continue;
        }
        const auto &change = std::get<domain::Change>(record);
        tally.fills += change.kind == domain::ChangeKind::Fill;
        if (!change.closedPnl)
            continue;
        const bool isSpot = domain::kindOf(change.coin) == domain::InstrumentKind::Spot;
        ++(isSpot ? tally.spotChecked : tally.checked);
        if (!change.closedPnl->agrees()) {
            ++tally.differing;
            tally.differences << QString::fromStdString(
                change.coin + " ours " + change.closedPnl->computed.text() + " theirs "
                + change.closedPnl->received.text());
        }
    }
}

// One page with everything, and an empty one for each time that more is asked for.
std::vector<sync::Record> readWhole(sync::AccountSync &sync, sync::RequestId id,
                                    std::vector<domain::Fill> page)
{
    auto out = sync.onFillsPage(id, std::move(page), Now);
    std::vector<sync::Record> records = std::move(out.records);
    while (!out.requests.empty()
           && std::holds_alternative<sync::FetchFills>(out.requests[0].what)) {
        out = sync.onFillsPage(out.requests[0].id, std::vector<domain::Fill>{}, Now);
        records.insert(records.end(), out.records.begin(), out.records.end());
    }
    return records;
}

// Through the whole of AccountSync, as a first start reads them: one page, in the order given.
struct Replay
{
    tracker::PositionTracker tracker;
    Tally tally;
    std::vector<sync::Record> records;

    explicit Replay(const recorded::RecordedAccount &account, std::vector<domain::Fill> fills,
                    const domain::InstrumentCatalog &catalog)
    {
        tracker.setCatalog(catalog);
        sync::AccountSync sync(account.address, {}, {}, tracker);
        auto out = sync.onSubscribed(Now);
        const auto page = out.requests.at(0).id;
        const auto twap = out.requests.at(1).id;
        out = sync.onTwapFills(twap, std::vector<domain::Fill>{}, Now);
        // 2,000 a page, as the exchange gives them; the rest as if it had been asked for.
        std::vector<domain::Fill> rest = std::move(fills);
        if (rest.size() >= 2000) {
            auto direct = sync.onFills(rest, true, Now);
            rest.clear();
        }
        records = readWhole(sync, page, std::move(rest));
        count(records, tally);
        QVERIFY(sync.status().waitingFills == 0);
    }
};

QByteArray digest(const Replay &replay, const domain::Address &account)
{
    QByteArray text;
    for (const auto &record : replay.records) {
        if (const auto *change = std::get_if<domain::Change>(&record)) {
            text += QByteArray::fromStdString(change->coin + ' ' + change->after.size.text() + ' '
                                              + change->after.entryNotional.text() + ' '
                                              + change->after.realizedPnl.text() + '\n');
        }
    }
    for (const auto &[coin, position] : replay.tracker.positions(account))
        text += QByteArray::fromStdString(coin + position->state.size.text());
    return text;
}

// realized + unrealized = Σ cash flows + q·mark, at any mark: here at the last fill's price.
Decimal cashImbalance(const Replay &replay, const recorded::RecordedAccount &account,
                      const std::string &coin, const std::vector<domain::Fill> &fills)
{
    Decimal cash;
    for (const auto &fill : fills) {
        if (fill.coin == coin)
            cash -= fill.signedSize() * fill.price;
    }
    const auto &position = *replay.tracker.find(account.address, coin);
    const Decimal mark = fills.back().price;
    const Decimal value = position.state.size.abs() * mark - position.state.entryNotional;
    const Decimal unrealized = position.state.size.isNegative() ? -value : value;
    return position.state.realizedPnl + unrealized - (cash + position.state.size * mark);
}

} // namespace

class RecordedFillsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyClosedPnlOfTheAccountsEqualsTheExchanges()
    {
        LPM_NEED_RECORDED_DATA();
        const auto catalog = recorded::catalog();

        Tally total;
        for (const auto &account : recorded::accounts()) {
            const Replay replay(account, account.fills, catalog);
            QCOMPARE(replay.tally.gaps, 0);
            QCOMPARE(replay.tally.fills, static_cast<int>(account.fills.size()));
            total.checked += replay.tally.checked;
            total.fills += replay.tally.fills;
            total.differing += replay.tally.differing;
            total.differences += replay.tally.differences;
        }

        qInfo("%d fills, %d closes with a known entry compared, %d differ", total.fills,
              total.checked, total.differing);
        QVERIFY2(total.differing == 0, qPrintable(total.differences.join(QLatin1Char('\n'))));
        QVERIFY(total.checked > 1000);
    }

    void everyClosedPnlOfTheBlocksEqualsTheExchanges()
    {
        LPM_NEED_RECORDED_DATA();
        const auto catalog = recorded::catalog();

        Tally total;
        for (const auto &account : recorded::blockUsers()) {
            const Replay replay(account, account.fills, catalog);
            total.checked += replay.tally.checked;
            total.spotChecked += replay.tally.spotChecked;
            total.fills += replay.tally.fills;
            total.gaps += replay.tally.gaps;
            total.differing += replay.tally.differing;
            total.differences += replay.tally.differences;
        }

        qInfo("%d fills, %d perpetual and %d spot closes with a known entry compared, %d differ",
              total.fills, total.checked, total.spotChecked, total.differing);
        QCOMPARE(total.gaps, 0);
        QVERIFY2(total.differing == 0, qPrintable(total.differences.join(QLatin1Char('\n'))));
        QVERIFY(total.checked > 150);
    }

    void anyOrderOfArrivalGivesTheSamePositions_data()
    {
        QTest::addColumn<QString>("order");
        QTest::newRow("newest first") << QStringLiteral("reversed");
        QTest::newRow("shuffled inside a millisecond") << QStringLiteral("millisecond");
        QTest::newRow("shuffled altogether") << QStringLiteral("all");
    }

    void anyOrderOfArrivalGivesTheSamePositions()
    {
        LPM_NEED_RECORDED_DATA();
        QFETCH(QString, order);
        const auto catalog = recorded::catalog();
        std::mt19937 random(7);

        auto everybody = recorded::accounts();
        const auto users = recorded::blockUsers();
        everybody.insert(everybody.end(), users.begin(), users.end());
        for (const auto &account : everybody) {
            auto fills = account.fills;
            if (order == QStringLiteral("reversed")) {
                std::reverse(fills.begin(), fills.end());
            } else {
                std::shuffle(fills.begin(), fills.end(), random);
                if (order == QStringLiteral("millisecond"))
                    std::stable_sort(fills.begin(), fills.end(), [](const auto &a, const auto &b) {
                        return a.time < b.time;
                    });
            }
            const Replay straight(account, account.fills, catalog);
            const Replay other(account, fills, catalog);
            QCOMPARE(digest(other, account.address), digest(straight, account.address));
            QCOMPARE(other.tally.differing, 0);
        }
    }

    void cashIsConservedToTheLastDigit()
    {
        LPM_NEED_RECORDED_DATA();
        const auto catalog = recorded::catalog();

        int compared = 0;
        for (const auto &account : recorded::accounts()) {
            const Replay replay(account, account.fills, catalog);
            for (const auto &[coin, position] : replay.tracker.positions(account.address)) {
                // Cash before an anchor is not known.
                const auto &records = replay.records;
                const bool isWhole = std::none_of(
                    records.begin(), records.end(), [held = coin](const auto &record) {
                        const auto *change = std::get_if<domain::Change>(&record);
                        return change && change->kind == domain::ChangeKind::Anchor
                               && change->coin == held;
                    });
                if (!isWhole || position->instrument.kind != domain::InstrumentKind::Perpetual)
                    continue;
                QCOMPARE(cashImbalance(replay, account, coin, account.fills).text(),
                         std::string("0"));
                ++compared;
            }
        }
        qInfo("cash conserved to the last digit in %d positions", compared);
        QVERIFY(compared > 10);
    }

    void severalAccountsInOneTrackerNeverMix()
    {
        LPM_NEED_RECORDED_DATA();
        const auto users = recorded::blockUsers();
        tracker::PositionTracker shared;
        shared.setCatalog(recorded::catalog());

        for (const auto &account : users) {
            sync::AccountSync sync(account.address, {}, {}, shared);
            auto out = sync.onSubscribed(Now);
            sync.onTwapFills(out.requests.at(1).id, std::vector<domain::Fill>{}, Now);
            readWhole(sync, out.requests.at(0).id, account.fills);
        }

        for (const auto &account : users) {
            const Replay alone(account, account.fills, shared.catalog());
            for (const auto &[coin, position] : alone.tracker.positions(account.address))
                QVERIFY(shared.find(account.address, coin)->state == position->state);
        }
    }
};

QTEST_APPLESS_MAIN(RecordedFillsTest)
#include "tst_recordedfills.moc"
