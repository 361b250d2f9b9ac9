// SPDX-License-Identifier: GPL-3.0-or-later
// WebSocket messages that carry mark prices: of one instrument, and the packed ones of all.
#include "core/exchange/hyperliquid/codec/framecodec.h"

#include "core/base/limits.h"
#include "core/exchange/hyperliquid/codec/inflate.h"

#include "decodedframe.h"

#include <QTest>

#include <zlib.h>

using namespace lpm;
using namespace lpm::exchange;
using namespace lpm::exchange::hyperliquid;
using namespace lpm::tests;

namespace {

QByteArray deflated(const QByteArray &plain)
{
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))),
                   Qt::Uninitialized);
    QByteArray in = plain;
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

std::string packedFrame(const QByteArray &deflatedBytes)
{
    return R"({"channel":"fastAssetCtxs","data":")" + deflatedBytes.toBase64().toStdString() +
           "\"}";
}

} // namespace

class MarkFramesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsActiveMarks();
    void passesOverAContextWithoutAMark();
    void refusesAMarkThatCannotBeOne_data();
    void refusesAMarkThatCannotBeOne();
    void passesOverAMarkOfNobody();
    void unpacksTheContextsOfEverything();
    void refusesADeflateBomb();
    void refusesBrokenContexts_data();
    void refusesBrokenContexts();
};

void MarkFramesTest::readsActiveMarks()
{
    const auto perp = decoded<MarksFrame>(
        R"({"channel":"activeAssetCtx","data":{"coin":"SOL","ctx":{"funding":"0.1","markPx":"128.47"}}})");
    const auto exponent = decodeFrame(
        R"({"channel":"activeSpotAssetCtx","data":{"coin":"@107","ctx":{"markPx":1e1,"midPx":null}}})");
    const auto bare = decoded<MarksFrame>(
        R"({"channel":"activeSpotAssetCtx","data":{"coin":"@107","ctx":{"markPx":18.62041381}}})");

    QVERIFY(perp && bare && !exponent);
    QCOMPARE(perp->marks.front().coin, std::string("SOL"));
    QCOMPARE(perp->marks.front().price.text(), std::string("128.47"));
    QCOMPARE(bare->marks.front().price.text(), std::string("18.62041381"));
}

void MarkFramesTest::passesOverAContextWithoutAMark()
{
    const auto frame = decoded<MarksFrame>(
        R"({"channel":"activeAssetCtx","data":{"coin":"SOL","ctx":{"markPx":null}}})");

    QVERIFY(frame && frame->marks.empty());
}

void MarkFramesTest::refusesAMarkThatCannotBeOne_data()
{
    QTest::addColumn<QByteArray>("mark");
    for (const char *mark : {"0", "0.0", "-1", "1000000000000.1", "0.0000000000001"})
        QTest::newRow(mark) << QByteArray(mark);
}

void MarkFramesTest::refusesAMarkThatCannotBeOne()
{
    QFETCH(QByteArray, mark);
    const QByteArray context = R"({"markPx":")" + mark + R"("})";
    const QByteArray packed =
        deflated(R"({"SOL":)" + context + R"(,"BTC":{"markPx":"60010.0"}})").toBase64();

    const auto ofOne = decodeFrame(R"({"channel":"activeAssetCtx","data":{"coin":"SOL","ctx":)"
                                   + context.toStdString() + "}}");
    const auto ofMany = decoded<MarksFrame>(R"({"channel":"fastAssetCtxs","data":")"
                                            + packed.toStdString() + "\"}");

    QVERIFY(!ofOne);
    QVERIFY2(ofOne.error().message.find("markPx is no mark price") != std::string::npos,
             ofOne.error().message.c_str());
    QVERIFY(ofMany); // one coin's costs no other
    QCOMPARE(ofMany->marks.size(), std::size_t{1});
    QCOMPARE(ofMany->marks[0].coin, std::string("BTC"));
}

void MarkFramesTest::passesOverAMarkOfNobody()
{
    const QByteArray tooLong = QByteArray(1'000, 'x');
    const auto ofOne = decoded<MarksFrame>(
        R"({"channel":"activeAssetCtx","data":{"coin":"","ctx":{"markPx":"1"}}})");
    const auto ofMany = decoded<MarksFrame>(packedFrame(deflated(
        R"({"":{"markPx":"1"},")" + tooLong + R"(":{"markPx":"1"},"BTC":{"markPx":"60010.0"}})")));

    QVERIFY(ofOne && ofOne->marks.empty());
    QVERIFY(ofMany);
    QCOMPARE(ofMany->marks.size(), std::size_t{1});
    QCOMPARE(ofMany->marks[0].coin, std::string("BTC"));
}

void MarkFramesTest::unpacksTheContextsOfEverything()
{
    const auto frame = decoded<MarksFrame>(
        R"({"channel":"fastAssetCtxs","data":"q1ZyCnFWsqpWyk0syg6oULJSMjMwMDTQM1DSUcrNTIGLGOmZKtXqKGUHuAa4oigHKjU0MjYxRajPK83Jqa0FAA=="})");

    QVERIFY(frame);
    QCOMPARE(frame->marks.size(), std::size_t{2});
    QCOMPARE(frame->marks[0].coin, std::string("BTC"));
    QCOMPARE(frame->marks[0].price.text(), std::string("60010"));
    QCOMPARE(frame->marks[1].coin, std::string("kPEPE"));
    QCOMPARE(frame->marks[1].price.text(), std::string("0.012345"));
}

void MarkFramesTest::refusesADeflateBomb()
{
    const QByteArray bomb = deflated(QByteArray(256 << 20, ' '));
    QVERIFY(bomb.size() < (1 << 20));

    const auto unpacked = inflateBase64(bomb.toBase64().toStdString(), base::limits::InflatedBytes);
    const auto frame = decodeFrame(packedFrame(bomb));

    QVERIFY(!unpacked);
    QVERIFY(!frame);
    QVERIFY(frame.error().message.find("bytes came out") != std::string::npos);
    QVERIFY(inflateBase64(deflated("abc").toBase64().toStdString(), 3).value() == "abc");
    QVERIFY(!inflateBase64(deflated("abcd").toBase64().toStdString(), 3));
}

void MarkFramesTest::refusesBrokenContexts_data()
{
    QTest::addColumn<QByteArray>("base64");
    const QByteArray good = deflated(R"({"BTC":{"markPx":"60010.0"}})");
    QTest::newRow("not base64") << QByteArray("q1Zy$$$$");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not DEFLATE") << QByteArray(64, '\xFF').toBase64();
    QTest::newRow("cut") << good.chopped(4).toBase64();
    QTest::newRow("not an object") << deflated("[1]").toBase64();
    QTest::newRow("mark of NaN") << deflated(R"({"BTC":{"markPx":"NaN"}})").toBase64();
    QTest::newRow("deep") << deflated(QByteArray(5'000, '[')).toBase64();
}

void MarkFramesTest::refusesBrokenContexts()
{
    QFETCH(QByteArray, base64);

    const auto frame =
        decodeFrame(R"({"channel":"fastAssetCtxs","data":")" + base64.toStdString() + "\"}");

    QVERIFY(!frame);
    QVERIFY2(frame.error().message.starts_with("fastAssetCtxs"), frame.error().message.c_str());
}

QTEST_GUILESS_MAIN(MarkFramesTest)
#include "tst_markframes.moc"
