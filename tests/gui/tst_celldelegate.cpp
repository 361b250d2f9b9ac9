// SPDX-License-Identifier: GPL-3.0-or-later
// A number that has too little room is squeezed, and not cut: a cut one reads as another number.
#include "gui/models/positionsmodel.h"
#include "gui/views/celldelegate.h"

#include <QFontMetrics>
#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyleOptionViewItem>
#include <QTest>
#include <QWidget>

using namespace lpm;
using namespace lpm::gui;

namespace {

constexpr int RowHeight = 28;
constexpr int Around = 40; // more than a cell's edges take

QImage painted(const CellDelegate &delegate, const QString &text, int width)
{
    QStandardItemModel model(1, 1);
    model.setData(model.index(0, 0), text);
    QImage image(width, RowHeight, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    QStyleOptionViewItem option;
    option.rect = image.rect();
    option.font = tabularFont(QFont());
    delegate.paint(&painter, option, model.index(0, 0));
    return image;
}

} // namespace

class CellDelegateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsTheLastDigitInEveryRoomThatIsNotFarTooSmall_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("other");
        QTest::newRow("four digits") << QStringLiteral("7,357.70") << QStringLiteral("7,357.71");
        QTest::newRow("five") << QStringLiteral("12,253.66") << QStringLiteral("12,253.63");
        QTest::newRow("negative") << QStringLiteral("−1,496.34") << QStringLiteral("−1,496.35");
        QTest::newRow("tiny") << QStringLiteral("0.0048213") << QStringLiteral("0.0048217");
    }

    void showsTheLastDigitInEveryRoomThatIsNotFarTooSmall()
    {
        QFETCH(QString, number);
        QFETCH(QString, other);
        QWidget window;
        const Theme theme(window);
        const CellDelegate delegate(theme, [](int) { return CellStyle{CellKind::Number, 0, false}; });
        const int natural = QFontMetrics(tabularFont(QFont())).horizontalAdvance(number);

        for (int width = natural * 8 / 10 + 14; width <= natural + Around; ++width)
            QVERIFY2(painted(delegate, number, width) != painted(delegate, other, width),
                     qPrintable(QStringLiteral("cut at a width of %1").arg(width)));
    }
};

QTEST_MAIN(CellDelegateTest)
#include "tst_celldelegate.moc"
