// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakesource.h"

#include "gui/format/inerttext.h"
#include "gui/format/numberformat.h"
#include "gui/format/timeformat.h"

#include <QTest>

using namespace lpm;
using namespace lpm::gui;
using lpm::gui::testing::Noon;
using lpm::gui::testing::number;

class NumberFormatTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesFixedNumbers_data();
    void writesFixedNumbers();
    void writesSignedNumbers_data();
    void writesSignedNumbers();
    void writesPrices_data();
    void writesPrices();
    void writesEveryDigitWhereAsked();
    void writesADashForTheUnknown();
    void writesPercentAndLeverage();
    void coloursByWhatIsShown();
    void writesAges_data();
    void writesAges();
    void writesTimesInTheZoneGiven();
    void makesNamesInert_data();
    void makesNamesInert();
    void killsMarkupInToolTips();
};

void NumberFormatTest::writesFixedNumbers_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << "0" << 2 << "0.00";
    QTest::newRow("padded") << "1234.5" << 2 << "1,234.50";
    QTest::newRow("exactly three digits") << "999" << 2 << "999.00";
    QTest::newRow("first group") << "1000" << 0 << "1,000";
    QTest::newRow("millions") << "12345678.905" << 2 << "12,345,678.91";
    QTest::newRow("half away from zero, below") << "-0.005" << 2 << "−0.01";
    QTest::newRow("less than half") << "0.0049" << 2 << "0.00";
    QTest::newRow("rounds up into a new group") << "999.999" << 2 << "1,000.00";
    QTest::newRow("small negative is not minus zero") << "-0.001" << 2 << "0.00";
    QTest::newRow("nineteen digits") << "9999999999999999999" << 0 << "9,999,999,999,999,999,999";
    QTest::newRow("no exponent for the tiny")
        << "0.000000000000000001" << 18 << "0.000000000000000001";
}

void NumberFormatTest::writesFixedNumbers()
{
    QFETCH(QString, value);
    QFETCH(int, decimals);
    QTEST(fixedNumber(number(value.toStdString()), decimals), "text");
}

void NumberFormatTest::writesSignedNumbers_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("gain") << "1234.567"
                          << "+1,234.57";
    QTest::newRow("loss, true minus") << "-1234.567"
                                      << "−1,234.57";
    QTest::newRow("zero has no sign") << "0"
                                      << "0.00";
    QTest::newRow("what rounds to zero has no sign") << "0.004"
                                                     << "0.00";
    QTest::newRow("below zero, rounds to zero") << "-0.004"
                                                << "0.00";
    QTest::newRow("one cent") << "-0.01"
                              << "−0.01";
}

void NumberFormatTest::writesSignedNumbers()
{
    QFETCH(QString, value);
    QTEST(signedNumber(number(value.toStdString()), MoneyDecimals), "text");
}

void NumberFormatTest::writesPrices_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("text");
    QTest::newRow("BTC") << "88134.5" << 1 << "88,134.5";
    QTest::newRow("BTC, whole") << "88134" << 1 << "88,134.0";
    QTest::newRow("above a hundred thousand") << "123456.7" << 1 << "123,457";
    QTest::newRow("ETH") << "2874.1" << 2 << "2,874.10";
    QTest::newRow("SOL keeps six digits") << "129.4025" << 4 << "129.403";
    QTest::newRow("kPEPE") << "0.0048213" << 6 << "0.004821";
    QTest::newRow("spot with eight decimals") << "0.00000123" << 8 << "0.00000123";
    QTest::newRow("nothing before the point") << "0.5" << 6 << "0.500000";
    QTest::newRow("zero") << "0" << 2 << "0.00";
}

void NumberFormatTest::writesPrices()
{
    QFETCH(QString, value);
    QFETCH(int, decimals);
    QTEST(price(number(value.toStdString()), decimals), "text");
}

void NumberFormatTest::writesEveryDigitWhereAsked()
{
    QCOMPARE(fullNumber(number("4200000.000000000000000001")),
             QStringLiteral("4,200,000.000000000000000001"));
    QCOMPARE(fullNumber(number("1.500")), QStringLiteral("1.5"));
    QCOMPARE(signedFullNumber(number("-0.000001")), QStringLiteral("−0.000001"));
    QCOMPARE(signedFullNumber(number("12")), QStringLiteral("+12"));
}

