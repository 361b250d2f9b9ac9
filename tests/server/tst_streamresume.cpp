// SPDX-License-Identifier: GPL-3.0-or-later
// A client that comes back after a lost connection and asks for what it missed.
#include "server/limits.h"
#include "tests/server/streamstage.h"

#include <QTest>

using namespace lpm::server;
using namespace lpm::server::testing;
using lpm::domain::EventType;

namespace {

constexpr const char *Epoch = "2025-02-11T17:00:00.000Z"; // the scripted backend's run

// What a client says that has heard everything up to a seq.
std::string resume(int seq, const std::string &epoch = Epoch,
                   const std::string &name = address(1).text())
{
    return R"({"action":"resume","epoch":")" + epoch + R"(","seqs":{")" + name
           + "\":" + std::to_string(seq) + "}}";
}

QString seqsOf(const ScriptedLink &link, std::size_t from)
{
    QStringList seqs;
    for (std::size_t i = from; i < link.frames.size(); ++i)
        seqs.append(QString::number(seqOf(link.frames[i])));
    return seqs.join(QLatin1Char(' '));
}

} // namespace

class StreamResumeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsTheMissedFillsInOrder()
    {
        Stage stage;
        stage.backend.publishFill(address(1), btcPosition(address(1)), 1);
        stage.backend.publishFill(address(1), btcPosition(address(1)), 2);
        stage.backend.publishFill(address(1), btcPosition(address(1)), 3);
        const auto link = stage.connectClient();

        link->say(resume(1).c_str());

        QCOMPARE(typesOf(*link), QStringLiteral("initial_state resumed position_update"
                                                " position_update"));
        QCOMPARE(seqsOf(*link, 2), QStringLiteral("2 3"));
        const QJsonObject range = message(link->frames[1])
                                      .value(QLatin1String("seqs"))
                                      .toObject()
                                      .value(QString::fromStdString(address(1).text()))
                                      .toObject();
        QCOMPARE(range.value(QLatin1String("from")).toInt(), 2);
        QCOMPARE(range.value(QLatin1String("to")).toInt(), 3);
    }

    // The state has the positions already: what was missed are the fills, and they say so.
    void tellsFillsAloneAndThatTheyWereMissed()
    {
        Stage stage;
        stage.backend.publishPrice(address(1), "BTC-USD", "50501"); // 1
        stage.backend.publishFill(address(1), btcPosition(address(1)), 1); // 2
        stage.backend.publishPrice(address(1), "BTC-USD", "50503");
        const auto link = stage.connectClient();

        link->say(resume(0).c_str());
        stage.backend.publishFill(address(1), btcPosition(address(1)), 2); // 4

        QCOMPARE(typesOf(*link), QStringLiteral("initial_state resumed position_update"
                                                " position_update"));
        QCOMPARE(seqsOf(*link, 2), QStringLiteral("2 4"));
        QVERIFY(message(link->frames[2]).value(QLatin1String("missed")).toBool());
        QVERIFY(!message(link->frames[3]).contains(QLatin1String("missed")));
    }

    void sharesOneEncodingAmongClients()
    {
        Stage stage;
        stage.backend.publishFill(address(1), btcPosition(address(1)), 1);
        const auto one = stage.connectClient();
        const auto other = stage.connectClient();

        one->say(resume(0).c_str());
        other->say(resume(0).c_str());

        QCOMPARE(one->frames.back().get(), other->frames.back().get());
    }

    void resumesAnAccountOnce()
    {
        Stage stage;
        stage.backend.publishFill(address(1), btcPosition(address(1)), 1);
        const auto link = stage.connectClient();

        link->say(resume(0).c_str());
        link->say(resume(0, Epoch, "main").c_str());
        std::string both = resume(0, Epoch, "main");
        both.insert(both.rfind("}}"), ",\"" + address(1).text() + "\":0");
        const auto again = stage.connectClient();
        again->say(both.c_str());

        QCOMPARE(typesOf(*link), QStringLiteral("initial_state resumed position_update error"));
        QCOMPARE(lastText(*link, "code"), QStringLiteral("invalid_argument"));
        QCOMPARE(typesOf(*again), QStringLiteral("initial_state error"));
        QCOMPARE(lastText(*again, "code"), QStringLiteral("invalid_argument"));
    }

    void tellsNothingTwice()
    {
        Stage stage;
        stage.backend.publishFill(address(1), btcPosition(address(1)), 1);
        const auto link = stage.connectClient();
        stage.backend.publishFill(address(1), btcPosition(address(1)), 2); // told already

        link->say(resume(0).c_str());
        stage.backend.publishFill(address(1), btcPosition(address(1)), 3);

        QCOMPARE(seqsOf(*link, 1), QStringLiteral("2 0 1 3")); // 0: resumed has none
    }

    void tellsAClientThatMissedNothingSo()
    {
        Stage stage;
        stage.backend.publishFill(address(1), btcPosition(address(1)), 1);
        const auto link = stage.connectClient();

        link->say(resume(1).c_str());

        QCOMPARE(typesOf(*link), QStringLiteral("initial_state resumed"));
    }

    void keepsToTheFilter()
    {
        Stage stage;
        auto ether = btcPosition(address(1));
        ether.symbol = "ETH-USD";
        ether.coin = "ETH";
        stage.backend.publishFill(address(1), btcPosition(address(1)), 1);
        stage.backend.publishFill(address(1), ether, 2);
        const auto link = stage.connectClient();

        link->say(R"({"action":"subscribe","symbols":["ETH-USD"]})");
        link->say(resume(0, Epoch, "main").c_str());

        QCOMPARE(typesOf(*link),
                 QStringLiteral("initial_state subscribed resumed position_update"));
        QCOMPARE(lastText(*link, "symbol"), QStringLiteral("ETH-USD"));
    }

    void keepsToTheAccountsThatItFollows()
    {
        Stage stage;
        stage.backend.addAccount(address(2), "second");
        stage.backend.publishFill(address(2), btcPosition(address(2)), 1);
        const auto link = stage.connectClient();

        link->say(resume(0, Epoch, "second").c_str());
        link->say(R"({"action":"subscribe","accounts":["second"]})");
        link->say(resume(0, Epoch, "second").c_str());

        QCOMPARE(typesOf(*link),
                 QStringLiteral("initial_state error subscribed resumed position_update"));
        QCOMPARE(message(link->frames[1]).value(QLatin1String("code")).toString(),
                 QStringLiteral("invalid_argument"));
    }

    void saysThatAnotherRunAndTheFutureAreNotResumable_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::newRow("another run") << QByteArray::fromStdString(resume(1, "2025-02-10T00:00:00.000Z"));
        QTest::newRow("more than was told") << QByteArray::fromStdString(resume(7));
    }
    void saysThatAnotherRunAndTheFutureAreNotResumable()
    {
        QFETCH(QByteArray, command);
        Stage stage;
        stage.backend.publishFill(address(1), btcPosition(address(1)), 1);
        const auto link = stage.connectClient();

        link->say(command.constData());
        stage.backend.publishFill(address(1), btcPosition(address(1)), 2);

        QCOMPARE(typesOf(*link), QStringLiteral("initial_state error position_update"));
        QCOMPARE(message(link->frames[1]).value(QLatin1String("code")).toString(),
                 QStringLiteral("not_resumable"));
        QCOMPARE(seqOf(link->frames[2]), 2);
    }

    void saysWhereAFillIsForgotten()
    {
        Stage stage;
        const int fills = static_cast<int>(limits::RememberedFills) + 2;
        for (int i = 1; i <= fills; ++i)
            stage.backend.publishFill(address(1), btcPosition(address(1)), i);
        const auto link = stage.connectClient();

        link->say(resume(1).c_str());
        QCOMPARE(lastText(*link, "code"), QStringLiteral("not_resumable"));
        link->say(resume(2).c_str()); // the second was the last that is forgotten

        QCOMPARE(link->frames.size(), std::size_t(2 + 1 + fills - 2));
        QCOMPARE(seqOf(link->frames[3]), 3);
        QCOMPARE(seqOf(link->frames.back()), fills);
    }

    void refusesAnAccountThatIsNotWatched()
    {
        Stage stage;
        const auto link = stage.connectClient();

        link->say(resume(0, Epoch, "nobody").c_str());

        QCOMPARE(lastText(*link, "code"), QStringLiteral("unknown_account"));
    }

    void refusesWhatIsNoSeq_data()
    {
        QTest::addColumn<QByteArray>("command");
        QTest::newRow("no epoch") << QByteArray(R"({"action":"resume","seqs":{"main":1}})");
        QTest::newRow("no seqs") << QByteArray(R"({"action":"resume","epoch":"x"})");
        QTest::newRow("empty") << QByteArray(R"({"action":"resume","epoch":"x","seqs":{}})");
        QTest::newRow("a list") << QByteArray(R"({"action":"resume","epoch":"x","seqs":[1]})");
        for (const char *seq : {"-1", "1.5", "1e300", "\"1\"", "null", "true"})
            QTest::newRow(seq) << QByteArray(R"({"action":"resume","epoch":"x","seqs":{"main":)") + seq
                    + "}}";
    }
    void refusesWhatIsNoSeq()
    {
        QFETCH(QByteArray, command);
        Stage stage;
        const auto link = stage.connectClient();

        link->say(command.constData());

        QCOMPARE(typesOf(*link), QStringLiteral("initial_state error"));
        QCOMPARE(lastText(*link, "code"), QStringLiteral("invalid_argument"));
        QCOMPARE(link->closedWith, 0);
    }
};

QTEST_GUILESS_MAIN(StreamResumeTest)
#include "tst_streamresume.moc"
