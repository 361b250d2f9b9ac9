// SPDX-License-Identifier: GPL-3.0-or-later
// When an account counts as subscribed, and what is given up.
#include "core/exchange/hyperliquid/subscriptionbook.h"

#include <QTest>

#include <algorithm>

using namespace lpm;
using namespace lpm::exchange::hyperliquid;

namespace {

const auto First = domain::Address::parse("0x1111111111111111111111111111111111111111").value();
const auto Second = domain::Address::parse("0x2222222222222222222222222222222222222222").value();

} // namespace

class SubscriptionBookTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksForFillsFirst();
    void tellsAnAccountOnceAllItsChannelsAnswered();
    void refusalOfFillsIsEssential();
    void refusalOfAnotherChannelCompletesTheAccount();
    void givesUpOnlyWhatIsOptional();
    void doesWithoutAfterTwoLostConnections();
    void forgetsOldLossesOnceAllIsAnswered();
};

void SubscriptionBookTest::asksForFillsFirst()
{
    SubscriptionBook book;

    const auto asked = book.begin({First, Second});

    QCOMPARE(asked.size(), std::size_t{9});
    QCOMPARE(asked[0], (Subscription{"userFills", First, {}}));
    QCOMPARE(asked[1], (Subscription{"userFills", Second, {}}));
    QCOMPARE(asked.back().type, std::string("fastAssetCtxs"));
}

void SubscriptionBookTest::tellsAnAccountOnceAllItsChannelsAnswered()
{
    SubscriptionBook book;
    const auto asked = book.begin({First, Second});

    for (const Subscription &subscription : asked) {
        if (subscription.user == First) {
            QVERIFY(book.takeComplete().empty());
            book.answered(subscription);
        }
    }

    QCOMPARE(book.takeComplete(), std::vector<domain::Address>{First});
    QVERIFY(book.takeComplete().empty());
}

void SubscriptionBookTest::refusalOfFillsIsEssential()
{
    SubscriptionBook book;
    book.begin({First});

    QCOMPARE(book.refused({"userFills", First, {}}), SubscriptionBook::Refusal::Essential);
    QCOMPARE(book.refused({"userFills", Second, {}}), SubscriptionBook::Refusal::NotOurs);
}

void SubscriptionBookTest::refusalOfAnotherChannelCompletesTheAccount()
{
    SubscriptionBook book;
    book.begin({First});
    book.answered({"userFills", First, {}});
    book.answered({"userFundings", First, {}});
    book.answered({"allDexsClearinghouseState", First, {}});

    QCOMPARE(book.refused({"userTwapSliceFills", First, {}}), SubscriptionBook::Refusal::Optional);

    QCOMPARE(book.takeComplete(), std::vector<domain::Address>{First});
}

void SubscriptionBookTest::givesUpOnlyWhatIsOptional()
{
    SubscriptionBook book;
    book.begin({First, Second});
    book.answered({"userFills", First, {}});

    const auto given = book.giveUp();

    QCOMPARE(given.size(), std::size_t{7});
    QVERIFY(book.lacksEssential());
    QCOMPARE(book.takeComplete(), std::vector<domain::Address>{First});
}

void SubscriptionBookTest::doesWithoutAfterTwoLostConnections()
{
    SubscriptionBook book;
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(book.begin({First}).size(), std::size_t{5});
        book.connectionLost();
    }

    QCOMPARE(book.begin({First}), (std::vector<Subscription>{{"userFills", First, {}}}));
    book.connectionLost();

    QCOMPARE(book.begin({First}).size(), std::size_t{5});
}

void SubscriptionBookTest::forgetsOldLossesOnceAllIsAnswered()
{
    SubscriptionBook book;
    book.begin({First});
    book.connectionLost();
    for (const Subscription &subscription : book.begin({First}))
        book.answered(subscription);
    book.connectionLost();
    book.begin({First});
    book.connectionLost();

    QCOMPARE(book.begin({First}).size(), std::size_t{5});
}

QTEST_GUILESS_MAIN(SubscriptionBookTest)
#include "tst_subscriptionbook.moc"
