// SPDX-License-Identifier: GPL-3.0-or-later
// A small window that stays above the others: equity, P&L and the nearest liquidation of the chosen
// account. Dragged anywhere; a double click asks for the main window. GUI thread.
#pragma once

#include "gui/models/compactview.h"
#include "gui/theme.h"

#include <QWidget>

#include <vector>

namespace lpm::gui {

class Privacy;

class CompactStrip : public QWidget
{
    Q_OBJECT
public:
    struct Figure
    {
        QString caption;
        QString value;
        Tone tone = Tone::Neutral;

        friend bool operator==(const Figure &, const Figure &) = default;
    };

    // Theme and privacy must outlive it.
    CompactStrip(const Theme &theme, const Privacy &privacy, QWidget *parent = nullptr);

    void show(const CompactView &view);
    using QWidget::show;
    const std::vector<Figure> &figures() const { return m_figures; }
    domain::PriceState freshness() const { return m_view.freshness; }

    // Where it was left. A place that no screen shows any more is moved to the nearest that is.
    void moveTo(const QPoint &place);

    QSize sizeHint() const override;

Q_SIGNALS:
    void returnAsked(); // to the main window; also when it is closed

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    void showFigures();
    void describe();
    QFont valueFont() const;
    int widthOf(const Figure &figure) const;
    void paintValue(QPainter &painter, const QRect &area, const Figure &figure) const;

    const Theme &m_theme;
    const Privacy &m_privacy;
    CompactView m_view;
    std::vector<Figure> m_figures;
    int m_widest = 0;             // so far
    std::optional<QPoint> m_grip; // where it is held
    bool m_isDragged = false;     // a hand that trembles in a double click drags nothing
};

} // namespace lpm::gui
