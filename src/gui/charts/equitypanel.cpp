// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/charts/equitypanel.h"

#include "gui/limits.h"
#include "gui/models/amounts.h"
#include "gui/models/moneytrack.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace lpm::gui {

namespace {

enum Kind { Equity, Earned };

QString curveKey(int kind)
{
    return kind == Equity ? QStringLiteral("equity") : QStringLiteral("pnl");
}

void addKnown(TimeSeries &series, base::Timestamp time, const std::optional<domain::Decimal> &value)
{
    if (value)
        series.add(time, *value);
}

template <class Value>
std::vector<TimePoint> pointsOf(const std::vector<domain::EquitySample> &samples, Value value)
{
    std::vector<TimePoint> points;
    for (const auto &sample : samples) {
        if (const std::optional<domain::Decimal> known = value(sample))
            points.push_back({sample.time, *known, false});
    }
    return points;
}

} // namespace

EquityPanel::Curves::Curves()
    : equity(limits::CurvePoints, limits::CurveGap),
      net(limits::CurvePoints, limits::CurveGap),
      unrealized(limits::CurvePoints, limits::CurveGap),
      realized(limits::CurvePoints, limits::CurveGap)
{
}

EquityPanel::EquityPanel(const Theme &theme, const QTimeZone &zone, QWidget *parent)
    : QWidget(parent),
      m_chart(new CurveChart(theme, zone, this)),
      m_note(new QLabel(this)),
      m_kinds(new QButtonGroup(this))
{
    m_chart->setAccessibleName(tr("Equity and P&L over time"));
    m_chart->setEmptyText(tr("The line begins with the second value of the equity."));
    m_note->setTextFormat(Qt::PlainText);
    auto *bar = new QHBoxLayout;
    const auto addKind = [&](Kind kind, const QString &text, const QString &tip) {
        auto *button = new QToolButton(this);
        button->setText(text);
        button->setToolTip(tip);
        button->setCheckable(true);
        button->setChecked(kind == Equity);
        m_kinds->addButton(button, kind);
        bar->addWidget(button);
    };
    addKind(Equity, tr("Equity"), tr("The value of the account"));
    addKind(Earned, tr("P&&L"), tr("Net, unrealized and realized P&L"));
    setTabOrder(m_kinds->buttons().last(), m_chart);
    bar->addWidget(m_note, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 0, 10, 6);
    layout->setSpacing(4);
    layout->addLayout(bar);
    layout->addWidget(m_chart, 1);
    connect(m_kinds, &QButtonGroup::idClicked, this, &EquityPanel::draw);
}

void EquityPanel::setPrivacy(const Privacy &privacy)
{
    m_privacy = &privacy;
    const auto show = [this] {
        m_chart->setHidingValues(gui::isHidden(m_privacy));
        draw();
    };
    connect(&privacy, &Privacy::changed, this, show);
    show();
}

void EquityPanel::choose(const AccountChoice &choice)
{
    m_choice = choice;
    draw();
}

void EquityPanel::add(const AccountChoice &whose, const SummaryTotals &totals, base::Timestamp now)
{
    auto &sampled = m_sampled[whose];
    if (now >= sampled && now - sampled < limits::CurvePace)
        return;
    sampled = now;
    Curves &curves = curvesOf(whose);
    addKnown(curves.equity, now, totals.equity);
    addKnown(curves.net, now, totals.netPnl);
    addKnown(curves.unrealized, now, totals.unrealizedPnl);
    addKnown(curves.realized, now, totals.realizedPnl);
    if (whose == m_choice && isVisible())
        draw();
}

void EquityPanel::putPast(const AccountChoice &whose,
                          const std::vector<domain::EquitySample> &samples)
{
    using Sample = domain::EquitySample;
    using Known = std::optional<domain::Decimal>;
    Curves &curves = curvesOf(whose);
    const auto put = [&](TimeSeries &series, auto value) {
        series.putBefore(pointsOf(samples, value), limits::KeptCurveGap);
    };
    put(curves.equity, [](const Sample &sample) { return sample.equity; });
    put(curves.unrealized, [](const Sample &sample) { return sample.unrealizedPnl; });
    put(curves.realized, [](const Sample &sample) { return Known(sample.realizedPnl); });
    put(curves.net, [](const Sample &sample) { return pointOf(sample).netPnl; });
    draw();
}

void EquityPanel::forgetAll()
{
    m_curves.erase(std::nullopt);
    m_sampled.erase(std::nullopt);
    draw();
}

QString EquityPanel::curve() const { return curveKey(m_kinds->checkedId()); }

void EquityPanel::setCurve(const QString &key)
{
    for (const Kind kind : {Equity, Earned}) {
        if (curveKey(kind) == key)
            m_kinds->button(kind)->setChecked(true);
    }
    draw();
}

void EquityPanel::draw()
{
    const Curves &curves = curvesOf(m_choice);
    const bool isEquity = m_kinds->checkedId() == Equity;
    const TimeSeries &first = isEquity ? curves.equity : curves.net;
    std::vector<Curve> shown;
    if (isEquity) {
        shown.push_back({tr("Equity"), curves.equity.points()});
    } else {
        shown.push_back({tr("Net"), curves.net.points()});
        shown.push_back({tr("Unrealized"), curves.unrealized.points(), Tone::Warning});
        shown.push_back({tr("Realized"), curves.realized.points(), Tone::Muted});
    }
    m_chart->showCurves(std::move(shown), {}, MoneyDecimals);
    const auto change = first.change();
    m_note->setText(change ? tr("%1 USD since the first point")
                                 .arg(hiddenOr(signedNumber(*change, MoneyDecimals),
                                               gui::isHidden(m_privacy)))
                           : QString());
}

} // namespace lpm::gui
