// SPDX-License-Identifier: GPL-3.0-or-later
// What the filter's expressions mean, by examples and by laws that hold for any of them.
#include "fakesource.h"

#include "gui/filter/filteramount.h"
#include "gui/filter/filterparser.h"
#include "gui/models/positioncolumns.h"

#include <QTest>

#include <rapidcheck.h>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;
using domain::Decimal;

namespace {

bool isShown(const domain::PositionView &position, const QString &filter,
             const QString &account = QStringLiteral("Main"))
{
    return fits({position, account, Noon, position.isReconciled}, parseFilter(filter).filter);
}

QStringList shownOfTheBook(const QString &filter)
{
    QStringList coins;
    for (const auto &position : tradersBook()) {
        if (isShown(position, filter))
            coins += coinWithoutDex(position.coin);
    }
    return coins;
}

struct Sign
{
    const char *text;
    bool (*holds)(const Decimal &a, const Decimal &b);
};

const std::vector<Sign> Signs{
    {"<", [](const Decimal &a, const Decimal &b) { return a < b; }},
    {"<=", [](const Decimal &a, const Decimal &b) { return a <= b; }},
    {">", [](const Decimal &a, const Decimal &b) { return a > b; }},
    {">=", [](const Decimal &a, const Decimal &b) { return a >= b; }},
    {"=", [](const Decimal &a, const Decimal &b) { return a == b; }},
    {"!=", [](const Decimal &a, const Decimal &b) { return a != b; }},
};

// Close to one another and often equal, whatever their scale.
Decimal anyAmount()
{
    const int scale = *rc::gen::inRange(0, 19);
    return Decimal::fromUnits(*rc::gen::inRange(-20, 20), scale);
}

// A word, a field or a comparison, as somebody types it.
std::string anyTerm()
{
    const std::string name = *rc::gen::element<std::string>("btc", "long", "xyz", "side:short",
                                                            "coin:sol", "dex:xyz", "mode:cross");
    const std::string number =
        *rc::gen::element<std::string>("upnl<0", "size >= 100", "roe>1", "dist<10%", "lev=10x");
    const bool isWord = *rc::gen::arbitrary<bool>();
    const bool isExcluded = *rc::gen::arbitrary<bool>();
    return (isExcluded ? "!" : "") + (isWord ? name : number);
}

} // namespace

class PositionFilterTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatFits_data();
    void showsWhatFits();
    void saysWhatItDoesNotUnderstand_data();
    void saysWhatItDoesNotUnderstand();
    void readsAmountsExactly_data();
    void readsAmountsExactly();
    void filtersByTheOtherPartsOfABadExpression();
    void fitsNoComparisonWhatIsNotKnown();
    void findsAnAccountByItsLabelOrAddress();
    void knowsEveryNumberOfTheTable();
    void comparesExactly();
    void wantsAllOfItsTerms();
    void leavesOutExactlyWhatFits();
    void readsAnyText();
};

void PositionFilterTest::showsWhatFits_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("coins");
    const auto row = [](const char *filter, const char *coins) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromLatin1(coins);
    };
    const char *all = "BTC ETH SOL HYPE kPEPE TSLA NVDA FARTCOIN DOGE SUI";
    row("", all);
    row("   ", all);
    row("btc", "BTC");
    row("xyz:", "TSLA NVDA");
    row("xyz:tsla", "TSLA");
    row("short", "ETH HYPE NVDA DOGE");
    row("short xyz", "NVDA");
    row("usd", all);
    row("side:long dex:xyz", "TSLA");
    row("side = long dex=xyz", "TSLA");
    row("!side=long !dex=xyz", "ETH HYPE DOGE");
    row("SIDE:Short", "ETH HYPE NVDA DOGE");
    row("coin:sol", "SOL");
    row("coin:so", "");
    row("coin:tsla", "TSLA");
    row("coin:xyz:TSLA", "TSLA");
    row("symbol:kpepe-usd", "kPEPE");
    row("!xyz !short", "BTC SOL kPEPE FARTCOIN SUI");
    row("!!short", "ETH HYPE NVDA DOGE");
    row("mode:isolated side:long", "TSLA");
    row("reconciled:no", "FARTCOIN");
    row("upnl<-100", "SOL HYPE");
    row("upnl < -100", "SOL HYPE");
    row("upnl<−100", "SOL HYPE");
    row("!upnl<-100 upnl<0", "NVDA FARTCOIN DOGE");
    row("upnl=0", "SUI");
    row("upnl!=0 upnl>-6 upnl<0", "DOGE");
    row("size>=4.2m", "kPEPE");
    row("size≥21,000", "kPEPE DOGE");
    row("notional>100k", "BTC ETH");
    row("Notional>0.1M", "BTC ETH");
    row("dist<10", "HYPE TSLA DOGE");
    row("dist<=5.31%", "");
    row("distance<5.311", "DOGE");
    row("roe>39.8", "BTC kPEPE");
    row("lev>=15x", "BTC ETH");
    row("age<10m", "SUI");
    row("opened>1d", "BTC ETH NVDA");
    row("mark_age>2s", "SOL TSLA NVDA");
    row("margin>1000 !side:short", "BTC SOL kPEPE TSLA");
    row("\"btc\"", "BTC");
    row("sl>0", "");
}

