// SPDX-License-Identifier: GPL-3.0-or-later
// A position's state as it stands in a line: read back equal, refused when not whole.
#include "core/audit/statejson.h"
#include "tests/core/audit/anystate.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace lpm;
using namespace lpm::audit::testing;
using domain::PositionState;

class AuditStateJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyPositionStateComesBackEqual()
    {
        QVERIFY(rc::check([] {
            const PositionState state = anyState();
            std::string json;
            base::JsonWriter writer(json);
            audit::writeState(writer, state);

            const auto read = audit::readState(json);

            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == state);
        }));
    }

    void onlyAWholeDecimalIsRead_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "-", ".", "1.", ".5", "1e5", "+1", " 1", "1_0", "--1", "1.2.3",
                                 "123456789012345678901234567890123456789",
                                 "0.0000000000000000000000000000000000001", "NaN"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void onlyAWholeDecimalIsRead()
    {
        QFETCH(QString, text);

        QVERIFY(!audit::readDecimal(text.toStdString()));
    }

    void aStateThatIsNotCompleteIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty object") << QByteArray("{}");
        QTest::newRow("not an object") << QByteArray("[1]");
        QTest::newRow("a number where a text belongs")
            << QByteArray(R"({"size":1,"entry_notional":"0","entry":"exact","basis":"complete",)"
                          R"("realized_pnl":"0","fees":{},"fees_usd":"0","funding":"0",)"
                          R"("opened_at":null,"net_since_open":null})");
        QTest::newRow("unknown word")
            << QByteArray(R"({"size":"1","entry_notional":"0","entry":"roughly",)"
                          R"("basis":"complete","realized_pnl":"0","fees":{},"fees_usd":"0",)"
                          R"("funding":"0","opened_at":null,"net_since_open":null})");
        QTest::newRow("a null that does not end")
            << QByteArray(R"({"size":"1","entry_notional":"0","entry":"exact",)"
                          R"("basis":"complete","realized_pnl":"0","fees":{},"fees_usd":null.)"
                          R"("funding":"0","opened_at":null,"net_since_open":null})");
        QTest::newRow("a time that is a null that does not end")
            << QByteArray(R"({"size":"1","entry_notional":"0","entry":"exact",)"
                          R"("basis":"complete","realized_pnl":"0","fees":{},"fees_usd":"0",)"
                          R"("funding":"0","opened_at":nulx,"net_since_open":null})");
        QTest::newRow("something behind it")
            << QByteArray(R"({"size":"1","entry_notional":"0","entry":"exact",)"
                          R"("basis":"complete","realized_pnl":"0","fees":{},"fees_usd":"0",)"
                          R"("funding":"0","opened_at":null,"net_since_open":null}{})");
    }
    void aStateThatIsNotCompleteIsRefused()
    {
        QFETCH(QByteArray, json);

        QVERIFY(!audit::readState(json.toStdString()));
    }
};

QTEST_APPLESS_MAIN(AuditStateJsonTest)
#include "tst_auditstatejson.moc"
