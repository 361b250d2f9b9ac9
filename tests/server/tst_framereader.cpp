// SPDX-License-Identifier: GPL-3.0-or-later
// What is read out of a client's bytes, however they are cut: messages, pings, and the close that
// answers a close or a fault. tests/interop/rfc6455 asks the same of the whole server.
#include "server/limits.h"
#include "server/stream/framereader.h"

#include <QTest>

using namespace lpm::server;

namespace {

constexpr char Mask[] = "\x37\xfa\x21\x3d";

// `first`: FIN, reserved bits and opcode. `longer`: a length of 64 bits, needed or not.
QByteArray frame(int first, const QByteArray &payload, bool longer = false)
{
    const auto size = payload.size();
    QByteArray bytes(1, static_cast<char>(first));
    const int shortest = size < 126 ? 0 : size < 65'536 ? 2 : 8;
    const int more = longer ? 8 : shortest;
    bytes.append(static_cast<char>(0x80 | (more == 0 ? size : more == 2 ? 126 : 127)));
    for (int shift = 8 * (more - 1); shift >= 0; shift -= 8)
        bytes.append(static_cast<char>((size >> shift) & 0xFF));
    bytes.append(Mask, 4);
    for (qsizetype i = 0; i < size; ++i)
        bytes.append(static_cast<char>(payload[i] ^ Mask[i % 4]));
    return bytes;
}

QByteArray closeFrame(std::uint16_t code, const char *reason = "")
{
    return frame(0x88, QByteArray::fromStdString(closePayload(code, reason)));
}

QString described(const FrameReader::Event &event)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(event.payload[i]); };
    const QString text = QString::fromStdString(event.payload);
    switch (event.opcode) {
    case Opcode::Text:
        return QStringLiteral("text %1").arg(text);
    case Opcode::Binary:
        return QStringLiteral("binary %1").arg(text);
    case Opcode::Ping:
        return QStringLiteral("ping %1").arg(text);
    default:
        return QStringLiteral("close %1").arg(byte(0) * 256 + byte(1));
    }
}

QString eventsIn(const QByteArray &bytes, qsizetype piece)
{
    FrameReader watch;
    QStringList events;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        for (const auto &event : watch.take(bytes.mid(at, piece).toStdString()).events)
            events.append(described(event));
    }
    return events.join(QLatin1String(", "));
}

} // namespace

class FrameReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatAClientSends_data();
    void readsWhatAClientSends();
    void countsMessagesNotFragments();
    void seesAnUnmaskedFrame();
    void boundsAMessageInBytes();
    void knowsUtf8();
    void answersACloseWithTheSame();
};

void FrameReaderTest::readsWhatAClientSends_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("events");
    const auto row = [](const char *name, const QByteArray &bytes, const char *events) {
        QTest::newRow(name) << bytes << QString::fromUtf8(events);
    };
    const QByteArray ping = frame(0x89, "p");
    row("messages", frame(0x81, "a") + frame(0x82, "b") + frame(0x81, ""),
        "text a, binary b, text ");
    row("a pong", frame(0x8A, "x") + ping, "ping p");
    row("fragments", frame(0x01, "a") + ping + frame(0x00, "") + frame(0x80, "b"),
        "ping p, text ab");
    row("a shared character",
        frame(0x01, "\xe2") + ping + frame(0x00, "\x82") + frame(0x80, "\xac"), "ping p, text €");
    row("a broken character", frame(0x01, "\xe2") + frame(0x80, "a"), "close 1007");
    row("an unfinished character", frame(0x81, "a\xe2\x82") + ping, "close 1007");
    row("a close", frame(0x81, "a") + closeFrame(1000) + ping, "text a, close 1000");
    row("reserved bits", ping + frame(0xC1, "a") + ping, "ping p, close 1002");
    row("a reserved opcode", frame(0x83, "a"), "close 1002");
    row("a reserved control opcode", frame(0x8B, "a"), "close 1002");
    row("a fragmented ping", frame(0x09, "a"), "close 1002");
    row("a long ping", frame(0x89, QByteArray(126, 'a')), "close 1002");
    row("nothing to continue", frame(0x80, "a"), "close 1002");
    row("nothing more to continue", frame(0x81, "a") + frame(0x80, "b"), "text a, close 1002");
    row("a message inside another", frame(0x01, "a") + frame(0x81, "b"), "close 1002");
    row("a length in too many bytes", frame(0x81, "a", true), "close 1002");
    row("a negative length", QByteArray("\x81\xff\x80\0\0\0\0\0\0\1mask", 14), "close 1002");
    row("an unmasked frame", ping + QByteArray("\x81\x01x", 3), "ping p, close 1002");
}

