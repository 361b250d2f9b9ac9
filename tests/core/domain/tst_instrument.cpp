// SPDX-License-Identifier: GPL-3.0-or-later
// The names of what is traded, and what is guessed of a coin that is not known yet.
#include "core/domain/instrument.h"

#include <QtTest>

using namespace lpm;
using domain::InstrumentKind;

class InstrumentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRawNameTellsTheKind_data()
    {
        QTest::addColumn<QString>("coin");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("dex");
        const auto row = [](const char *coin, InstrumentKind kind, const char *dex) {
            QTest::newRow(coin) << QString::fromLatin1(coin) << static_cast<int>(kind)
                                << QString::fromLatin1(dex);
        };
        row("BTC", InstrumentKind::Perpetual, "");
        row("kPEPE", InstrumentKind::Perpetual, "");
        row("xyz:TSLA", InstrumentKind::Perpetual, "xyz");
        row("@107", InstrumentKind::Spot, "");
        row("PURR/USDC", InstrumentKind::Spot, "");
        row("#250", InstrumentKind::Outcome, "");
    }
    void theRawNameTellsTheKind()
    {
        QFETCH(QString, coin);
        QFETCH(int, kind);
        QFETCH(QString, dex);

        QCOMPARE(static_cast<int>(domain::kindOf(coin.toStdString())), kind);
        QCOMPARE(QString::fromStdString(domain::dexOf(coin.toStdString())), dex);
    }

    void aCatalogFindsByCoinAndBySymbol()
    {
        domain::InstrumentCatalog catalog;
        domain::Instrument spot;
        spot.coin = "@107";
        spot.symbol = "HYPE/USDC";
        catalog.add(spot);

        QCOMPARE(catalog.find("@107")->symbol, std::string("HYPE/USDC"));
        QCOMPARE(catalog.findSymbol("HYPE/USDC")->coin, std::string("@107"));
        QVERIFY(catalog.find("BTC") == nullptr);
        QVERIFY(catalog.findSymbol("@107") == nullptr);
        QCOMPARE(catalog.size(), std::size_t{1});
    }

    void anInstrumentIsReplacedByOneWithTheSameCoin()
    {
        domain::InstrumentCatalog catalog;
        domain::Instrument btc;
        btc.coin = "BTC";
        btc.symbol = "BTC-USD";
        btc.sizeDecimals = 4;
        catalog.add(btc);
        btc.sizeDecimals = 5;
        catalog.add(btc);

        QCOMPARE(catalog.size(), std::size_t{1});
        QCOMPARE(catalog.find("BTC")->sizeDecimals, 5);
    }

    void aCoinNotKnownYetIsGuessedFromItsSize_data()
    {
        QTest::addColumn<QString>("coin");
        QTest::addColumn<int>("seen");
        QTest::addColumn<int>("sizeDecimals");
        QTest::addColumn<int>("priceDecimals");
        QTest::addColumn<QString>("symbol");
        QTest::newRow("perpetual") << QStringLiteral("NEW") << 2 << 2 << 4
                                   << QStringLiteral("NEW-USD");
        QTest::newRow("builder's dex") << QStringLiteral("xyz:NEW") << 0 << 0 << 6
                                       << QStringLiteral("xyz:NEW-USD");
        QTest::newRow("spot") << QStringLiteral("@999") << 3 << 3 << 5 << QStringLiteral("@999");
        QTest::newRow("more digits than there are")
            << QStringLiteral("NEW") << 12 << 6 << 0 << QStringLiteral("NEW-USD");
        QTest::newRow("fewer than none") << QStringLiteral("NEW") << -1 << 0 << 6
                                         << QStringLiteral("NEW-USD");
    }
    void aCoinNotKnownYetIsGuessedFromItsSize()
    {
        QFETCH(QString, coin);
        QFETCH(int, seen);
        QFETCH(int, sizeDecimals);
        QFETCH(int, priceDecimals);
        QFETCH(QString, symbol);

        const domain::Instrument guess
            = domain::InstrumentCatalog().orGuess(coin.toStdString(), seen);

        QVERIFY(guess.isGuessed);
        QCOMPARE(guess.sizeDecimals, sizeDecimals);
        QCOMPARE(guess.priceDecimals, priceDecimals);
        QCOMPARE(QString::fromStdString(guess.symbol), symbol);
    }

    void aKnownCoinIsNotGuessed()
    {
        domain::InstrumentCatalog catalog;
        domain::Instrument btc;
        btc.coin = "BTC";
        btc.sizeDecimals = 5;
        catalog.add(btc);

        QCOMPARE(catalog.orGuess("BTC", 1).sizeDecimals, 5);
        QVERIFY(!catalog.orGuess("BTC", 1).isGuessed);
    }
};

QTEST_APPLESS_MAIN(InstrumentTest)
#include "tst_instrument.moc"
