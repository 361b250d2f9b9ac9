// SPDX-License-Identifier: GPL-3.0-or-later
// Which requests the gate lets in, and with which answer it refuses the others.
#include "server/gate/requestjudge.h"
#include "server/limits.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace lpm::server;

namespace {

const std::string Secret = "0123456789abcdef0123456789abcdef";

AccessPolicy loopbackPolicy()
{
    AccessPolicy policy;
    policy.port = 8000;
    return policy;
}

AccessPolicy tokenPolicy()
{
    AccessPolicy policy = loopbackPolicy();
    policy.token = Token(Secret);
    return policy;
}

constexpr char Host[] = "Host: localhost:8000\r\n";

std::string request(const std::string &line, const std::string &headers = Host)
{
    return line + "\r\n" + headers + "\r\n";
}

std::string upgrade(const std::string &more = {})
{
    return request("GET /api/v1/positions/stream HTTP/1.1",
                   Host +
                       std::string("Connection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n"
                                   "Sec-WebSocket-Version: 13\r\n"
                                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n") +
                       more);
}

// The status of the refusal, 0 where it is let in, -1 where nothing is decided yet.
int judged(std::string_view bytes, const AccessPolicy &policy)
{
    RequestJudge judge(policy);
    const auto verdict = judge.take(bytes);
    if (const auto *refusal = std::get_if<Response>(&verdict))
        return refusal->status;
    return std::holds_alternative<RequestHead>(verdict) ? 0 : -1;
}

} // namespace

class RequestJudgeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void judgesHeads_data();
    void judgesHeads();
    void judgesUpgrades_data();
    void judgesUpgrades();
    void judgesHostNames_data();
    void judgesHostNames();
    void judgesOrigins_data();
    void judgesOrigins();
    void asksForTheTokenWhereOneIsSet();
    void letsABearerSubprotocolIn();
    void judgesAlikeHoweverTheBytesArrive();
    void judgesEachRequestOfAConnection();
    void knowsTheLastRequestOfAConnection();
    void readsATokenFileThatOnlyItsOwnerCanRead();
};

