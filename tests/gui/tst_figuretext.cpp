// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/theme.h"
#include "gui/views/figuretext.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <cstdlib>

using namespace lpm::gui;

class FigureTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void standsWhereThePainterWouldSetIt_data();
    void standsWhereThePainterWouldSetIt();
    void keepsFontsApart();
    void isDrawnInMoreFontsThanAreKept();

private:
    static constexpr QSize Area{180, 40};

    QImage blank() const;
    QImage byPainter(const QFont &font, const QString &text, Qt::AlignmentFlag side) const;
    QImage byFigures(const QFont &font, const QString &text, Qt::AlignmentFlag side);

    FigureText m_figures;
    qreal m_scale = 1; // of the screen
};

QImage FigureTextTest::blank() const
{
    QImage image(Area * m_scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(m_scale);
    image.fill(Qt::white);
    return image;
}

QImage FigureTextTest::byPainter(const QFont &font, const QString &text,
                                 Qt::AlignmentFlag side) const
{
    QImage image = blank();
    QPainter painter(&image);
    painter.setFont(font);
    painter.drawText(QRect({}, Area), side | Qt::AlignVCenter | Qt::TextSingleLine, text);
    return image;
}

QImage FigureTextTest::byFigures(const QFont &font, const QString &text, Qt::AlignmentFlag side)
{
    QImage image = blank();
    QPainter painter(&image);
    m_figures.draw(painter, QRect({}, Area), side, font, text);
    return image;
}

void FigureTextTest::standsWhereThePainterWouldSetIt_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("money") << QStringLiteral("+1,234,567.89");
    QTest::newRow("minus") << QStringLiteral("−0.00001234");
    QTest::newRow("percent") << QStringLiteral("-12.34%");
    QTest::newRow("unknown") << QStringLiteral("—");
    QTest::newRow("hidden") << QStringLiteral("•••");
    QTest::newRow("age") << QStringLiteral("12m");
    QTest::newRow("nothing") << QString();
    QTest::newRow("a sign of two units") << QStringLiteral("1 \U0001D7D9");
    QTest::newRow("a sign that most fonts lack") << QStringLiteral("12 \u1230");
}

void FigureTextTest::standsWhereThePainterWouldSetIt()
{
    QFETCH(const QString, text);
    const QFont font = tabularFont(QApplication::font());

    for (const qreal scale : {1.0, 2.0}) {
        m_scale = scale;
        for (const auto side : {Qt::AlignRight, Qt::AlignLeft})
            QCOMPARE(byFigures(font, text, side), byPainter(font, text, side));
    }
    m_scale = 1;
    const int difference =
        m_figures.widthOf(font, text) - QFontMetrics(font).horizontalAdvance(text);
    QVERIFY2(std::abs(difference) <= 1, qPrintable(QString::number(difference)));
}

void FigureTextTest::keepsFontsApart()
{
    const QFont plain = tabularFont(QApplication::font());
    QFont large = plain;
    large.setPointSizeF(plain.pointSizeF() * 1.6);
    const QString text = QStringLiteral("1,234.5");

    const QImage first = byFigures(plain, text, Qt::AlignRight);
    QCOMPARE(byFigures(large, text, Qt::AlignRight), byPainter(large, text, Qt::AlignRight));
    QCOMPARE(byFigures(plain, text, Qt::AlignRight), first);
    QVERIFY(byFigures(large, text, Qt::AlignRight) != first);
}

void FigureTextTest::isDrawnInMoreFontsThanAreKept()
{
    QFont font = tabularFont(QApplication::font());
    const QString text = QStringLiteral("1,234.5");

    for (int size = 6; size < 30; ++size) {
        font.setPointSize(size);
        QCOMPARE(byFigures(font, text, Qt::AlignRight), byPainter(font, text, Qt::AlignRight));
    }
}

QTEST_MAIN(FigureTextTest)
#include "tst_figuretext.moc"
