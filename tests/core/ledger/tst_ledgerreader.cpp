// SPDX-License-Identifier: GPL-3.0-or-later
// Questions about the ledger from another thread, while it is written, moved and made anew.
#include "core/ledger/ledgerreader.h"
#include "core/ledger/limits.h"
#include "tests/core/ledger/ledgerfixture.h"

#include <QtTest>

#include <future>

using namespace lpm;
using namespace lpm::ledger;
using namespace lpm::ledger::testing;
using audit::testing::number;

namespace {

domain::HistoryRequest of(int account, std::size_t limit = 1000)
{
    domain::HistoryRequest request;
    request.accounts = {fixture::account(account)};
    request.limit = limit;
    return request;
}

// Asks and waits.
template <class Row>
base::Result<std::vector<Row>> answer(LedgerReader &reader, LedgerReader::List<Row> list,
                                      domain::HistoryRequest request)
{
    std::promise<base::Result<std::vector<Row>>> promise;
    if (!reader.ask<Row>(list, std::move(request),
                         [&](base::Result<std::vector<Row>> rows) {
                             promise.set_value(std::move(rows));
                         }))
        return base::failure(base::ErrorCode::Busy, "not taken");
    return promise.get_future().get();
}

// Keeps the reader in its first question, while none waits, until it may go on.
class BusyReader
{
public:
    explicit BusyReader(LedgerReader &reader)
    {
        const auto answered = [this, may = m_go.get_future().share()](auto) {
            m_begun.set_value();
            may.wait();
        };
        if (!reader.ask<domain::PastFill>(&listFills, of(1), answered))
            qFatal("the first question was not taken");
        m_begun.get_future().wait();
    }
    ~BusyReader() { goOn(); }

    void goOn()
    {
        if (!std::exchange(m_isGoing, true))
            m_go.set_value();
    }

private:
    std::promise<void> m_begun;
    std::promise<void> m_go;
    bool m_isGoing = false;
};

} // namespace

class LedgerReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void listsAreTheAuditsToTheLastDigit()
    {
        LedgerFixture world;
        Trader trader(5);
        world.run(trader, Mainnet, 300);
        world.followAll();
        LedgerReader reader(world.ledger(), Mainnet);

        const auto fills = answer<domain::PastFill>(reader, &listFills, of(1)).value();
        const auto funding = answer<domain::PastFunding>(reader, &listFunding, of(1)).value();

        std::vector<std::string> texts;
        for (const auto &row : fills)
            texts.push_back(std::to_string(row.auditSeq) + '|' + row.symbol + '|' +
                            row.fill.price.text() + '|' + row.fill.size.text() + '|' +
                            row.fill.closedPnl.text() + '|' + row.fill.fee.text());
        QVERIFY(texts.size() > 20);
        const std::string whose = "(SELECT id FROM accounts WHERE address = '" +
                                  fixture::account(1).text() + "')";
        QCOMPARE(texts, rows(world.ledger(),
                             ("SELECT audit_seq, symbol, price, size, closed_pnl, fee FROM fills "
                              "WHERE account = " +
                              whose + " ORDER BY time DESC, audit_seq DESC")
                                 .c_str()));
        std::vector<std::string> amounts;
        for (const auto &row : funding)
            amounts.push_back(row.payment.amount.text() + '|' + row.payment.rate.text());
        QVERIFY(!amounts.empty());
        QCOMPARE(amounts, rows(world.ledger(), ("SELECT amount, rate FROM funding WHERE account = " +
                                                whose + " ORDER BY time DESC, audit_seq DESC")
                                                   .c_str()));
    }

    void accountsAreOneListNewestFirst()
    {
        LedgerFixture world;
        Trader trader(6);
        world.run(trader, Mainnet, 300);
        world.followAll();
        LedgerReader reader(world.ledger(), Mainnet);
        auto both = of(1);
        both.accounts.push_back(fixture::account(2));
        const auto one = answer<domain::PastFill>(reader, &listFills, of(1)).value();
        const auto two = answer<domain::PastFill>(reader, &listFills, of(2)).value();

        const auto all = answer<domain::PastFill>(reader, &listFills, both).value();
        both.limit = 7;
        const auto page = answer<domain::PastFill>(reader, &listFills, both).value();

        QVERIFY(!one.empty() && !two.empty());
        QCOMPARE(all.size(), one.size() + two.size());
        QVERIFY(std::is_sorted(all.begin(), all.end(), [](const auto &a, const auto &b) {
            return a.place() > b.place();
        }));
        QCOMPARE(page.size(), std::size_t{7});
        for (std::size_t i = 0; i < page.size(); ++i)
            QCOMPARE(page[i].auditSeq, all[i].auditSeq);
    }

    void equityIsReadAsItWasSampled()
    {
        LedgerFixture world;
        Trader trader(7);
        world.run(trader, Mainnet, 50);
        LedgerSamples samples(Mainnet);
        domain::EquitySample sample;
        sample.account = fixture::account(1);
        sample.equity = number("1000.000001");
        for (int minute = 0; minute < 5; ++minute) {
            sample.time = world.clock.now().wall + std::chrono::minutes(minute);
            samples.add(sample);
        }
        LedgerKeeper keeper(world.place());
        while (keeper.work(~0ull, &samples, world.clock.now().wall).value()) {
        }
        LedgerReader reader(world.ledger(), Mainnet);

        const auto page = answer<domain::EquitySample>(reader, &listEquity, of(1, 3)).value();

        QCOMPARE(page.size(), std::size_t{3});
        QVERIFY(page.front() == sample);
    }

    void aFileThatIsGoneOrNewIsSaidAndRead()
    {
        LedgerFixture world;
        LedgerReader reader(world.ledger(), Mainnet);
        QVERIFY(!answer<domain::PastFill>(reader, &listFills, of(1)).has_value());

        Trader trader(8);
        world.run(trader, Mainnet, 100);
        world.followAll();
        QVERIFY(!answer<domain::PastFill>(reader, &listFills, of(1)).value().empty());
        QVERIFY(moveAside(world.ledger(), world.clock.now().wall).has_value());
        QVERIFY(!answer<domain::PastFill>(reader, &listFills, of(1)).has_value());
    }

    void aRowThatIsNoNumberIsAnError()
    {
        LedgerFixture world;
        Trader trader(9);
        world.run(trader, Mainnet, 100);
        world.followAll();
        const auto database = Database::open(world.ledger(), Database::Access::ReadWrite).value();
        QVERIFY(database->execute("UPDATE fills SET price = '1e5'").has_value());
        LedgerReader reader(world.ledger(), Mainnet);

        const auto fills = answer<domain::PastFill>(reader, &listFills, of(1));

        QVERIFY(!fills.has_value());
        QCOMPARE(fills.error().code, base::ErrorCode::Corrupt);
    }

    void moreQuestionsThanCanWaitAreRefused()
    {
        LedgerFixture world;
        std::atomic<std::size_t> answered = 0;
        LedgerReader reader(world.ledger(), Mainnet);
        BusyReader busy(reader);

        std::size_t taken = 0;
        while (reader.ask<domain::PastFill>(&listFills, of(1), [&](auto) { ++answered; }))
            ++taken;
        busy.goOn();

        QCOMPARE(taken, limits::WaitingQuestions);
        QTRY_COMPARE(answered.load(), taken);
    }

    void oneAskerLeavesRoomForOthers()
    {
        LedgerFixture world;
        const auto greedy = std::make_shared<int>();
        const auto modest = std::make_shared<int>();
        std::atomic<std::size_t> answered = 0;
        LedgerReader reader(world.ledger(), Mainnet);
        BusyReader busy(reader);
        const auto ask = [&](const std::shared_ptr<int> &asker) {
            auto request = of(1);
            request.asker = asker;
            return reader.ask<domain::PastFill>(&listFills, request, [&](auto) { ++answered; });
        };

        std::size_t taken = 0;
        while (ask(greedy))
            ++taken;

        QCOMPARE(taken, limits::WaitingQuestionsEach);
        QVERIFY(ask(modest));
        busy.goOn();
        QTRY_COMPARE(answered.load(), taken + 1);
        QVERIFY(ask(greedy)); // there is room again
        QTRY_COMPARE(answered.load(), taken + 2);
    }

    void whoHasGoneIsNotReadForAndTakesNoRoom()
    {
        LedgerFixture world;
        std::atomic<std::size_t> answeredToNobody = 0;
        std::promise<void> last;
        LedgerReader reader(world.ledger(), Mainnet);
        BusyReader busy(reader);
        for (std::size_t i = 0; i < limits::WaitingQuestions; ++i) {
            const auto asker = std::make_shared<int>(); // gone at once
            auto request = of(1);
            request.asker = asker;
            QVERIFY(reader.ask<domain::PastFill>(&listFills, request,
                                                 [&](auto) { ++answeredToNobody; }));
        }

        const bool isTaken =
            reader.ask<domain::PastFill>(&listFills, of(1), [&](auto) { last.set_value(); });

        QVERIFY(isTaken);
        busy.goOn();
        last.get_future().wait();
        QCOMPARE(answeredToNobody.load(), std::size_t{0});
    }

    void whoGoesWhileWaitingIsNotReadFor()
    {
        std::atomic<bool> isAnswered = false;
        std::promise<void> last;
        LedgerFixture world;
        LedgerReader reader(world.ledger(), Mainnet);
        BusyReader busy(reader);
        auto asker = std::make_shared<int>();
        auto request = of(1);
        request.asker = asker;
        QVERIFY(reader.ask<domain::PastFill>(&listFills, request, [&](auto) { isAnswered = true; }));
        QVERIFY(reader.ask<domain::PastFill>(&listFills, of(1), [&](auto) { last.set_value(); }));

        asker.reset();
        busy.goOn();

        last.get_future().wait();
        QVERIFY(!isAnswered);
    }
};

QTEST_GUILESS_MAIN(LedgerReaderTest)
#include "tst_ledgerreader.moc"
