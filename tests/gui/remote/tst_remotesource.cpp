// SPDX-License-Identifier: GPL-3.0-or-later
// A source on a real server: it tells what is told there, comes back, and says why it does not.
#include "attachment.h"

#include <QProcess>
#include <QScopeGuard>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

// Answers everything with the same bytes.
class Parrot : public QTcpServer
{
public:
    explicit Parrot(QByteArray answer)
    {
        connect(this, &QTcpServer::newConnection, this, [this, answer = std::move(answer)] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
                if (!socket->readAll().contains("\r\n\r\n"))
                    return;
                socket->write(answer);
                socket->disconnectFromHost();
            });
        });
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port is free");
    }
    QString url() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
};

QByteArray answer(const QByteArray &status, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

// With a certificate of its own for localhost.
server::ApiOptions encrypted(const QTemporaryDir &folder)
{
    server::ApiOptions options = server::testing::freePort();
    options.tlsKey = folder.filePath(QStringLiteral("key.pem")).toStdString();
    options.tlsCertificate = folder.filePath(QStringLiteral("certificate.pem")).toStdString();
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"),
                   QStringLiteral("rsa:2048"), QStringLiteral("-nodes"), QStringLiteral("-subj"),
                   QStringLiteral("/CN=localhost"), QStringLiteral("-addext"),
                   QStringLiteral("subjectAltName=DNS:localhost"), QStringLiteral("-keyout"),
                   QString::fromStdString(options.tlsKey), QStringLiteral("-out"),
                   QString::fromStdString(options.tlsCertificate)});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        qFatal("openssl makes no certificate");
    QFile::setPermissions(QString::fromStdString(options.tlsKey),
                          QFile::ReadOwner | QFile::WriteOwner);
    return options;
}

void publishFill(RemoteMonitor &monitor, int number)
{
    monitor.backend.publishFill(accountOf(1), btcPosition(accountOf(1)), number);
}

} // namespace

class RemoteSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheStateOfEveryAccount()
    {
        RemoteMonitor monitor;
        monitor.backend.addAccount(accountOf(2), "hedge");

        Watching there(monitor.url());

        QTRY_VERIFY(there.isFollowing());
        QCOMPARE(there.source.accounts().size(), std::size_t{2});
        QCOMPARE(there.source.accounts()[1].label, std::string("hedge"));
        QCOMPARE(there.source.mode(), domain::RunMode::Demo);
        QCOMPARE(there.summaries[0]->positions.at(0).quantity.text(), std::string("0.1"));
        QCOMPARE(there.health->status, domain::HealthStatus::Healthy);
        QVERIFY(there.views.size() >= 2);
    }

    void saysNothingOfMoneyBeforeTheFirstState()
    {
        RemoteMonitor monitor;
        monitor.stop();

        Watching there(monitor.url());

        QTRY_VERIFY(there.says("cannot be reached"));
        QVERIFY(there.says(qPrintable(monitor.url())));
        QVERIFY(there.summaries.empty() && !there.health && there.views.empty());
        QVERIFY(there.source.accounts().empty());
    }

    void tellsEachUpdateInItsOrder()
    {
        RemoteMonitor monitor;
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());

        monitor.backend.publishPrice(accountOf(1), "BTC-USD", "50501");
        publishFill(monitor, 1);
        monitor.backend.publishPrice(accountOf(1), "BTC-USD", "50502");

        QTRY_COMPARE(there.updates.size(), std::size_t{3});
        QCOMPARE(there.updates[0]->position.currentPrice->text(), std::string("50501"));
        QCOMPARE(there.updates[1]->fill->tradeId, std::int64_t{900'001});
        QCOMPARE(there.updates[2]->seq, std::uint64_t{3});
    }

    void asksForTheStateThatBelongsToWhatHasChanged()
    {
        RemoteMonitor monitor;
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());

        monitor.backend.publishPrice(accountOf(1), "BTC-USD", "50501");

        QTRY_COMPARE(there.summaries.back()->seq, std::uint64_t{1});
    }

    void fillsOfTheRunSoFarAreToldOldestFirst()
    {
        RemoteMonitor monitor;
        publishFill(monitor, 1);
        publishFill(monitor, 2);

        Watching there(monitor.url());

        QTRY_COMPARE(there.fills(), (std::vector<std::int64_t>{900'001, 900'002}));
    }

    void moreFillsThanAStreamTellsAgainAreReadFromTheList()
    {
        RemoteMonitor monitor;
        constexpr int many = 2'100; // the stream remembers 2,000
        for (int i = 1; i <= many; ++i)
            publishFill(monitor, i);

        Watching there(monitor.url());

        QTRY_COMPARE(there.fills().size(), std::size_t{many});
        QCOMPARE(there.fills().front(), std::int64_t{900'001});
        QCOMPARE(there.fills().back(), std::int64_t{902'100});
        QVERIFY(there.isFollowing());
    }

    void comesBackToARestartedMonitorAndHearsWhatItMissed()
    {
        RemoteMonitor monitor;
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());
        publishFill(monitor, 1);
        QTRY_COMPARE(there.fills().size(), std::size_t{1});

        monitor.stop();
        QTRY_VERIFY(there.says(qPrintable(monitor.url())));
        monitor.start();
        publishFill(monitor, 2); // nobody is connected yet
        const auto told = there.summaries.size();

        QTRY_VERIFY(there.isFollowing());
        QTRY_COMPARE(there.fills(), (std::vector<std::int64_t>{900'001, 900'002}));
        QVERIFY(there.summaries.size() > told);
        QCOMPARE(there.summaries.back()->seq, std::uint64_t{2});
    }

    void anotherRunBeginsAnew()
    {
        RemoteMonitor monitor;
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());
        publishFill(monitor, 1);
        QTRY_COMPARE(there.updates.size(), std::size_t{1});
        QSignalSpy modes(&there.source, &DashboardSource::modeChanged);

        monitor.stop();
        QTRY_VERIFY(!there.isFollowing());
        domain::SummaryView other = *monitor.backend.summary(accountOf(1));
        other.epoch = "2025-02-11T18:00:00.000Z";
        other.seq = 0;
        other.mode = domain::RunMode::Live;
        other.positions.clear();
        monitor.backend.setSummary(other);
        monitor.start();

        QTRY_VERIFY(there.isFollowing());
        QCOMPARE(there.source.mode(), domain::RunMode::Live);
        QCOMPARE(modes.size(), 1);
        QCOMPARE(there.summaries.back()->seq, std::uint64_t{0});
        QVERIFY(there.summaries.back()->positions.empty());
    }

    void healthAndComparisonFollow()
    {
        RemoteMonitor monitor;
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());

        monitor.backend.setFeedState(accountOf(1), domain::FeedState::Suspect);
        domain::ReconciliationView differs = *monitor.backend.reconciliation(accountOf(1));
        differs.state = domain::ReconciliationState::Differs;
        differs.openDiscrepancies = 1;
        monitor.backend.setReconciliation(differs);

        QTRY_COMPARE(there.health->accounts.at(0).feedState, domain::FeedState::Suspect);
        QTRY_COMPARE(there.views.back()->state, domain::ReconciliationState::Differs);
    }

    void whatSaysTheSameIsNotToldAgain()
    {
        RemoteMonitor monitor;
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());
        const auto told = there.views.size();
        QSignalSpy healths(&there.source, &DashboardSource::healthChanged);

        QTRY_VERIFY(healths.size() > 2 * quickPaces().ticksToProof);

        QCOMPARE(there.views.size(), told);
    }

    void asksForAComparison()
    {
        RemoteMonitor monitor;
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());

        there.source.reconcileNow();

        QTRY_COMPARE(monitor.backend.reconciliations, 1);
    }

    void saysWhyNothingCouldBeCompared()
    {
        RemoteMonitor monitor;
        monitor.backend.setFeedState(accountOf(1), domain::FeedState::Offline);
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());
        QSignalSpy refused(&there.source, &RemoteSource::notCompared);

        there.source.reconcileNow();

        QTRY_COMPARE(refused.size(), 1);
        QVERIFY(refused[0][0].toString().contains(QStringLiteral("not connected")));
    }

    void aStoppedMonitorIsSaidToHaveStopped()
    {
        RemoteMonitor monitor;
        Watching there(monitor.url());
        QTRY_VERIFY(there.isFollowing());

        monitor.backend.endMonitoring();

        QTRY_VERIFY(there.says("has stopped monitoring"));
        QTRY_COMPARE(there.health->status, domain::HealthStatus::Stopped);
        monitor.backend.setRunning(true);
        QTRY_VERIFY(there.isFollowing());
        QCOMPARE(there.health->status, domain::HealthStatus::Healthy);
    }

    void theTokenIsShownAndAWrongOneIsSaid()
    {
        QTemporaryDir folder;
        server::ApiOptions options = server::testing::freePort();
        options.tokenFile = tokenFile(folder, "0123456789abcdef");
        RemoteMonitor monitor(options);

        Watching without(monitor.url());
        Watching wrong(monitor.url(), "0123456789abcdeX");
        Watching right(monitor.url(), "0123456789abcdef");

        QTRY_VERIFY(without.says("give it by --token-file"));
        QTRY_VERIFY(wrong.says("refuses the token"));
        QVERIFY(!wrong.says("0123456789"));
        QTRY_VERIFY(right.isFollowing());
    }

    void aRevokedTokenIsSaid()
    {
        QTemporaryDir folder;
        server::ApiOptions options = server::testing::freePort();
        options.tokenFile = tokenFile(folder, "0123456789abcdef");
        RemoteMonitor monitor(options);
        Watching there(monitor.url(), "0123456789abcdef");
        QTRY_VERIFY(there.isFollowing());

        monitor.stop();
        tokenFile(folder, "another-token-now");
        monitor.start();

        QTRY_VERIFY(there.says("refuses the token"));
        QVERIFY(!there.summaries.empty()); // nothing that was shown is taken back
    }

    void aCertificateThatNobodyVouchesForIsRefused()
    {
        QTemporaryDir folder;
        RemoteMonitor monitor(encrypted(folder));

        Watching there(monitor.url());

        QTRY_VERIFY(there.says("certificate that is refused"));
        QVERIFY(there.summaries.empty());
    }

    void aCertificateHoldsForItsOwnHostOnly()
    {
        QTemporaryDir folder;
        server::ApiOptions options = encrypted(folder);
        const QString certificate = QString::fromStdString(options.tlsCertificate);
        const QSslConfiguration usual = QSslConfiguration::defaultConfiguration();
        QSslConfiguration trusting = usual;
        trusting.addCaCertificates(certificate);
        QSslConfiguration::setDefaultConfiguration(trusting);
        const auto restored =
            qScopeGuard([&usual] { QSslConfiguration::setDefaultConfiguration(usual); });
        RemoteMonitor monitor(options);
        const QString other =
            monitor.url().replace(QLatin1String("localhost"), QLatin1String("127.0.0.1"));

        Watching there(monitor.url());
        Watching elsewhere(other);

        QTRY_VERIFY2(there.isFollowing(), qPrintable(there.source.lostSentence()));
        QCOMPARE(there.summaries.size(), std::size_t{1});
        QTRY_VERIFY(elsewhere.says("certificate that is refused"));
    }

    void nonsenseIsSaidAndChangesNothing_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const QByteArray &bytes, const char *said) {
            QTest::newRow(name) << bytes << QString::fromLatin1(said);
        };
        const char *foreign = "not of this program's API";
        row("a web page", answer("200 OK", "<html></html>"), foreign);
        row("a list", answer("200 OK", "[]"), foreign);
        row("an empty object", answer("200 OK", "{}"), "cannot be read: health: status is missing");
        row("another status", answer("500 Oh", R"({"detail":"broken"})"), "answers: broken");
        row("elsewhere",
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n"
            "Content-Length: 0\r\n\r\n",
            foreign);
        row("no HTTP", "SSH-2.0-OpenSSH\r\n\r\n", "cannot be reached");
        row("nothing", "", "cannot be reached");
    }
    void nonsenseIsSaidAndChangesNothing()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        Parrot parrot(bytes);

        Watching there(parrot.url());

        QTRY_VERIFY2(there.says(qPrintable(said)), qPrintable(there.source.lostSentence()));
        QVERIFY(there.summaries.empty() && there.views.empty() && !there.health);
    }

    void aMonitorThatHangsIsLost()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        RemotePaces paces = quickPaces();
        paces.patience = base::Milliseconds{50};

        Watching there(QStringLiteral("http://127.0.0.1:%1").arg(silent.serverPort()), {}, paces);

        QTRY_VERIFY(there.says("does not answer"));
    }
};

QTEST_GUILESS_MAIN(RemoteSourceTest)
#include "tst_remotesource.moc"
