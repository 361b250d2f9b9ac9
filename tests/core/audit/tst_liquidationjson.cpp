// SPDX-License-Identifier: GPL-3.0-or-later
// A liquidation as it stands in a line: read back equal, refused where a value is none.
#include "core/audit/liquidationjson.h"
#include "tests/core/audit/anystate.h"
#include "tests/core/audit/trailfixture.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace lpm;
using namespace lpm::audit::testing;
using domain::Liquidation;

class LiquidationJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyLiquidationComesBackEqual()
    {
        QVERIFY(rc::check([] {
            Liquidation told;
            if (*rc::gen::arbitrary<bool>())
                told.liquidatedUser = account(*rc::gen::inRange(0, 255));
            if (*rc::gen::arbitrary<bool>())
                told.markPrice = *anyDecimal();
            told.method = *rc::gen::element<std::string>("market", "backstop", "", "\"q\"\n", "é");
            std::string json;
            base::JsonWriter writer(json);
            audit::writeLiquidation(writer, told);

            const auto read = audit::readLiquidation(json);

            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == told);
        }));
    }

    void whatIsNoLiquidationIsRefused_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char *json :
             {"", "[]", "5", "{", R"({"user":"0x12"})", R"({"user":5})", R"({"mark_price":"1e5"})",
              R"({"mark_price":1})", R"({"method":null})", R"({"user":"0x12","method":"market"})"})
            QTest::newRow(json) << QByteArray(json);
    }
    void whatIsNoLiquidationIsRefused()
    {
        QFETCH(QByteArray, json);

        const auto read = audit::readLiquidation(json.toStdString());

        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code, base::ErrorCode::Corrupt);
    }
};

QTEST_APPLESS_MAIN(LiquidationJsonTest)
#include "tst_liquidationjson.moc"