void RequestJudgeTest::judgesHeads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const std::string &bytes, int status) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << status;
    };
    const std::string get = "GET / HTTP/1.1";
    const std::string post = "POST /api/v1/positions/reconcile HTTP/1.1";
    row("plain", request(get), 0);
    row("HTTP/1.0", request("GET / HTTP/1.0"), 0);
    row("empty lines first", "\r\n\r\n" + request(get), 0);
    row("unfinished", get + "\r\n" + Host, -1);
    row("HTTP/2.0", request("GET / HTTP/2.0"), 505);
    row("no version", request("GET /"), 400);
    row("no method", request(" / HTTP/1.1"), 400);
    row("two blanks", request("GET  / HTTP/1.1"), 400);
    row("unknown method", request("FOO / HTTP/1.1"), 501);
    row("TRACE", request("TRACE / HTTP/1.1"), 405);
    row("CONNECT", request("CONNECT localhost:80 HTTP/1.1"), 405);
    row("absolute target", request("GET http://localhost:8000/ HTTP/1.1"), 400);
    row("NUL in target", request("GET /%00 HTTP/1.1"), 400);
    row("not UTF-8", request("GET /%c0%ae HTTP/1.1"), 400);
    row("broken escape", request("GET /%2 HTTP/1.1"), 400);
    row("token in URL", request("GET /?token=x HTTP/1.1"), 400);
    row("no Host", request(get, ""), 400);
    row("two Hosts", request(get, std::string(Host) + Host), 400);
    row("other Host", request(get, "Host: evil.example\r\n"), 421);
    row("blank before colon", request(get, "Host : localhost:8000\r\n"), 400);
    row("folded header", request(get, std::string(Host) + "X: a\r\n b\r\n"), 400);
    row("bare line feed", "GET / HTTP/1.1\n" + std::string(Host) + "\r\n", 400);
    row("control character", request(get, std::string(Host) + "X: a\x01z\r\n"), 400);
    row("long line", request("GET /" + std::string(9'000, 'a') + " HTTP/1.1"), 414);
    row("long header", request(get, Host + ("X: " + std::string(17'000, 'a') + "\r\n")), 431);
    row("endless head", get + "\r\nX: " + std::string(17'000, 'a'), 431);
    row("endless line", "GET /" + std::string(9'000, 'a'), 414);
    std::string many = Host;
    for (int i = 0; i < 65; ++i)
        many += "X: a\r\n";
    row("many headers", request(get, many), 431);
    const auto sized = [&](const std::string &headers) { return request(post, Host + headers); };
    row("a body", sized("Content-Length: 3\r\n"), 0);
    row("largest body", sized("Content-Length: 65536\r\n"), 0);
    row("larger body", sized("Content-Length: 65537\r\n"), 413);
    row("two lengths", sized("Content-Length: 3\r\nContent-Length: 5\r\n"), 400);
    row("negative length", sized("Content-Length: -1\r\n"), 400);
    row("huge length", sized("Content-Length: 99999999999999999999\r\n"), 400);
    row("signed length", sized("Content-Length: +3\r\n"), 400);
    row("length and chunks", sized("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 400);
    row("chunks", sized("Transfer-Encoding: chunked\r\n"), 411);
}

void RequestJudgeTest::judgesHeads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);

    QCOMPARE(judged(bytes.toStdString(), loopbackPolicy()), status);
}

void RequestJudgeTest::judgesUpgrades_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const std::string &bytes, int status) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << status;
    };
    row("plain", upgrade(), 0);
    row("short key",
        request("GET /s HTTP/1.1", std::string(Host) +
                                       "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                       "Sec-WebSocket-Version: 13\r\n"
                                       "Sec-WebSocket-Key: YQ==\r\n"),
        400);
    row("old version",
        request("GET /s HTTP/1.1", std::string(Host) +
                                       "Connection: Upgrade\r\nUpgrade: websocket\r\n"
                                       "Sec-WebSocket-Version: 8\r\n"),
        426);
    row("version twice", upgrade("Sec-WebSocket-Version: 13\r\n"), 400);
    row("list in two lines",
        request("GET /s HTTP/1.1", std::string(Host) +
                                       "Connection: Upgrade\r\nConnection: keep-alive\r\n"
                                       "Upgrade: h2c\r\nUpgrade: websocket\r\n"
                                       "Sec-WebSocket-Version: 13\r\n"
                                       "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"),
        0);
    row("other page", upgrade("Origin: http://evil.example\r\n"), 403);
    row("sandboxed page", upgrade("Origin: null\r\n"), 403);
    row("local page", upgrade("Origin: http://localhost:3000\r\n"), 0);
}

void RequestJudgeTest::judgesUpgrades() { judgesHeads(); }

void RequestJudgeTest::judgesHostNames_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isOurs");
    const auto row = [](const char *host, bool isOurs) {
        QTest::newRow(host) << QString::fromLatin1(host) << isOurs;
    };
    row("localhost:8000", true);
    row("LOCALHOST:8000", true);
    row("127.0.0.1:8000", true);
    row("[::1]:8000", true);
    row("desk.example", true);
    row("desk.example:443", true);
    row("localhost:1", false);
    row("localhost", false);
    row("localhost.evil.example:8000", false);
    row("127.0.0.1.nip.io:8000", false);
    row("127.0.0.evil:8000", false);
    row("[::1:8000", false);
    row("localhost:", false);
    row(":8000", false);
    row("", false);
}

void RequestJudgeTest::judgesHostNames()
{
    QFETCH(QString, host);
    QFETCH(bool, isOurs);
    AccessPolicy policy = loopbackPolicy();
    policy.allowedHosts = {"desk.example"};

    QCOMPARE(policy.isOurHost(host.toStdString()), isOurs);
}

void RequestJudgeTest::judgesOrigins_data()
{
    QTest::addColumn<QString>("origin");
    QTest::addColumn<bool>("isWelcome");
    const auto row = [](const char *origin, bool isWelcome) {
        QTest::newRow(origin) << QString::fromLatin1(origin) << isWelcome;
    };
    row("http://localhost:3000", true);
    row("https://127.0.0.1", true);
    row("http://[::1]:5173", true);
    row("https://app.example", true);
    row("https://desk.example", true); // the page that this server itself served there
    row("https://app.example:444", false);
    row("http://app.example.evil", false);
    row("http://localhost.evil.example", false);
    row("null", false);
    row("file://", false);
    row("", false);
}

void RequestJudgeTest::judgesOrigins()
{
    QFETCH(QString, origin);
    QFETCH(bool, isWelcome);
    AccessPolicy policy = loopbackPolicy();
    policy.allowedOrigins = {"https://app.example"};

    QCOMPARE(policy.isWelcomeOrigin(origin.toStdString(), "desk.example"), isWelcome);
}

void RequestJudgeTest::asksForTheTokenWhereOneIsSet()
{
    const auto with = [](const std::string &path, const std::string &header) {
        return judged(request("GET " + path + " HTTP/1.1", Host + header), tokenPolicy());
    };

    QCOMPARE(with("/api/v1/positions/summary", ""), 401);
    QCOMPARE(with("/metrics", ""), 401);
    QCOMPARE(with("/api/v1/positions/summary", "Authorization: Bearer " + Secret + "\r\n"), 0);
    QCOMPARE(with("/api/v1/positions/summary", "Authorization: Bearer " + Secret + "0\r\n"), 401);
    QCOMPARE(with("/api/v1/positions/summary", "Authorization: Basic " + Secret + "\r\n"), 401);
    QCOMPARE(with("/", ""), 0);
    QCOMPARE(with("/page.js", ""), 0);
    QCOMPARE(with("/", "Authorization: Bearer wrong\r\n"), 401);
}

void RequestJudgeTest::letsABearerSubprotocolIn()
{
    const auto head = [](const std::string &header) {
        const AccessPolicy policy = tokenPolicy();
        return judgeHead(upgrade(header), policy);
    };

    const auto later = head("");
    const auto now = head("Sec-WebSocket-Protocol: chat, bearer." + Secret + "\r\n");
    const auto second =
        head("Sec-WebSocket-Protocol: chat\r\nSec-WebSocket-Protocol: bearer." + Secret + "\r\n");
    const auto wrong = head("Sec-WebSocket-Protocol: bearer.wrong\r\n");

    QVERIFY(!std::get<RequestHead>(later).isAuthorized); // its first message may bring it
    QVERIFY(std::get<RequestHead>(now).isAuthorized);
    QVERIFY(std::get<RequestHead>(second).isAuthorized);
    QCOMPARE(std::get<Response>(wrong).status, 401);
}

void RequestJudgeTest::judgesAlikeHoweverTheBytesArrive()
{
    const std::string bytes =
        request("POST / HTTP/1.1", std::string(Host) + "Content-Length: 4\r\n") + "body" +
        request("GET /x HTTP/1.1", "Host: evil\r\n");
    const AccessPolicy policy = loopbackPolicy();

    for (std::size_t step = 1; step <= bytes.size(); ++step) {
        RequestJudge judge(policy);
        QStringList seen;
        for (std::size_t at = 0; at < bytes.size(); at += step) {
            std::string_view part = std::string_view(bytes).substr(at, step);
            while (!part.empty()) {
                const auto verdict = judge.take(part);
                if (const auto *head = std::get_if<RequestHead>(&verdict))
                    seen.append(QString::fromStdString(head->method));
                if (const auto *refusal = std::get_if<Response>(&verdict))
                    seen.append(QString::number(refusal->status));
            }
        }
        QCOMPARE(seen.join(QLatin1Char(' ')), QStringLiteral("POST 421"));
    }
}

void RequestJudgeTest::judgesEachRequestOfAConnection()
{
    const AccessPolicy policy = loopbackPolicy();
    RequestJudge judge(policy);
    const std::string first = request("GET / HTTP/1.1");
    const std::string second = request("GET / HTTP/1.1", "Host: evil.example\r\n");
    std::string_view bytes = first;

    QVERIFY(std::holds_alternative<RequestHead>(judge.take(bytes)));
    bytes = second;
    QCOMPARE(std::get<Response>(judge.take(bytes)).status, 421);
}

void RequestJudgeTest::knowsTheLastRequestOfAConnection()
{
    const AccessPolicy policy = loopbackPolicy();
    const auto isLast = [&](const std::string &version, const std::string &header) {
        const auto verdict = judgeHead(request("GET / HTTP/" + version, Host + header), policy);
        return std::get<RequestHead>(verdict).isLast;
    };

    QVERIFY(!isLast("1.1", ""));
    QVERIFY(isLast("1.1", "Connection: close\r\n"));
    QVERIFY(isLast("1.0", ""));
    QVERIFY(!isLast("1.0", "Connection: keep-alive\r\n"));
}

void RequestJudgeTest::readsATokenFileThatOnlyItsOwnerCanRead()
{
    QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("token"));
    const auto write = [&](const std::string &content, QFile::Permissions permissions) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(QByteArray::fromStdString(content));
        file.setPermissions(permissions);
    };
    const auto owner = QFile::ReadOwner | QFile::WriteOwner;

    write(Secret + "\n", owner);
    const auto token = readTokenFile(path.toStdString());
    QVERIFY(token.has_value());
    QVERIFY(token->matches(Secret));
    QVERIFY(!token->matches(Secret.substr(1)));

    write(Secret, owner | QFile::ReadOther);
    const auto open = readTokenFile(path.toStdString());
    QVERIFY(!open.has_value());
    QVERIFY(open.error().message.find("600") != std::string::npos);
    QVERIFY(open.error().message.find(Secret) == std::string::npos);

    write("short", owner);
    QVERIFY(!readTokenFile(path.toStdString()).has_value());
    QVERIFY(!readTokenFile(path.toStdString() + "-absent").has_value());
    const std::string pipe = path.toStdString() + "-pipe"; // would be waited for
    QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
    QVERIFY(!readTokenFile(pipe).has_value());
}

QTEST_GUILESS_MAIN(RequestJudgeTest)
#include "tst_requestjudge.moc"
