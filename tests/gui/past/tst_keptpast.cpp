// SPDX-License-Identifier: GPL-3.0-or-later
// The past is asked for until it is told, and nobody is hammered with questions.
#include "setclock.h"

#include "gui/limits.h"
#include "gui/past/keptpast.h"

#include <QSignalSpy>
#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using namespace std::chrono_literals;

namespace {

class LosableSource : public FakeSource
{
public:
    using FakeSource::FakeSource;
    QString lostSentence() const override { return m_lost; }
    void setLost(const QString &sentence)
    {
        m_lost = sentence;
        Q_EMIT connectionChanged();
    }

private:
    QString m_lost;
};

domain::EquityPast page(base::Timestamp newest, std::size_t count,
                        base::Milliseconds apart = base::Milliseconds(1min))
{
    domain::EquityPast made(count);
    for (std::size_t i = 0; i < count; ++i) {
        made[i].account = address(1);
        made[i].time = newest - apart * static_cast<int>(i);
        made[i].equity = number("100");
    }
    return made;
}

struct Bench
{
    Bench() { Q_EMIT source.summaryChanged(summary(watched(1, "Main"), {})); }

    void tell(domain::EquityPast told)
    {
        Q_EMIT source.equityRead(std::make_shared<const domain::EquityPast>(std::move(told)));
    }

    void run(std::chrono::seconds time) // as the window does
    {
        for (int i = 0; i < time.count(); ++i) {
            clock.run(1s);
            past.look();
        }
    }

    std::size_t asked() const { return source.equityAsked.size(); }
    std::optional<base::Timestamp> until() const { return source.equityAskedUntil.back(); }

    SetClock clock;
    LosableSource source{{watched(1, "Main")}, domain::RunMode::Demo};
    KeptPast past{source, clock};
};

} // namespace

class KeptPastTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksOnceAnAccountIsHeardOf();
    void asksAgainEverMoreSeldom();
    void anAnswerEndsTheAsking();
    void anEmptyAnswerIsNone();
    void aSecondPageThatIsLostIsAskedForAgain();
    void anAnswerThatComesLateEndsNoOtherQuestion();
    void aMonitorThatTellsOnForEverIsAskedFourTimes();
    void asksForFillsAFewTimesUntilSomeCome();
    void asksNothingOfALostMonitor();
    void asksOnceAMinuteWhileTheClockIsSetAllTheTime();
    void saysThatItsAccountsAreOthers();
};

void KeptPastTest::asksOnceAnAccountIsHeardOf()
{
    Bench bench;
    QCOMPARE(bench.source.equityAsked, std::vector{address(1)});
    QVERIFY(!bench.until());

    Q_EMIT bench.source.summaryChanged(summary(watched(1, "Main"), {}, 2));

    QCOMPARE(bench.asked(), std::size_t{1});
}

void KeptPastTest::asksAgainEverMoreSeldom()
{
    Bench bench;
    std::vector<int> minutes;
    for (int minute = 1; minute <= 100; ++minute) {
        const std::size_t before = bench.asked();
        bench.run(1min);
        if (bench.asked() > before)
            minutes.push_back(minute);
    }

    QCOMPARE(minutes, (std::vector{1, 3, 7, 15, 31, 47, 63, 79, 95}));
}

void KeptPastTest::anAnswerEndsTheAsking()
{
    Bench bench;
    QSignalSpy told(&bench.past, &KeptPast::equityRead);

    bench.tell(page(Noon, 10));
    bench.run(1h);

    QCOMPARE(bench.asked(), std::size_t{1});
    QCOMPARE(told.count(), 1);
}

// An account that has only just come has no samples yet; the next minute brings one.
void KeptPastTest::anEmptyAnswerIsNone()
{
    Bench bench;
    QSignalSpy told(&bench.past, &KeptPast::equityRead);

    bench.tell({});
    bench.run(1min);

    QCOMPARE(bench.asked(), std::size_t{2});
    QCOMPARE(told.count(), 0);
}

void KeptPastTest::aSecondPageThatIsLostIsAskedForAgain()
{
    Bench bench;
    const auto first = page(Noon, limits::EquityAsked);
    bench.tell(first);
    QCOMPARE(bench.asked(), std::size_t{2});
    const auto until = bench.until();
    QVERIFY(until == first.back().time - 1ms);

    bench.run(1min);
    QCOMPARE(bench.asked(), std::size_t{3});
    QVERIFY(bench.until() == until);
    bench.tell(page(*until, 100));
    bench.run(1h);

    QCOMPARE(bench.asked(), std::size_t{3});
}

void KeptPastTest::anAnswerThatComesLateEndsNoOtherQuestion()
{
    Bench bench;
    const auto first = page(Noon, limits::EquityAsked);
    bench.tell(first);
    const auto until = bench.until();

    bench.tell(first);
    QCOMPARE(bench.asked(), std::size_t{2});
    bench.run(1min);

    QCOMPARE(bench.asked(), std::size_t{3});
    QVERIFY(bench.until() == until);
}

void KeptPastTest::aMonitorThatTellsOnForEverIsAskedFourTimes()
{
    Bench bench;
    for (int answers = 0; answers < 20; ++answers)
        bench.tell(page(bench.until().value_or(Noon), limits::EquityAsked, 1ms));

    QCOMPARE(bench.asked(), std::size_t{limits::PastPages});
}

void KeptPastTest::asksForFillsAFewTimesUntilSomeCome()
{
    const auto hasAsked = [](const Bench &bench, std::size_t times) {
        return QTest::qWaitFor([&] { return bench.source.fillsAsked.size() == times; });
    };
    Bench bench;
    QVERIFY(hasAsked(bench, 1)); // a moment after it is live
    bench.run(1h);
    QVERIFY(hasAsked(bench, limits::PastFillsTries));

    Bench other;
    QVERIFY(hasAsked(other, 1));
    Q_EMIT other.source.pastFillsRead(
        {priceUpdate(position({.coin = "BTC", .size = "1", .entry = "1", .mark = "1"}), 1)});
    other.run(1h);
    QCoreApplication::processEvents();
    QCOMPARE(other.source.fillsAsked.size(), std::size_t{1});
}

void KeptPastTest::asksNothingOfALostMonitor()
{
    Bench bench;
    bench.source.setLost(QStringLiteral("monitor.example cannot be reached"));
    bench.run(1h);
    QCOMPARE(bench.asked(), std::size_t{1});

    bench.source.setLost({});
    QCOMPARE(bench.asked(), std::size_t{2});
    bench.run(1min);

    QCOMPARE(bench.asked(), std::size_t{3}); // no answer again: as from the beginning
}

void KeptPastTest::asksOnceAMinuteWhileTheClockIsSetAllTheTime()
{
    Bench bench;
    bench.tell(page(Noon, 10));
    for (int second = 0; second < 600; ++second) {
        bench.clock.setAhead(second % 2 == 0 ? 5h : -5h);
        bench.run(1s);
    }

    QCOMPARE(bench.asked(), std::size_t{11});
}

void KeptPastTest::saysThatItsAccountsAreOthers()
{
    Bench bench;
    QSignalSpy replaced(&bench.past, &KeptPast::accountsReplaced);

    bench.source.setAccounts({watched(1, "Renamed")});
    QCOMPARE(replaced.count(), 0);
    bench.source.setAccounts({watched(1, "Main"), watched(2, "Hedge")});

    QCOMPARE(replaced.count(), 1);
}

QTEST_GUILESS_MAIN(KeptPastTest)
#include "tst_keptpast.moc"
