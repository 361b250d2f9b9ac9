// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/format/sumtext.h"

#include <QTest>

using namespace lpm;
using namespace lpm::gui;

namespace {

std::optional<domain::Decimal> number(const char *text)
{
    return domain::Decimal::parse(text).value();
}

std::vector<SumPart> coins(int count)
{
    std::vector<SumPart> parts;
    for (int i = 1; i <= count; ++i)
        parts.push_back({QStringLiteral("C%1").arg(i), domain::Decimal(i)});
    return parts;
}

} // namespace

class SumTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsTheLargestFirstWhateverTheirSign()
    {
        QCOMPARE(sumText({{QStringLiteral("A"), number("1.5")},
                          {QStringLiteral("B"), number("-1000.25")},
                          {QStringLiteral("C"), number("0")},
                          {QStringLiteral("D"), number("20")}},
                         SumSign::Always),
                 QStringLiteral("B −1,000.25\nD +20\nA +1.5\n= −978.75 USD"));
    }
    void tellsNoSignWhereThereIsNoWay()
    {
        QCOMPARE(sumText({{QStringLiteral("A"), number("1.5")}}, SumSign::OnlyMinus),
                 QStringLiteral("A 1.5\n= 1.5 USD"));
        QCOMPARE(sumText({}, SumSign::Always), QStringLiteral("= 0 USD"));
    }
    void putsTheManySmallOnesTogether()
    {
        QCOMPARE(sumText(coins(9), SumSign::OnlyMinus).count(QLatin1Char('\n')), 9);
        const QString many = sumText(coins(500), SumSign::OnlyMinus);
        QVERIFY2(many.startsWith(QStringLiteral("C500 500\nC499 499\n")), qPrintable(many));
        // 1 + … + 492, 1 + … + 500
        QVERIFY2(many.endsWith(QStringLiteral("\n492 others 121,278\n= 125,250 USD")),
                 qPrintable(many));
    }
    void isNotKnownWithAnUnknownPart()
    {
        auto parts = coins(20);
        parts.push_back({QStringLiteral("X"), std::nullopt});
        const QString text = sumText(parts, SumSign::Always);
        QVERIFY2(text.startsWith(QStringLiteral("X —\nC20 +20\n")), qPrintable(text));
        QVERIFY2(text.endsWith(QStringLiteral("= — a part of it is not known")), qPrintable(text));
    }
};

QTEST_MAIN(SumTextTest)
#include "tst_sumtext.moc"
