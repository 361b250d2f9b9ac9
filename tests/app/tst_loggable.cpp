// SPDX-License-Identifier: GPL-3.0-or-later
// A message is one line of the log, whatever it holds, and tells no whole address unasked.
#include "app/loggable.h"

#include <QtTest>

using lpm::app::loggable;

namespace {

const std::string Address = "0x" + std::string(36, 'a') + "beef";

} // namespace

class LoggableTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void plainTextStaysAsItIs()
    {
        const std::string text = "BTC: the exchange’s 0x12 and 100 % – «fine»";
        QCOMPARE(loggable(text, false), text);
    }

    void whatWouldEndTheLineOrTurnItIsWrittenOut()
    {
        QCOMPARE(loggable("BTC\n2026 info forged\r\t\x1b[31m\x7f", false),
                 std::string("BTC\\x0a2026 info forged\\x0d\\x09\\x1b[31m\\x7f"));
        QCOMPARE(loggable("a\u2028b\u202ec\u0085d\u2066e", false),
                 std::string("a\\xe2\\x80\\xa8b\\xe2\\x80\\xaec\\xc2\\x85d\\xe2\\x81\\xa6e"));
        QCOMPARE(loggable(std::string("a\0b", 3), false), std::string("a\\x00b"));
    }

    void anAddressIsShortenedUnlessAskedFor()
    {
        const std::string text = "{\"user\":\"" + Address + "\"} " + Address;
        QCOMPARE(loggable(text, false), std::string("{\"user\":\"0xaaaa…beef\"} 0xaaaa…beef"));
        QCOMPARE(loggable(text, true), text);
    }

    void whatIsLongerOrShorterIsNoAddress()
    {
        const std::string hash = "0x" + std::string(64, 'b');
        QCOMPARE(loggable(hash + " " + Address.substr(0, 41), false),
                 hash + " " + Address.substr(0, 41));
    }

    void aCutCharacterIsKept()
    {
        QCOMPARE(loggable("x\xe2\x80", false), std::string("x\xe2\x80"));
    }
};

QTEST_GUILESS_MAIN(LoggableTest)
#include "tst_loggable.moc"