void PositionFilterTest::showsWhatFits()
{
    QFETCH(QString, filter);

    QCOMPARE(parseFilter(filter).message(), QString());

    QTEST(shownOfTheBook(filter).join(QLatin1Char(' ')), "coins");
}

void PositionFilterTest::saysWhatItDoesNotUnderstand_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *filter, const char *message) {
        QTest::newRow(filter) << QString::fromUtf8(filter) << QString::fromUtf8(message);
    };
    row("upnl<abc", "“upnl<abc” is left out: abc is no number.");
    row("upnl <", "“upnl <” is left out: a number is missing.");
    row("<5", "“<5” is left out: what is to be compared is missing.");
    row("price2 > 5", "“price2 > 5” is left out: price2 is no number of a position.");
    row("side<5", "“side<5” is left out: side is no number of a position.");
    row("side:up", "“side:up” is left out: it is long or short.");
    row("coin:", "“coin:” is left out: a name is missing.");
    row("!", "“!” is left out: a word or a comparison is missing.");
    row("\"\"", "“\"\"” is left out: nothing stands between the quotes.");
    row("size>1,5", "“size>1,5” is left out: 1,5 is no number.");
    row("size>1e9", "“size>1e9” is left out: 1e9 is no number.");
    row("upnl>5%", "“upnl>5%” is left out: 5% is no number.");
    row("age>5", "“age>5” is left out: 5 needs s, m, h or d behind it.");
    row("roe>x side:y", "“roe>x” is left out: x is no number. “side:y” is left out: it is long or "
                        "short.");
}

void PositionFilterTest::saysWhatItDoesNotUnderstand()
{
    QFETCH(QString, filter);

    const ParsedFilter parsed = parseFilter(filter);

    QTEST(parsed.message(), "message");
    QVERIFY(parsed.filter.terms.empty());
}

void PositionFilterTest::readsAmountsExactly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("unit");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *text, NumberUnit unit, const char *value) {
        QTest::newRow(text) << QString::fromUtf8(text) << static_cast<int>(unit)
                            << QString::fromLatin1(value);
    };
    row("0.1", NumberUnit::Amount, "0.1");
    row("-.5", NumberUnit::Amount, "-0.5");
    row("+7", NumberUnit::Amount, "7");
    row("1,234,567.25", NumberUnit::Amount, "1234567.25");
    row("1.000000000000000001k", NumberUnit::Amount, "1000.000000000000001");
    row("9999999999999999999b", NumberUnit::Amount, "9999999999999999999000000000");
    row("12.345", NumberUnit::Percent, "0.12345");
    row("12.345%", NumberUnit::Percent, "0.12345");
    row("3×", NumberUnit::Times, "3");
    row("1.5h", NumberUnit::Age, "5400000");
    row("0", NumberUnit::Age, "0");
}

void PositionFilterTest::readsAmountsExactly()
{
    QFETCH(QString, text);
    QFETCH(int, unit);

    const auto value = filterAmount(text, static_cast<NumberUnit>(unit));

    QVERIFY2(value.has_value(), qPrintable(value ? QString() : value.error()));
    QTEST(QString::fromStdString(value->text()), "value");
}

void PositionFilterTest::filtersByTheOtherPartsOfABadExpression()
{
    QCOMPARE(shownOfTheBook(QStringLiteral("xyz upnl< side:short")).join(QLatin1Char(' ')),
             QStringLiteral("NVDA"));
    QCOMPARE(parseFilter(QStringLiteral("upnl< side:long")).message(),
             QStringLiteral("“upnl<” is left out: a number is missing."));
    QCOMPARE(shownOfTheBook(QStringLiteral("xyz side:long age>5")).size(), 1);
}

