// SPDX-License-Identifier: GPL-3.0-or-later
// What a monitor kept of its accounts joins what the window saw; several accounts are added up of
// the same moments only, and never without one of them.
#include "fakesource.h"

#include "gui/limits.h"
#include "gui/models/moneymemory.h"

#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using namespace std::chrono_literals;

namespace {

const base::Timestamp Midnight = Noon - 12h;

domain::EquitySample sample(int account, base::Timestamp time, const std::string &equity)
{
    domain::EquitySample made;
    made.account = address(account);
    made.time = time;
    if (!equity.empty())
        made.equity = number(equity);
    return made;
}

// As an answer tells them: newest first, a minute apart.
domain::EquityPast page(int account, base::Timestamp newest, std::size_t count)
{
    domain::EquityPast made;
    for (std::size_t i = 0; i < count; ++i)
        made.push_back(sample(account, newest - std::chrono::minutes(i), "100"));
    return made;
}

MoneyPoint now(const std::string &equity)
{
    MoneyPoint made;
    made.time = Noon;
    made.equity = number(equity);
    return made;
}

QString changeOf(const MoneyMemory &memory, const AccountChoice &whose, const std::string &equity)
{
    const auto change = memory.moves(whose, now(equity)).day.equity;
    return change ? QString::fromStdString(change->change.text()) : QStringLiteral("unknown");
}

} // namespace

class MoneyMemoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneAccountIsAllOfThem();
    void severalAreAddedUpAtTheSameMoment();
    void aSumIsUnknownWithoutOneOfThem();
    void whatTheWindowSawCountsToo();
    void asksBackAsFarAsItRemembers();
    void forgetsAnAccountThatIsWatchedNoMore();
    void anotherOrderOfTheAccountsIsTheSameSum();
    void takesNothingOfStrangers();
};

void MoneyMemoryTest::oneAccountIsAllOfThem()
{
    MoneyMemory memory({watched(1, "Main")});
    QCOMPARE(changeOf(memory, std::nullopt, "103"), QStringLiteral("unknown"));

    memory.putPast({sample(1, Midnight, "100")}, Noon);

    QCOMPARE(changeOf(memory, address(1), "103"), QStringLiteral("3"));
    QCOMPARE(changeOf(memory, std::nullopt, "103"), QStringLiteral("3"));
}

void MoneyMemoryTest::severalAreAddedUpAtTheSameMoment()
{
    MoneyMemory memory({watched(1, "Main"), watched(2, "Hedge")});

    memory.putPast({sample(1, Midnight, "1000"), sample(1, Midnight - 2min, "100")}, Noon);
    QCOMPARE(changeOf(memory, std::nullopt, "160"), QStringLiteral("unknown"));
    memory.putPast({sample(2, Midnight - 1min, "5000"), sample(2, Midnight - 2min, "50")}, Noon);

    QCOMPARE(changeOf(memory, std::nullopt, "160"), QStringLiteral("10"));
    QCOMPARE(changeOf(memory, address(1), "1001"), QStringLiteral("1"));
}

void MoneyMemoryTest::aSumIsUnknownWithoutOneOfThem()
{
    MoneyMemory memory({watched(1, "Main"), watched(2, "Hedge")});

    memory.putPast({sample(1, Midnight, "100")}, Noon);
    memory.putPast({sample(2, Midnight, "")}, Noon);

    QCOMPARE(changeOf(memory, std::nullopt, "160"), QStringLiteral("unknown"));
    QVERIFY(!memory.moves(std::nullopt, now("160")).drawdown);
}

void MoneyMemoryTest::whatTheWindowSawCountsToo()
{
    MoneyMemory memory({watched(1, "Main"), watched(2, "Hedge")});
    MoneyPoint seen = now("400");
    seen.time = Midnight - 1s;

    memory.add(std::nullopt, seen);

    QCOMPARE(changeOf(memory, std::nullopt, "401"), QStringLiteral("1"));
    QVERIFY(memory.moves(std::nullopt, now("390")).drawdown->below == number("10"));
}

void MoneyMemoryTest::asksBackAsFarAsItRemembers()
{
    MoneyMemory memory({watched(1, "Main")});

    const auto behindFirst = memory.putPast(page(1, Noon, limits::EquityAsked), Noon);
    QVERIFY(behindFirst.has_value());
    QVERIFY(*behindFirst < Noon - std::chrono::minutes(limits::EquityAsked - 1));
    const auto behindSecond = memory.putPast(
        page(1, Noon - std::chrono::minutes(limits::EquityAsked), limits::EquityAsked), Noon);

    QVERIFY(!behindSecond);
    QCOMPARE(changeOf(memory, std::nullopt, "100"), QStringLiteral("0"));
    QVERIFY(!memory.putPast(page(1, Noon, 10), Noon)); // there are no more
}

void MoneyMemoryTest::forgetsAnAccountThatIsWatchedNoMore()
{
    MoneyMemory memory({watched(1, "Main"), watched(2, "Hedge")});
    memory.putPast({sample(1, Midnight, "100")}, Noon);
    memory.putPast({sample(2, Midnight, "50")}, Noon);
    QCOMPARE(changeOf(memory, std::nullopt, "150"), QStringLiteral("0"));

    memory.setAccounts({watched(1, "Main")});

    QCOMPARE(changeOf(memory, std::nullopt, "101"), QStringLiteral("1"));
    QCOMPARE(changeOf(memory, address(2), "50"), QStringLiteral("unknown"));
    memory.setAccounts({watched(1, "Main"), watched(3, "New")});
    QCOMPARE(changeOf(memory, std::nullopt, "101"), QStringLiteral("unknown"));
}

void MoneyMemoryTest::anotherOrderOfTheAccountsIsTheSameSum()
{
    MoneyMemory memory({watched(1, "Main"), watched(2, "Hedge")});
    MoneyPoint seen = now("400");
    seen.time = Midnight - 1s;
    memory.add(std::nullopt, seen);

    memory.setAccounts({watched(2, "Hedge"), watched(1, "Renamed")});

    QCOMPARE(changeOf(memory, std::nullopt, "401"), QStringLiteral("1"));
    memory.putPast({sample(1, Midnight, "100")}, Noon);
    memory.putPast({sample(2, Midnight, "50")}, Noon);
    QCOMPARE(changeOf(memory, std::nullopt, "401"), QStringLiteral("251"));
}

void MoneyMemoryTest::takesNothingOfStrangers()
{
    MoneyMemory memory({watched(1, "Main")});

    QVERIFY(!memory.putPast(page(2, Noon, limits::EquityAsked), Noon));
    QVERIFY(!memory.putPast({}, Noon));

    QCOMPARE(changeOf(memory, address(2), "100"), QStringLiteral("unknown"));
}

QTEST_APPLESS_MAIN(MoneyMemoryTest)
#include "tst_moneymemory.moc"
