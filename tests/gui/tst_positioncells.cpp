// SPDX-License-Identifier: GPL-3.0-or-later
// A cell whose number does not fit must not show another one.
#include "gui/models/positioncells.h"

#include <QtTest>

using namespace lpm;
using namespace lpm::gui;

class PositionCellsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLiquidationFarAwayIsSaidToBeFar_data()
    {
        QTest::addColumn<QString>("ratio");
        QTest::addColumn<QString>("text");
        QTest::newRow("near") << QStringLiteral("0.0204") << QStringLiteral("2.04 %");
        QTest::newRow("just shown") << QStringLiteral("9.99") << QStringLiteral("999.00 %");
        QTest::newRow("far") << QStringLiteral("10") << QStringLiteral("> 999 %");
        QTest::newRow("as good as never") << QStringLiteral("46.586") << QStringLiteral("> 999 %");
    }

    void aLiquidationFarAwayIsSaidToBeFar()
    {
        QFETCH(QString, ratio);
        QFETCH(QString, text);
        domain::PositionView position;
        position.liquidationDistance = *domain::Decimal::parse(ratio.toStdString());
        const QString account;
        QCOMPARE(distanceCell({position, account, base::Timestamp{}}).text, text);
    }
};

QTEST_GUILESS_MAIN(PositionCellsTest)
#include "tst_positioncells.moc"
