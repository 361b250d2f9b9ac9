// SPDX-License-Identifier: GPL-3.0-or-later
// Where a monitor elsewhere is asked, and what time it is there.
#include "gui/remote/refusals.h"
#include "gui/remote/remoteaddress.h"
#include "gui/remote/remoteclock.h"

#include <QJsonObject>
#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using namespace std::chrono_literals;

namespace {

RemoteAddress addressOf(const char *text)
{
    return RemoteAddress::of(QString::fromLatin1(text)).value();
}

} // namespace

class RemoteAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void questionsAndStreamStandBesideEachOther_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("health");
        QTest::addColumn<QString>("stream");
        const auto row = [](const char *text, const char *base, const char *ws) {
            QTest::newRow(text) << QString::fromLatin1(text)
                                << QString::fromLatin1(base) + QStringLiteral("api/v1/x?a=b")
                                << QString::fromLatin1(ws) +
                                       QStringLiteral("api/v1/positions/stream?account=all");
        };
        row("https://desk.example:8000", "https://desk.example:8000/", "wss://desk.example:8000/");
        row("https://desk.example/hl/", "https://desk.example/hl/", "wss://desk.example/hl/");
        row("https://desk.example/hl", "https://desk.example/hl/", "wss://desk.example/hl/");
        row("http://127.0.0.1:8000/", "http://127.0.0.1:8000/", "ws://127.0.0.1:8000/");
        row("ws://[::1]:8000/api/v1/positions/stream", "http://[::1]:8000/", "ws://[::1]:8000/");
        row("wss://desk.example/api/v1/positions/stream", "https://desk.example/",
            "wss://desk.example/");
    }
    void questionsAndStreamStandBesideEachOther()
    {
        QFETCH(QString, text);
        QFETCH(QString, health);
        QFETCH(QString, stream);

        const RemoteAddress address = RemoteAddress::of(text).value();

        QCOMPARE(address.question(QStringLiteral("api/v1/x?a=b")).toString(), health);
        QCOMPARE(address.stream().toString(), stream);
        QCOMPARE(address.text() + QLatin1Char('/'), address.question(QString()).toString());
    }

    void whatCrossesANetworkIsEncrypted_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"http://desk.example:8000", "ws://192.168.0.7:8000", "http://127.0.0.1.example",
              "https://me:secret@desk.example", "https://desk.example?token=secret",
              "file:///etc/passwd", "desk", ""})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void whatCrossesANetworkIsEncrypted()
    {
        QFETCH(QString, text);

        const auto address = RemoteAddress::of(text);

        QVERIFY(!address.has_value());
        QVERIFY(address.error().message.find("secret") == std::string::npos);
    }

    void eachMonitorHasAFolderOfItsOwn()
    {
        QCOMPARE(addressOf("https://desk.example:8000").folderName(),
                 QStringLiteral("desk.example-8000"));
        QCOMPARE(addressOf("https://desk.example").folderName(),
                 QStringLiteral("desk.example-443"));
        QCOMPARE(addressOf("http://[::1]:80").folderName(), QStringLiteral("1-80"));
        QVERIFY(addressOf("https://desk.example/a").folderName() !=
                addressOf("https://desk.example/b").folderName());
        QVERIFY(!addressOf("https://desk.example/../../x").folderName().contains(QLatin1Char('/')));
    }

    void agesAreCountedByTheMonitorsClock()
    {
        const base::Timestamp noon{base::Milliseconds{1'795'435'200'000}};
        base::ManualClock own(noon);
        RemoteClock clock(own);

        const base::Instant asked = clock.here();
        own.advance(200ms);
        clock.heard(noon + 1min); // between question and answer
        clock.answered(noon + 1min, asked);

        QCOMPARE(clock.now().wall, noon + 1min + 200ms);
        QCOMPARE(clock.now().monotonic, 200ms);
        clock.heard(noon); // has been
        QCOMPARE(clock.now().wall, noon + 1min + 200ms);
    }

    void aRefusalIsOneLineOfText()
    {
        const QJsonObject body{{QStringLiteral("detail"),
                                QStringLiteral("no\nway \u202Eback.") + QString(500, QChar(u'x'))}};

        const QString said = refusedAnswer(503, body, false);

        QVERIFY(said.startsWith(QStringLiteral("answers: no way back.")));
        QVERIFY(said.size() < 200);
        QVERIFY(refusedAnswer(401, body, false).contains(QStringLiteral("--token-file")));
        QVERIFY(refusedAnswer(401, body, true).contains(QStringLiteral("refuses the token")));
        QCOMPARE(refusedAnswer(500, {}, false), QStringLiteral("answers with HTTP 500"));
    }
};

QTEST_APPLESS_MAIN(RemoteAddressTest)
#include "tst_remoteaddress.moc"