void FrameReaderTest::readsWhatAClientSends()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, events);

    for (qsizetype piece = 1; piece <= bytes.size(); ++piece)
        QCOMPARE(eventsIn(bytes, piece), events);
}

void FrameReaderTest::countsMessagesNotFragments()
{
    const QByteArray bytes = frame(0x01, "abc") + frame(0x89, "") + frame(0x80, "abc") +
                             frame(0x81, QByteArray(256, 'x'));

    for (qsizetype piece = 1; piece <= bytes.size(); ++piece) {
        FrameReader watch;
        int messages = 0;
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            messages += watch.take(bytes.mid(at, piece).toStdString()).messages;
        QCOMPARE(messages, 3);
    }
}

void FrameReaderTest::seesAnUnmaskedFrame()
{
    FrameReader watch;

    QVERIFY(!watch.take("\x81").isUnmasked);
    const auto seen = watch.take("\x01"
                                 "a");
    QVERIFY(seen.isUnmasked);
    QCOMPARE(described(seen.events.at(0)), QStringLiteral("close 1002"));
    QVERIFY(watch.take(frame(0x89, "").toStdString()).events.empty());
}

void FrameReaderTest::boundsAMessageInBytes()
{
    const auto limit = static_cast<qsizetype>(limits::ClientMessageBytes);
    const QByteArray euros = frame(0x01, QByteArray("€").repeated(limit / 3)); // one byte less
    const auto events = [](const QByteArray &bytes) { return eventsIn(bytes, 1000); };

    QVERIFY(events(frame(0x82, QByteArray(limit, 'x'))).startsWith(QLatin1String("binary")));
    QCOMPARE(events(frame(0x82, QByteArray(limit + 1, 'x'))), QStringLiteral("close 1009"));
    QVERIFY(events(euros + frame(0x80, "x")).endsWith(QStringLiteral("€x")));
    QCOMPARE(events(euros + frame(0x80, "xy")), QStringLiteral("close 1009"));
    // By its header: the payload never comes.
    QCOMPARE(events(QByteArray("\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xffmask", 14)),
             QStringLiteral("close 1009"));
}

void FrameReaderTest::knowsUtf8()
{
    const auto isUtf8 = [](const char *hex) {
        Utf8Watch watch;
        return watch.take(QByteArray::fromHex(hex).toStdString()) && watch.isComplete();
    };

    for (const char *right : {"", "00", "7f", "c280", "dfbf", "e0a080", "ed9fbf", "ee8080",
                              "efbfbf", "f0908080", "f48fbfbf", "61c3a9e282acf09f988062"})
        QVERIFY2(isUtf8(right), right);
    for (const char *wrong :
         {"80", "bf", "c080", "c1bf", "c320", "c3c3", "e08080", "e09fbf", "eda080", "edbfbf",
          "e28220", "f08fbfbf", "f4908080", "f5808080", "fe", "ff", "c3", "e282", "f09f98"})
        QVERIFY2(!isUtf8(wrong), wrong);
}

void FrameReaderTest::answersACloseWithTheSame()
{
    const auto answer = [](const QByteArray &bytes) { return eventsIn(bytes, bytes.size()); };

    for (const std::uint16_t code :
         std::initializer_list<std::uint16_t>{1000, 1003, 1007, 1012, 1014, 3000, 4999})
        QCOMPARE(answer(closeFrame(code, "because")), QStringLiteral("close %1").arg(code));
    for (const std::uint16_t code : std::initializer_list<std::uint16_t>{
             0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65'535})
        QCOMPARE(answer(closeFrame(code)), QStringLiteral("close 1002"));
    QCOMPARE(answer(frame(0x88, "")), QStringLiteral("close 1000"));
    QCOMPARE(answer(frame(0x88, "x")), QStringLiteral("close 1002"));
    QCOMPARE(answer(closeFrame(1000, "\xe2\x82")), QStringLiteral("close 1007"));
}

QTEST_APPLESS_MAIN(FrameReaderTest)
#include "tst_framereader.moc"
