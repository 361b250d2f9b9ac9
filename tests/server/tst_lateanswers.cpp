// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that are read from a disk come later, and still in the order of their requests.
#include "tests/server/servedapi.h"

#include <QTcpSocket>
#include <QtTest>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;

namespace {

// A raw connection that remembers what came.
struct Peer : QObject
{
    QTcpSocket socket;
    QByteArray answers;

    explicit Peer(const Served &served)
    {
        connect(&socket, &QTcpSocket::readyRead, this, [this] { answers += socket.readAll(); });
        socket.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(served.server.port()));
    }
    bool isClosed() const { return socket.state() == QAbstractSocket::UnconnectedState; }
};

QByteArray get(const Served &served, const char *target, const char *more = "")
{
    return QByteArray("GET ") + target + " HTTP/1.1\r\n" + served.hostHeader() + more + "\r\n";
}

// A past that answers when it is told to, and an Api in front of it.
struct Slow : Served
{
    Slow() { backend.past.isWaiting = true; }
};

} // namespace

class LateAnswersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void othersAreServedMeanwhile();
    void pipelinedAnswersKeepTheirOrder();
    void aConnectionThatIsToCloseWaitsForItsAnswer();
    void aPeerThatHasGoneIsNotAnswered();
    void whoReadsThePastIsToldThatThePeerHasGone();
    void aCrowdOfQuestionsOnOneConnectionIsCut();
};

void LateAnswersTest::othersAreServedMeanwhile()
{
    Slow served;
    Peer waiting(served);
    Peer other(served);
    waiting.socket.write(get(served, "/api/v1/fills"));
    QTRY_COMPARE(served.backend.past.waiting(), std::size_t{1});

    other.socket.write(get(served, "/api/v1/ready"));
    QTRY_VERIFY(other.answers.contains("\"ready\""));
    QVERIFY(waiting.answers.isEmpty());

    served.backend.past.answerWaiting();
    QTRY_VERIFY(waiting.answers.endsWith("\"next_cursor\":null}"));
    QCOMPARE(statusOf(waiting.answers), 200);
}

void LateAnswersTest::pipelinedAnswersKeepTheirOrder()
{
    Slow served;
    Peer peer(served);
    peer.socket.write(get(served, "/api/v1/ready") + get(served, "/api/v1/fills") +
                      get(served, "/api/v1/version") + get(served, "/api/v1/funding") +
                      get(served, "/api/v1/accounts"));
    QTRY_COMPARE(served.backend.past.waiting(), std::size_t{2});
    QTRY_VERIFY(peer.answers.contains("\"ready\""));

    served.backend.past.answerWaiting();

    QTRY_VERIFY(peer.answers.contains("\"accounts\":"));
    const QByteArrayList order{"\"ready\"", "\"fills\":", "\"version\":", "\"funding\":[",
                               "\"accounts\":"};
    qsizetype at = 0;
    for (const QByteArray &part : order) {
        at = peer.answers.indexOf(part, at);
        QVERIFY2(at >= 0, part.constData());
    }
    QCOMPARE(peer.answers.count("HTTP/1.1 200"), 5);
}

void LateAnswersTest::aConnectionThatIsToCloseWaitsForItsAnswer()
{
    Slow served;
    Peer peer(served);
    peer.socket.write(get(served, "/api/v1/equity", "Connection: close\r\n"));
    QTRY_COMPARE(served.backend.past.waiting(), std::size_t{1});

    served.backend.past.answerWaiting();

    QTRY_VERIFY(peer.isClosed());
    QVERIFY(peer.answers.contains("\"points\":[]"));
}

void LateAnswersTest::aPeerThatHasGoneIsNotAnswered()
{
    Slow served;
    {
        Peer peer(served);
        peer.socket.write(get(served, "/api/v1/fills"));
        QTRY_COMPARE(served.backend.past.waiting(), std::size_t{1});
        peer.socket.abort();
        Peer other(served); // a round through the server: it has heard of the end
        other.socket.write(get(served, "/api/v1/ready"));
        QTRY_VERIFY(other.answers.contains("\"ready\""));
    }

    served.backend.past.answerWaiting();

    Peer next(served);
    next.socket.write(get(served, "/api/v1/ready"));
    QTRY_VERIFY(next.answers.contains("\"ready\""));
}

void LateAnswersTest::whoReadsThePastIsToldThatThePeerHasGone()
{
    for (const char *list : {"/api/v1/fills", "/api/v1/funding", "/api/v1/equity"}) {
        Slow served;
        Peer peer(served);
        peer.socket.write(get(served, list));
        QTRY_COMPARE(served.backend.past.waiting(), std::size_t{1});
        const auto asker = served.backend.past.asker();
        QVERIFY(asker && !asker->expired());

        peer.socket.abort();

        QTRY_VERIFY(asker->expired());
    }
}

void LateAnswersTest::aCrowdOfQuestionsOnOneConnectionIsCut()
{
    Slow served;
    Peer peer(served);
    QTRY_COMPARE(peer.socket.state(), QAbstractSocket::ConnectedState);
    for (int i = 0; i < 30 && !peer.isClosed(); ++i) { // more than limits::LateAnswers
        for (int j = 0; j < 10; ++j)
            peer.socket.write(get(served, "/api/v1/fills"));
        peer.socket.flush();
        QTest::qWait(0); // lets the server read
    }

    QTRY_VERIFY(peer.isClosed());
    QVERIFY(peer.answers.isEmpty());
    served.backend.past.answerWaiting(); // into nothing
}

QTEST_GUILESS_MAIN(LateAnswersTest)
#include "tst_lateanswers.moc"
