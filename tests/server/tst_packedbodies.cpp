// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http/gzip.h"
#include "server/limits.h"

#include <QTest>

#include <zlib.h>

using namespace lpm::server;

namespace {

Request from(bool isThisMachine, const char *accepted)
{
    Request request;
    request.isFromThisMachine = isThisMachine;
    if (accepted != nullptr)
        request.headers.emplace_back("accept-encoding", accepted);
    return request;
}

Response answer(std::size_t bytes)
{
    Response response;
    response.headers.emplace_back("ETag", "\"abc\"");
    while (response.body.size() < bytes)
        response.body += std::to_string(response.body.size()) + ',';
    response.body.resize(bytes);
    return response;
}

std::string unpacked(std::string packed, std::size_t size)
{
    std::string text(size + 1, '\0'); // one more: too long would be seen
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    const int result = inflate(&stream, Z_FINISH);
    text.resize(stream.total_out);
    inflateEnd(&stream);
    return result == Z_STREAM_END ? text : std::string();
}

std::string header(const Response &response, const char *name)
{
    const std::string *found = findHeader(response.headers, name);
    return found ? *found : std::string();
}

} // namespace

class PackedBodiesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void packsALargeBodyForAnotherMachine();
    void saysAlsoWithoutABodyWhatItWouldDependOn();
    void packsOnlyForThoseWhoAcceptIt_data();
    void packsOnlyForThoseWhoAcceptIt();
    void leavesASmallBodyAsItIs();
    void leavesABodyForThisMachineAsItIs();
};

void PackedBodiesTest::packsALargeBodyForAnotherMachine()
{
    const Response plain = answer(100'000);
    Response packed = plain;

    packBody(from(false, "gzip, deflate, br"), packed);

    QCOMPARE(header(packed, "Content-Encoding"), std::string("gzip"));
    QCOMPARE(header(packed, "Vary"), std::string("Accept-Encoding"));
    QCOMPARE(header(packed, "ETag"), std::string("W/\"abc\"")); // other bytes, the same state
    QVERIFY(packed.body.size() < plain.body.size() / 2);
    QVERIFY(unpacked(packed.body, plain.body.size()) == plain.body);
}

void PackedBodiesTest::saysAlsoWithoutABodyWhatItWouldDependOn()
{
    Response known;
    known.status = 304;
    Response here = known;

    packBody(from(false, "gzip"), known);
    packBody(from(true, "gzip"), here);

    QCOMPARE(header(known, "Vary"), std::string("Accept-Encoding"));
    QVERIFY(header(here, "Vary").empty());
}

void PackedBodiesTest::packsOnlyForThoseWhoAcceptIt_data()
{
    QTest::addColumn<QString>("accepted");
    QTest::addColumn<bool>("isPacked");
    QTest::newRow("one") << "gzip" << true;
    QTest::newRow("any case") << "GZip" << true;
    QTest::newRow("last of a list") << "br;q=1.0, gzip;q=0.001" << true;
    QTest::newRow("weight zero") << "gzip;q=0" << false;
    QTest::newRow("weight zero with digits") << "gzip; q=0.000, br" << false;
    QTest::newRow("another") << "br, deflate" << false;
    QTest::newRow("part of a word") << "xgzip, gzipx" << false;
    QTest::newRow("nothing") << "" << false;
    QTest::newRow("commas") << ",,;,," << false;
}

void PackedBodiesTest::packsOnlyForThoseWhoAcceptIt()
{
    QFETCH(QString, accepted);
    QFETCH(bool, isPacked);
    const Response plain = answer(limits::PackedBodyBytes);
    Response response = plain;

    packBody(from(false, accepted.toUtf8().constData()), response);

    QCOMPARE(header(response, "Content-Encoding") == "gzip", isPacked);
    QCOMPARE(response.body == plain.body, !isPacked);
    QCOMPARE(header(response, "Vary"), std::string("Accept-Encoding")); // it would differ
}

void PackedBodiesTest::leavesASmallBodyAsItIs()
{
    Response response = answer(limits::PackedBodyBytes - 1);
    packBody(from(false, "gzip"), response);
    QCOMPARE(header(response, "Content-Encoding"), std::string());
    QCOMPARE(response.body.size(), limits::PackedBodyBytes - 1);
}

// Packing costs more than loopback does.
void PackedBodiesTest::leavesABodyForThisMachineAsItIs()
{
    const Response plain = answer(100'000);
    Response response = plain;
    packBody(from(true, "gzip"), response);
    QVERIFY(response.headers == plain.headers);
    QVERIFY(response.body == plain.body);
}

QTEST_GUILESS_MAIN(PackedBodiesTest)
#include "tst_packedbodies.moc"
