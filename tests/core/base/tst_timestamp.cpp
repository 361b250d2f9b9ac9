// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 3339 in and out, without the help of a locale or a time zone.
#include "core/base/timestamp.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace lpm;

class TimestampTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesMillisecondsAndZ_data()
    {
        QTest::addColumn<qlonglong>("milliseconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("the epoch") << 0LL << QStringLiteral("1970-01-01T00:00:00.000Z");
        QTest::newRow("a fill") << 1'764'000'000'007LL << QStringLiteral("2025-11-24T16:00:00.007Z");
        QTest::newRow("leap day") << 1'709'164'800'000LL << QStringLiteral("2024-02-29T00:00:00.000Z");
        QTest::newRow("last of a year")
            << 1'767'225'599'999LL << QStringLiteral("2025-12-31T23:59:59.999Z");
        QTest::newRow("before the epoch") << -1LL << QStringLiteral("1969-12-31T23:59:59.999Z");
    }
    void writesMillisecondsAndZ()
    {
        QFETCH(qlonglong, milliseconds);
        QFETCH(QString, text);

        const base::Timestamp time = base::fromUnixMilliseconds(milliseconds);

        QCOMPARE(QString::fromStdString(base::toRfc3339(time)), text);
        QCOMPARE(base::parseRfc3339(text.toStdString()).value(), time);
        QCOMPARE(base::toUnixMilliseconds(time), milliseconds);
    }

    void anyTimeComesBack()
    {
        QVERIFY(rc::check([] {
            const auto time = base::fromUnixMilliseconds(
                *rc::gen::inRange(-62'135'596'800'000LL, 253'402'300'800'000LL));

            RC_ASSERT(base::parseRfc3339(base::toRfc3339(time)).value() == time);
        }));
    }

    void readsOtherFractions_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qlonglong>("milliseconds");
        QTest::newRow("none") << QStringLiteral("1970-01-01T00:00:01Z") << 1000LL;
        QTest::newRow("one digit") << QStringLiteral("1970-01-01T00:00:00.5Z") << 500LL;
        QTest::newRow("nine digits are cut")
            << QStringLiteral("1970-01-01T00:00:00.123999999Z") << 123LL;
    }
    void readsOtherFractions()
    {
        QFETCH(QString, text);
        QFETCH(qlonglong, milliseconds);

        const auto time = base::parseRfc3339(text.toStdString());

        QVERIFY(time);
        QCOMPARE(base::toUnixMilliseconds(*time), milliseconds);
    }

    void refusesAnythingElse_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "2025", "2025-11-24", "2025-11-24T16:00:00", "2025-11-24 16:00:00Z",
              "2025-11-24T16:00:00+01:00", "2025-13-01T00:00:00Z", "2025-02-29T00:00:00Z",
              "2025-11-24T24:00:00Z", "2025-11-24T16:60:00Z", "2025-11-24T16:00:60Z",
              "2025-11-24T16:00:00.Z", "2025-11-24T16:00:00.1234567890Z", "x2025-11-24T16:00:00Z",
              "2025-11-24T16:00:00Zx", "2025-11-24T-6:00:00Z", "+025-11-24T16:00:00Z"})
            QTest::newRow(*text == '\0' ? "empty" : text) << QString::fromLatin1(text);
    }
    void refusesAnythingElse()
    {
        QFETCH(QString, text);

        const auto time = base::parseRfc3339(text.toStdString());

        QVERIFY(!time);
        QCOMPARE(time.error().code, base::ErrorCode::Parse);
    }

    void aDayIsTheUtcDay()
    {
        QCOMPARE(base::utcDay(base::fromUnixMilliseconds(1'763'942'399'999)),
                 std::string("2025-11-23"));
        QCOMPARE(base::utcDay(base::fromUnixMilliseconds(1'763'942'400'000)),
                 std::string("2025-11-24"));
    }
};

QTEST_APPLESS_MAIN(TimestampTest)
#include "tst_timestamp.moc"
