// SPDX-License-Identifier: GPL-3.0-or-later
// The account at a glance, above the table: equity, P&L and what it is made of, how far both have
// moved today, exposure, drawdown.
#pragma once

#include "gui/models/daychange.h"
#include "gui/models/summarytotals.h"
#include "gui/views/explanations.h"
#include "gui/views/stattile.h"

#include <QGridLayout>
#include <QTimeZone>
#include <QWidget>

#include <vector>

namespace lpm::gui {

class Privacy;

class SummaryStrip : public QWidget
{
    Q_OBJECT
public:
    explicit SummaryStrip(const Theme &theme, QWidget *parent = nullptr);

    void setPrivacy(const Privacy &privacy); // must outlive it
    void setZone(const QTimeZone &zone); // of the times in its tooltips; UTC until then
    // From `now` the time until the next funding is counted; not shown without.
    void show(const SummaryTotals &totals, std::optional<base::Timestamp> now = {},
              const MoneyMoves &moves = {});
    using QWidget::show;
    void setOld(bool isOld);
    const StatTile *tile(const QString &caption) const; // nullptr: there is none
    ExplainedPart explanations() const;

    QSize minimumSizeHint() const override; // one tile wide: tiles that stand side by side can wrap

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    StatTile *add(const Theme &theme, const QString &caption);
    void setExplanations();
    void arrange(int columns);
    void alignSizes();
    void showTiles();
    void showMoney(bool isHidden);
    void showDrawdown(bool isHidden);
    QString fundingDetail() const;
    void showExposures(bool isHidden);

    const Privacy *m_privacy = nullptr;
    SummaryTotals m_totals;
    MoneyMoves m_moves;
    std::optional<base::Timestamp> m_now;
    QTimeZone m_zone = QTimeZone::utc();
    QGridLayout *m_grid;
    std::vector<StatTile *> m_tiles;
    int m_columns = 0;
    StatTile *m_equity;
    StatTile *m_net;
    StatTile *m_unrealized;
    StatTile *m_realized;
    StatTile *m_fees;
    StatTile *m_funding;
    StatTile *m_long;
    StatTile *m_netExposure;
    StatTile *m_marginRatio;
    StatTile *m_drawdown;
    StatTile *m_positions;
};

} // namespace lpm::gui
