// SPDX-License-Identifier: GPL-3.0-or-later
// The line under the positions that adds up what is shown of them. Paints itself, so that twenty
// changes a second cost no layout; goes on in a second line where the window is narrow.
#pragma once

#include "gui/models/positiontotals.h"
#include "gui/theme.h"
#include "gui/views/explanations.h"
#include "gui/views/figuretext.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace lpm::gui {

class Privacy;

class TotalsRow : public QWidget
{
    Q_OBJECT
public:
    struct Figure
    {
        QString caption;
        QString value;
        Tone tone = Tone::Neutral;
        QString toolTip; // plain text
        bool isOld = false;

        friend bool operator==(const Figure &, const Figure &) = default;
    };

    using PartsOf = std::function<std::vector<SumPart>(TotalFigure)>;

    explicit TotalsRow(const Theme &theme, QWidget *parent = nullptr);

    void setPrivacy(const Privacy &privacy);                // must outlive it
    void show(const std::optional<PositionTotals> &totals); // nullopt: nothing was read yet
    using QWidget::show;
    const std::vector<Figure> &figures() const { return m_figures; }
    void setParts(PartsOf partsOf) { m_partsOf = std::move(partsOf); } // asked when it explains, after show() of the same
    QString explain(std::size_t figure) const; // its formula, and what it is the sum of
    ExplainedPart explanations() const;

    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showFigures();
    const std::vector<QRect> &places(int width) const; // of each figure
    int widthOf(const Figure &figure) const;
    int lineHeight() const;

    const Theme &m_theme;
    const Privacy *m_privacy = nullptr;
    std::optional<PositionTotals> m_totals;
    std::vector<Figure> m_figures;
    PartsOf m_partsOf;
    mutable FigureText m_text;
    mutable std::vector<QRect> m_places; // at m_placedWidth
    mutable int m_placedWidth = -1;      // -1: to be placed anew
};

} // namespace lpm::gui
