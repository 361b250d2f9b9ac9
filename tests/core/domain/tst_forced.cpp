// SPDX-License-Identifier: GPL-3.0-or-later
// Whose position a liquidation or a deleveraging closed, by the words and the object of a fill.
#include "core/domain/forced.h"

#include <QtTest>

#include <optional>

using namespace lpm;
using domain::Fill;
using domain::Forced;

namespace {

enum class Named { Nothing, Nobody, Us, Another }; // by the object of the fill

domain::Address address(int number)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes.back() = static_cast<std::uint8_t>(number);
    return domain::Address::fromBytes(bytes);
}

Fill fill(const QString &direction, Named named)
{
    Fill made;
    made.direction = direction.toStdString();
    if (named != Named::Nothing)
        made.liquidation.emplace();
    if (named == Named::Us)
        made.liquidation->liquidatedUser = address(1);
    if (named == Named::Another)
        made.liquidation->liquidatedUser = address(2);
    return made;
}

} // namespace

class ForcedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isKnownByTheWordsAndWhomTheyName_data()
    {
        QTest::addColumn<QString>("direction");
        QTest::addColumn<Named>("named");
        QTest::addColumn<QString>("said"); // "": not known
        const auto row = [](const char *name, const char *direction, Named named,
                            const char *said) {
            QTest::newRow(name) << QString::fromLatin1(direction) << named
                                << QString::fromLatin1(said);
        };
        row("an ordinary fill", "Close Long", Named::Nothing, "none");
        row("a flip", "Long > Short", Named::Nothing, "none");
        row("a delisting", "Settlement", Named::Nothing, "none");
        row("liquidated at the market", "Close Long", Named::Us, "liquidation");
        row("the other side of it", "Open Short", Named::Another, "none");
        row("a side that is not told", "Close Long", Named::Nobody, "");
        row("taken over by the backstop", "Liquidated Cross Long", Named::Us, "liquidation");
        row("taken over in words that are new", "Liquidated", Named::Nothing, "");
        row("words that are new", "Borrow Liquidation", Named::Nothing, "");
        row("words that are new, of another", "Borrow Liquidation", Named::Another, "");
        row("the liquidator", "Liquidated Cross Long", Named::Another, "none");
        row("deleveraged for another's loss", "Auto-Deleveraging", Named::Another,
            "auto_deleveraging");
        row("deleveraged, nobody named", "Auto-Deleveraging", Named::Nothing,
            "auto_deleveraging");
        row("whose loss deleveraging ended", "Auto-Deleveraging", Named::Us, "liquidation");
        row("without words", "", Named::Nothing, "");
        row("without words, of another", "", Named::Another, "");
        row("without words, of ours", "", Named::Us, "liquidation");
    }
    void isKnownByTheWordsAndWhomTheyName()
    {
        QFETCH(QString, direction);
        QFETCH(Named, named);
        QFETCH(QString, said);

        const auto forced = domain::forcedOn(address(1), fill(direction, named));

        QCOMPARE(forced.has_value(), !said.isEmpty());
        if (forced)
            QCOMPARE(domain::word(*forced), std::string_view(said.toStdString()));
    }

    // The liquidator's fill has the same words.
    void takenOverWithNobodyNamedIsTheOnesWhoSoldTheLong()
    {
        Fill fillOfLong = fill(QStringLiteral("Liquidated Cross Long"), Named::Nothing);
        fillOfLong.side = domain::FillSide::Sell;
        QVERIFY(domain::forcedOn(address(1), fillOfLong) == Forced::Liquidation);
        fillOfLong.side = domain::FillSide::Buy;
        QVERIFY(domain::forcedOn(address(1), fillOfLong) == Forced::None);
        Fill fillOfShort = fill(QStringLiteral("Liquidated Isolated Short"), Named::Nobody);
        fillOfShort.side = domain::FillSide::Buy;
        QVERIFY(domain::forcedOn(address(1), fillOfShort) == Forced::Liquidation);
    }
};

QTEST_APPLESS_MAIN(ForcedTest)
#include "tst_forced.moc"