void PositionFilterTest::fitsNoComparisonWhatIsNotKnown()
{
    auto bare = position({.coin = "NEW", .size = "5", .entry = "", .mark = ""});
    bare.fees.reset();
    bare.leverage.reset();
    bare.openedAt.reset();

    for (const char *name : {"upnl", "roe", "net", "fees", "notional", "mark", "entry", "liq",
                             "dist", "margin", "lev", "break_even", "tp"}) {
        for (const Sign &sign : Signs) {
            const QString term = QLatin1String(name) + QLatin1String(sign.text);
            QVERIFY2(!isShown(bare, term + QLatin1Char('0')), qPrintable(term));
            QVERIFY2(isShown(bare, QLatin1Char('!') + term + QLatin1Char('0')), qPrintable(term));
        }
    }
    QVERIFY(!isShown(bare, QStringLiteral("age<1d")));
    QVERIFY(!isShown(bare, QStringLiteral("age>1d")));
    QVERIFY(isShown(bare, QStringLiteral("size=5")));
}

void PositionFilterTest::findsAnAccountByItsLabelOrAddress()
{
    const auto ada = position({.coin = "BTC", .size = "1", .entry = "1", .mark = "1"}, address(13));
    const QString hex = QString::fromStdString(ada.account.text()).mid(2, 2); // "ad"
    QVERIFY(isShown(ada, QStringLiteral("account:main")));
    QVERIFY(isShown(ada, QStringLiteral("account:\"my main\""), QStringLiteral("My main desk")));
    QVERIFY(isShown(ada, QStringLiteral("0x") + hex));
    QVERIFY(isShown(ada, QStringLiteral("account:0x") + hex));
    QVERIFY(!isShown(ada, hex)); // ADA is a coin, and ad a part of one
    QVERIFY(!isShown(ada, QStringLiteral("account:hedge")));
}

void PositionFilterTest::knowsEveryNumberOfTheTable()
{
    for (int i = 0; i < PositionColumnCount; ++i) {
        const PositionColumnSpec &column = spec(static_cast<PositionColumn>(i));
        const bool isNumber = column.kind == CellKind::Number || column.kind == CellKind::Money ||
                              column.kind == CellKind::Bar;
        QVERIFY2(!isNumber || numberField(QLatin1String(column.key)), column.key);
    }
    QVERIFY(!numberField(QString()));
    QVERIFY(filterHelp().contains(QStringLiteral("upnl<-100")));
}

void PositionFilterTest::comparesExactly()
{
    QVERIFY(rc::check("a comparison is that of the decimals", [] {
        const Sign sign = *rc::gen::elementOf(Signs);
        const Decimal typed = anyAmount();
        auto held = position({.coin = "BTC", .size = "1", .entry = "1", .mark = "1"});
        held.unrealizedPnl = anyAmount();
        const std::string text = std::string("upnl") + sign.text + typed.text();
        RC_ASSERT(isShown(held, QString::fromStdString(text)) ==
                  sign.holds(*held.unrealizedPnl, typed));
    }));
}

void PositionFilterTest::wantsAllOfItsTerms()
{
    QVERIFY(rc::check("what fits two terms fits each, and the other way round", [] {
        const QString a = QString::fromStdString(anyTerm());
        const QString b = QString::fromStdString(anyTerm());
        for (const auto &position : tradersBook()) {
            RC_ASSERT(isShown(position, a + QLatin1Char(' ') + b) ==
                      (isShown(position, a) && isShown(position, b)));
        }
    }));
}

void PositionFilterTest::leavesOutExactlyWhatFits()
{
    QVERIFY(rc::check("each row fits a term or its exclusion", [] {
        const QString term = QString::fromStdString(anyTerm());
        for (const auto &position : tradersBook())
            RC_ASSERT(isShown(position, term) != isShown(position, QLatin1Char('!') + term));
    }));
}

void PositionFilterTest::readsAnyText()
{
    QVERIFY(rc::check("each part is a term or a problem", [] {
        const auto parts = *rc::gen::container<std::string>(
            rc::gen::element('a', '1', ' ', '!', '<', '=', '>', ':', '"', '-', '.', ',', '%', 'k'));
        const QString text = QString::fromStdString(parts);
        const ParsedFilter parsed = parseFilter(text);
        const bool isBlank = text.trimmed().isEmpty();
        RC_ASSERT(isBlank == (parsed.filter.terms.empty() && parsed.problems.empty()));
        for (const FilterProblem &problem : parsed.problems)
            RC_ASSERT(text.contains(problem.part) && !problem.part.isEmpty());
        RC_ASSERT(parsed.filter == parseFilter(text).filter);
    }));
}

QTEST_MAIN(PositionFilterTest)
#include "tst_positionfilter.moc"
