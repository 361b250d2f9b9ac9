// SPDX-License-Identifier: GPL-3.0-or-later
// One number of the summary: what it is, the number, and a word beside it. Paints itself, so that
// twenty changes a second cost no layout.
#pragma once

#include "gui/theme.h"

#include <QWidget>

#include <functional>

namespace lpm::gui {

struct Stat
{
    QString value;
    Tone tone = Tone::Neutral;
    QString detail;

    friend bool operator==(const Stat &, const Stat &) = default;
};

class StatTile : public QWidget
{
    Q_OBJECT
public:
    StatTile(const Theme &theme, const QString &caption, QWidget *parent = nullptr);

    void show(const Stat &stat);
    using QWidget::show;
    // The figures' size in points that fits the tile; the strip gives all tiles the smallest.
    qreal fittingSize() const;
    void setValueSize(qreal points);
    void setOld(bool isOld); // greyed: the feed or a price is not live
    bool isOld() const { return m_isOld; }
    const Stat &stat() const { return m_stat; }
    QString caption() const { return m_caption; }
    QString spokenValue() const; // with what colour and place say to the eye
    // What its tooltip says, plain text; asked each time, for it may be long.
    void setExplaining(std::function<QString()> explain) { m_explain = std::move(explain); }
    QString explanation() const { return m_explain ? m_explain() : QString(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    bool isSigned() const;
    void describe();
    QFont valueFont(qreal points) const;

    const Theme &m_theme;
    QString m_caption;
    Stat m_stat;
    std::function<QString()> m_explain;
    qreal m_valueSize = 0; // 0: as large as it likes
    bool m_isOld = false;
};

} // namespace lpm::gui
