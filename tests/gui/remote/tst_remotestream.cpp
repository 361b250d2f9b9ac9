// SPDX-License-Identifier: GPL-3.0-or-later
// What a stream may say, rightly or not: nothing older is shown, holes are closed, and what cannot
// be read ends the connection with a sentence.
#include "attachment.h"
#include "scriptedmonitor.h"

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

// What nothing but a test would wait for: asked states come from holes only.
RemotePaces patientPaces()
{
    RemotePaces paces = quickPaces();
    paces.ticksToState = 1'000'000;
    return paces;
}

domain::PositionUpdate update(std::uint64_t seq, const char *mark = "50500")
{
    domain::PositionUpdate told;
    told.account = accountOf(1);
    told.symbol = "BTC-USD";
    told.seq = seq;
    told.position = btcPosition(told.account);
    told.position.currentPrice = decimal(mark);
    return told;
}

std::string fill(std::uint64_t seq, std::int64_t id)
{
    domain::PositionUpdate told = update(seq);
    told.eventType = domain::EventType::Fill;
    told.fill.emplace();
    told.fill->tradeId = id;
    return server::encodeUpdate(told, server::WasMissed::Yes);
}

constexpr const char *NotResumable =
    R"({"type":"error","code":"not_resumable","message":"too much"})";

// Of the list of fills.
QJsonObject row(int seq, int tradeId)
{
    const std::string told = fill(static_cast<std::uint64_t>(seq), tradeId);
    QJsonObject made = QJsonDocument::fromJson(QByteArray::fromStdString(told))
                           .object()
                           .value(QLatin1String("fill"))
                           .toObject();
    made.insert(QLatin1String("account"), QString::fromStdString(accountOf(1).text()));
    made.insert(QLatin1String("account_label"), QJsonValue::Null);
    made.insert(QLatin1String("coin"), QStringLiteral("BTC"));
    made.insert(QLatin1String("seq"), seq);
    return made;
}

QByteArray page(std::initializer_list<QJsonObject> rows, const char *next = nullptr)
{
    QJsonArray list;
    for (const QJsonObject &one : rows)
        list.append(one);
    const QJsonValue cursor = next ? QJsonValue(QString::fromLatin1(next)) : QJsonValue();
    return QJsonDocument(QJsonObject{{QStringLiteral("fills"), list},
                                     {QStringLiteral("next_cursor"), cursor}})
        .toJson();
}

} // namespace

class RemoteStreamTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHoleIsShownAndAStateIsAskedFor()
    {
        ScriptedMonitor monitor;
        Watching there(monitor.url(), {}, patientPaces());
        QTRY_VERIFY(there.isFollowing());

        monitor.say(server::encodeUpdate(update(5)));

        QTRY_COMPARE(there.updates.size(), std::size_t{1});
        QTRY_VERIFY(monitor.heardOften("get_summary") > 0);
    }

    void nothingOlderThanWhatIsShownIsTold()
    {
        ScriptedMonitor monitor;
        monitor.stateSeq = 5;
        Watching there(monitor.url(), {}, patientPaces());
        QTRY_VERIFY(there.isFollowing());
        const auto states = there.summaries.size();

        monitor.say(server::encodeUpdate(update(5, "1")));
        monitor.say(server::encodeUpdate(update(6, "2")));
        monitor.sayState("summary", 5);
        monitor.say(server::encodeUpdate(update(7, "3")));

        QTRY_COMPARE(there.updates.size(), std::size_t{2});
        QCOMPARE(there.updates[0]->position.currentPrice->text(), std::string("2"));
        QCOMPARE(there.summaries.size(), states);
    }

    void aSlowClientAsksForWhatWasSkipped()
    {
        ScriptedMonitor monitor;
        Watching there(monitor.url(), {}, patientPaces());
        QTRY_VERIFY(there.isFollowing());

        monitor.say(R"({"type":"skipped","account":"x","from":1,"to":4})");

        QTRY_COMPARE(monitor.heardOften("get_summary"), 1);
    }

    void theSumsOfAFillAreAskedForOnceAndSoon()
    {
        ScriptedMonitor monitor;
        RemotePaces paces = patientPaces();
        paces.tick = std::chrono::hours(1);
        paces.afterFill = base::Milliseconds{50};
        Watching there(monitor.url(), {}, paces);
        QTRY_VERIFY(there.isFollowing());

        monitor.say(server::encodeUpdate(update(1))); // a price can wait for the tick
        constexpr int Fills = 20;
        for (int i = 0; i < Fills; ++i) {
            auto told = update(static_cast<std::uint64_t>(2 + i));
            told.eventType = domain::EventType::Fill;
            told.fill.emplace();
            monitor.say(server::encodeUpdate(told));
        }

        QTRY_COMPARE(there.updates.size(), std::size_t{1 + Fills});
        QTRY_VERIFY(monitor.heardOften("get_summary") > 0);
        QVERIFY(monitor.heardOften("get_summary") < Fills); // not one for each
        const auto before = there.summaries.size();
        monitor.sayState("summary", 1 + Fills);
        QTRY_COMPARE(there.summaries.size(), before + 1);
    }

    void aPingIsAnswered()
    {
        ScriptedMonitor monitor;
        Watching there(monitor.url(), {}, patientPaces());
        QTRY_VERIFY(there.isFollowing());

        monitor.say(R"({"type":"ping"})");

        QTRY_COMPARE(monitor.heardOften("ping"), 1);
    }

    void whatANewerMonitorSaysIsPassedOver()
    {
        ScriptedMonitor monitor;
        Watching there(monitor.url(), {}, patientPaces());
        QTRY_VERIFY(there.isFollowing());

        monitor.say(R"({"type":"weather","sky":"blue"})");
        monitor.say(R"({"no":"type"})");
        monitor.say(server::encodeUpdate(update(1)));

        QTRY_COMPARE(there.updates.size(), std::size_t{1});
        QVERIFY(there.isFollowing());
        QCOMPARE(monitor.connections, 1);
    }

    void nonsenseEndsTheConnectionAndItComesBack_data()
    {
        QTest::addColumn<QString>("said");
        QTest::newRow("no JSON") << QStringLiteral("hello");
        QTest::newRow("a list") << QStringLiteral("[1]");
        QTest::newRow("an update without a position")
            << QString::fromStdString(server::encodeUpdate(update(1)))
                   .replace(QStringLiteral("\"position\""), QStringLiteral("\"p\""));
        QTest::newRow("a quantity that is none")
            << QString::fromStdString(server::encodeUpdate(update(1)))
                   .replace(QStringLiteral("\"0.1\""), QStringLiteral("\"1e9\""));
        QTest::newRow("a state without accounts or money")
            << QStringLiteral(R"({"type":"summary"})");
        QTest::newRow("no state any more")
            << QStringLiteral(R"({"type":"error","code":"no_state","message":"none"})");
    }
    void nonsenseEndsTheConnectionAndItComesBack()
    {
        QFETCH(QString, said);
        ScriptedMonitor monitor;
        Watching there(monitor.url(), {}, patientPaces());
        QTRY_VERIFY(there.isFollowing());
        QStringList sentences;
        connect(&there.source, &DashboardSource::connectionChanged, &there.source,
                [&] { sentences += there.source.lostSentence(); });

        monitor.say(said.toStdString());

        QTRY_COMPARE(monitor.connections, 2);
        QTRY_VERIFY(there.isFollowing());
        QVERIFY2(sentences.value(0).startsWith(monitor.url()), qPrintable(sentences.value(0)));
        QVERIFY(there.updates.empty());
    }

    void bytesAreNoWords()
    {
        ScriptedMonitor monitor;
        Watching there(monitor.url(), {}, patientPaces());
        QTRY_VERIFY(there.isFollowing());

        monitor.sayBytes("\x01\x02");

        QTRY_COMPARE(monitor.connections, 2);
    }

    void whatWasMissedIsToldOnceAndInOrder()
    {
        ScriptedMonitor monitor;
        Watching there(monitor.url(), {}, patientPaces());
        QTRY_VERIFY(there.isFollowing());
        monitor.stateSeq = 9;
        monitor.cut();
        QTRY_COMPARE(monitor.connections, 2);
        QTRY_COMPARE(monitor.heardOften("resume"), 1);

        monitor.say(R"({"type":"resumed","seqs":{}})");
        monitor.say(fill(4, 44));
        monitor.say(fill(7, 77));
        monitor.say(fill(7, 77));
        monitor.say(server::encodeUpdate(update(10)));

        QTRY_COMPARE(there.updates.size(), std::size_t{3});
        QCOMPARE(there.fills(), (std::vector<std::int64_t>{44, 77}));
    }

    void tooMuchMissedIsReadFromTheList()
    {
        ScriptedMonitor monitor;
        monitor.fills = page({row(12, 120), row(4, 44)}); // the stream tells the first
        monitor.stateSeq = 9;
        Watching there(monitor.url(), {}, patientPaces());
        QTRY_COMPARE(monitor.heardOften("resume"), 1);

        monitor.say(NotResumable);

        QTRY_COMPARE(there.fills(), (std::vector<std::int64_t>{44}));
        QVERIFY(there.isFollowing());
    }

    void aLongListIsReadToItsEnd()
    {
        ScriptedMonitor monitor;
        monitor.fillPages = {page({row(8, 88), row(7, 77)}, "a.b"), page({row(6, 66)}, "c"),
                             page({row(2, 22)})};
        monitor.stateSeq = 9;
        Watching there(monitor.url(), {}, patientPaces());
        QTRY_COMPARE(monitor.heardOften("resume"), 1);

        monitor.say(NotResumable);

        QTRY_COMPARE(there.fills(), (std::vector<std::int64_t>{22, 66, 77, 88}));
        QCOMPARE(monitor.fillsAsked.size(), 3);
        QVERIFY(monitor.fillsAsked[1].contains("&cursor=a.b "));
    }

    void aListThatCannotBeReadIsAskedForAgain()
    {
        ScriptedMonitor monitor;
        monitor.fillPages = {QByteArray()};
        monitor.fills = page({row(4, 44)});
        monitor.stateSeq = 9;
        RemotePaces paces = patientPaces();
        paces.listRetry = base::Milliseconds{10};
        Watching there(monitor.url(), {}, paces);
        QTRY_COMPARE(monitor.heardOften("resume"), 1);

        monitor.say(NotResumable);

        QTRY_COMPARE(there.fills(), (std::vector<std::int64_t>{44}));
        QVERIFY(there.isFollowing());
        QCOMPARE(monitor.connections, 1);
    }

    void whatWasNotReadIsMissedStillAfterAnotherLoss()
    {
        ScriptedMonitor monitor;
        monitor.fillPages = {QByteArray()};
        monitor.fills = page({row(4, 44)});
        monitor.stateSeq = 9;
        Watching there(monitor.url(), {}, patientPaces()); // it would ask again much later
        QTRY_COMPARE(monitor.heardOften("resume"), 1);
        monitor.say(NotResumable);
        QTRY_COMPARE(monitor.fillsAsked.size(), 1);

        monitor.cut();
        QTRY_COMPARE(monitor.heardOften("resume"), 2);
        monitor.say(NotResumable);

        QTRY_COMPARE(there.fills(), (std::vector<std::int64_t>{44}));
    }

    void aStreamThatSaysNothingIsLost()
    {
        ScriptedMonitor monitor;
        RemotePaces paces = patientPaces();
        paces.silence = base::Milliseconds{100};

        Watching there(monitor.url(), {}, paces);

        QTRY_VERIFY(monitor.connections > 1);
    }

    void otherAccountsOnTheSameConnectionBeginAnew()
    {
        ScriptedMonitor monitor;
        Watching there(monitor.url(), {}, patientPaces());
        QTRY_VERIFY(there.isFollowing());
        QSignalSpy changes(&there.source, &DashboardSource::accountsChanged);
        domain::SummaryView other = *monitor.backend.summary(accountOf(1));
        other.account = accountOf(2);
        other.seq = 3;
        std::string told;
        base::JsonWriter json(told);
        server::writeSummary(json, other);

        monitor.say(R"({"type":"initial_state",)" + told.substr(1));

        QTRY_COMPARE(there.source.accounts().at(0).address, accountOf(2));
        QCOMPARE(changes.size(), 1);
        QCOMPARE(there.summaries.back()->account, accountOf(2));
        QCOMPARE(monitor.connections, 1);
    }
};

QTEST_GUILESS_MAIN(RemoteStreamTest)
#include "tst_remotestream.moc"