void NumberFormatTest::writesADashForTheUnknown()
{
    const std::optional<domain::Decimal> unknown;

    QCOMPARE(fixedNumber(unknown, 2), QStringLiteral("—"));
    QCOMPARE(signedNumber(unknown, 2), QStringLiteral("—"));
    QCOMPARE(fullNumber(unknown), QStringLiteral("—"));
    QCOMPARE(price(unknown, 2), QStringLiteral("—"));
    QCOMPARE(percent(unknown), QStringLiteral("—"));
    QCOMPARE(leverage(unknown), QStringLiteral("—"));
    QCOMPARE(ageText(std::optional<base::Timestamp>{}, Noon), QStringLiteral("—"));
}

void NumberFormatTest::writesPercentAndLeverage()
{
    QCOMPARE(percent(number("0.084118")), QStringLiteral("8.41 %"));
    QCOMPARE(signedPercent(number("0.39853")), QStringLiteral("+39.85 %"));
    QCOMPARE(signedPercent(number("-12.5")), QStringLiteral("−1,250.00 %"));
    QCOMPARE(signedPercent(number("0.00001")), QStringLiteral("0.00 %"));
    QCOMPARE(leverage(number("20")), QStringLiteral("20×"));
}

void NumberFormatTest::coloursByWhatIsShown()
{
    QCOMPARE(toneOf(number("0.01"), 2), Tone::Gain);
    QCOMPARE(toneOf(number("-0.01"), 2), Tone::Loss);
    QCOMPARE(toneOf(number("0"), 2), Tone::Neutral);
    QCOMPARE(toneOf(number("0.001"), 2), Tone::Neutral);
    QCOMPARE(toneOf(std::nullopt, 2), Tone::Muted);
}

void NumberFormatTest::writesAges_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("the future is now") << qint64(-5000) << "0s";
    QTest::newRow("just now") << qint64(999) << "0s";
    QTest::newRow("seconds") << qint64(59'999) << "59s";
    QTest::newRow("minutes") << qint64(60'000) << "1m";
    QTest::newRow("hours and minutes") << qint64((4 * 60 + 12) * 60'000) << "4h12m";
    QTest::newRow("whole hours") << qint64(3 * 3'600'000) << "3h";
    QTest::newRow("days and hours") << qint64((3 * 24 + 4) * 3'600'000LL) << "3d4h";
}

void NumberFormatTest::writesAges()
{
    QFETCH(qint64, ms);
    QTEST(ageText(base::Milliseconds(ms)), "text");
}

void NumberFormatTest::writesTimesInTheZoneGiven()
{
    QCOMPARE(clockText(Noon, QTimeZone::utc()), QStringLiteral("12:00:00"));
    QCOMPARE(clockText(Noon, QTimeZone(8 * 3600)), QStringLiteral("20:00:00"));
    QCOMPARE(fullTimeText(Noon, QTimeZone::utc()), QStringLiteral("2026-11-23 12:00:00.000 UTC"));
}

void NumberFormatTest::makesNamesInert_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("kPEPE") << "kPEPE";
    QTest::newRow("markup stays text") << QByteArray("<b>BTC</b>") << "<b>BTC</b>";
    QTest::newRow("line break") << QByteArray("A\nB") << QStringLiteral("A\uFFFDB");
    QTest::newRow("direction override") << QByteArray("A\xE2\x80\xAE"
                                                      "CTB")
                                        << QStringLiteral("A\uFFFDCTB");
    QTest::newRow("zero width") << QByteArray("B\xE2\x80\x8BTC") << QStringLiteral("B\uFFFDTC");
    QTest::newRow("long") << QByteArray(60, 'x')
                          << QString(48, QLatin1Char('x')) + QStringLiteral("…");
    QTest::newRow("not UTF-8") << QByteArray("\xff") << QStringLiteral("\uFFFD");
}

void NumberFormatTest::makesNamesInert()
{
    QFETCH(QByteArray, name);
    QTEST(inertName({name.constData(), static_cast<std::size_t>(name.size())}), "text");
}

void NumberFormatTest::killsMarkupInToolTips()
{
    const QString tip = inertToolTip(QStringLiteral("<img src='http://x/'>\nnext & last"));

    QVERIFY(!tip.contains(QStringLiteral("<img")));
    QVERIFY(tip.contains(QStringLiteral("&lt;img")));
    QVERIFY(tip.contains(QStringLiteral("&amp; last")));
    QVERIFY(inertToolTip({}).isEmpty());
}

QTEST_APPLESS_MAIN(NumberFormatTest)
#include "tst_numberformat.moc"
