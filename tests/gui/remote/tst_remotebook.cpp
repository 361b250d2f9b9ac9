// SPDX-License-Identifier: GPL-3.0-or-later
// By a monitor's numbering: what is news, what is older than what is shown, what is missing.
#include "tests/gui/fakesource.h"

#include "gui/remote/remotebook.h"
#include "gui/remote/remotepaces.h"

#include <rapidcheck.h>

#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

domain::SummaryPtr state(int account, std::uint64_t seq, const std::string &epoch = "first")
{
    auto view = std::make_shared<domain::SummaryView>();
    view->account = address(account);
    view->seq = seq;
    view->epoch = epoch;
    return view;
}

ReadUpdate update(std::uint64_t seq, bool isMissed = false, int account = 1)
{
    ReadUpdate read;
    read.update.account = address(account);
    read.update.seq = seq;
    read.isMissed = isMissed;
    return read;
}

RemoteBook joined(std::uint64_t seq)
{
    RemoteBook book;
    book.begin({state(1, seq)});
    book.beginResuming();
    book.endResuming();
    return book;
}

} // namespace

class RemoteBookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNextUpdateIsNewsAndNeedsNothing()
    {
        RemoteBook book = joined(5);

        const auto next = book.take(update(6));

        QVERIFY(next.isNews);
        QVERIFY(!next.isStateNeeded);
    }

    void whatAStateHasAlreadyIsNoNews()
    {
        RemoteBook book = joined(5);

        QVERIFY(!book.take(update(5)).isNews);
        QVERIFY(!book.take(update(4)).isNews);
        QVERIFY(!book.take(update(6, false, 2)).isNews); // of nobody that is watched
    }

    void aHoleNeedsAState()
    {
        RemoteBook book = joined(5);

        const auto later = book.take(update(8));

        QVERIFY(later.isNews);
        QVERIFY(later.isStateNeeded);
    }

    void anOlderStateIsNotShown()
    {
        RemoteBook book = joined(5);
        book.take(update(6));

        QVERIFY(book.takeState({state(1, 5)})->empty());
        QCOMPARE(book.takeState({state(1, 6)})->size(), std::size_t{1});
        QVERIFY(book.takeState({state(2, 9)})->empty());
    }

    void aStateOfAnotherRunEndsTheConnection()
    {
        RemoteBook book = joined(5);

        QVERIFY(!book.takeState({state(1, 7, "second")}).has_value());
    }

    void aFirstConnectionAsksForAllFillsOfTheRun()
    {
        RemoteBook book;
        book.begin({state(1, 5), state(2, 0)});

        const RemoteBook::Missed asked = book.beginResuming();

        QCOMPARE(asked, (RemoteBook::Missed{{address(1), {0, 5}}}));
        QVERIFY(book.take(update(3, true)).isNews);
        QVERIFY(!book.take(update(3, true)).isNews);
    }

    void anotherConnectionAsksForWhatWasMissed()
    {
        RemoteBook book = joined(5);
        book.take(update(6));
        book.begin({state(1, 9)});

        QCOMPARE(book.beginResuming(), (RemoteBook::Missed{{address(1), {6, 9}}}));
    }

    void aConnectionLostWhileResumingAsksAgain()
    {
        RemoteBook book = joined(5);
        book.begin({state(1, 9)});
        book.beginResuming();
        book.beginMissed();
        book.take(update(7, true));
        book.take(update(10)); // lost before what was missed was told to its end
        book.begin({state(1, 12)});

        QCOMPARE(book.beginResuming(), (RemoteBook::Missed{{address(1), {7, 12}}}));
    }

    void anotherRunNumbersAnew()
    {
        RemoteBook book = joined(50);
        book.begin({state(1, 3, "second")});

        QCOMPARE(book.beginResuming(), (RemoteBook::Missed{{address(1), {0, 3}}}));
        QVERIFY(book.take(update(4)).isNews);
    }

    void nothingMissedIsNotAskedFor()
    {
        RemoteBook book = joined(5);
        book.begin({state(1, 5)});

        QVERIFY(book.beginResuming().empty());
        QVERIFY(!book.isHearingMissed());
    }

    void aPauseGrowsToALimitAndIsSpread()
    {
        QVERIFY(rc::check("a pause is between the shortest and the longest", [] {
            const RemotePaces paces;
            const int attempt = *rc::gen::inRange(0, 1'000'000);
            const auto pause = retryPause(paces, attempt, *rc::gen::arbitrary<std::uint32_t>());
            RC_ASSERT(pause >= ShortestRetry);
            RC_ASSERT(pause <= paces.slowestRetry);
        }));
        const RemotePaces paces;
        QCOMPARE(retryPause(paces, 0, 0xFFFF'FFFF), base::Milliseconds{499});
        QCOMPARE(retryPause(paces, 3, 0x8000'0000), base::Milliseconds{2000});
        QCOMPARE(retryPause(paces, 9, 0), ShortestRetry);
    }
};

QTEST_APPLESS_MAIN(RemoteBookTest)
#include "tst_remotebook.moc"
