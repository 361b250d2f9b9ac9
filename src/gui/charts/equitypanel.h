// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of the chosen accounts: equity, or what was earned. GUI thread.
#pragma once

#include "core/domain/history.h"
#include "gui/charts/curvechart.h"
#include "gui/models/summarytotals.h"

#include <QWidget>

#include <map>
#include <optional>

class QButtonGroup;
class QLabel;

namespace lpm::gui {

class Privacy;

class EquityPanel : public QWidget
{
    Q_OBJECT
public:
    EquityPanel(const Theme &theme, const QTimeZone &zone, QWidget *parent = nullptr);

    void setPrivacy(const Privacy &privacy); // must outlive it
    void choose(const AccountChoice &choice);
    // As it is now, each second; sampled every limits::CurvePace.
    void add(const AccountChoice &whose, const SummaryTotals &totals, base::Timestamp now);
    // As it was before: newest first, as kept. Of one account only: several are not of the same
    // moments.
    void putPast(const AccountChoice &whose, const std::vector<domain::EquitySample> &samples);
    void forgetAll(); // the sum is of other accounts now

    QString curve() const; // the one chosen, by its key: equity, pnl
    void setCurve(const QString &key); // one that is none changes nothing

private:
    struct Curves
    {
        TimeSeries equity;
        TimeSeries net;
        TimeSeries unrealized;
        TimeSeries realized;
        Curves();
    };

    Curves &curvesOf(const AccountChoice &whose) { return m_curves[whose]; }
    void draw();

    std::map<AccountChoice, Curves> m_curves;
    std::map<AccountChoice, base::Timestamp> m_sampled;
    AccountChoice m_choice;
    const Privacy *m_privacy = nullptr;
    CurveChart *m_chart;
    QLabel *m_note;
    QButtonGroup *m_kinds;
};

} // namespace lpm::gui
