// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/banner.h"

#include "gui/format/inerttext.h"
#include "gui/format/timeformat.h"
#include "gui/format/toldtext.h"
#include "gui/models/positionsmodel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace lpm::gui {

using domain::AccountHealth;
using domain::FeedState;
using domain::RunMode;

namespace {

// The same in every theme: a mark that changes its colour is learnt twice.
const QColor DemoFill(0xf2, 0xb1, 0x3d);
const QColor TestnetFill(0xb0, 0xa2, 0xff);
const QColor MarkInk(0x1a, 0x14, 0x06);
constexpr int OfferMargin = 4;

} // namespace

QString modeMark(RunMode mode)
{
    switch (mode) {
    case RunMode::Demo:
        return QStringLiteral("DEMO");
    case RunMode::Testnet:
        return QStringLiteral("TESTNET");
    case RunMode::Live:
        break;
    }
    return {};
}

QColor modeColor(RunMode mode) { return mode == RunMode::Testnet ? TestnetFill : DemoFill; }

QString modeSentence(RunMode mode)
{
    switch (mode) {
    case RunMode::Demo:
        return Banner::tr("Simulated exchange: these positions and prices are not real");
    case RunMode::Testnet:
        return Banner::tr("The exchange's test network: this money is not real");
    case RunMode::Live:
        break;
    }
    return {};
}

Notice noticeOf(const domain::HealthView &health, base::Timestamp now)
{
    if (health.status == domain::HealthStatus::Stopped)
        return {Banner::tr("Monitoring has stopped. What is shown is the last known state."),
                Tone::Bad};
    for (const AccountHealth &account : health.accounts) {
        const QString name = accountName(account.account, account.label);
        const QString age = ageText(account.lastMessage, now);
        if (account.feedState == FeedState::Offline)
            return {Banner::tr("%1: no connection to the exchange, last message %2 ago. "
                               "Trying again.")
                        .arg(name, age),
                    Tone::Bad};
        if (account.feedState == FeedState::Stale)
            return {Banner::tr("%1: nothing received for %2. Prices below are old.").arg(name, age),
                    Tone::Warning};
        if (account.feedState == FeedState::Suspect)
            return {Banner::tr("%1: differs from the exchange, being checked.").arg(name),
                    Tone::Warning};
    }
    if (health.status == domain::HealthStatus::Degraded && !health.reasons.empty())
        return {toldText(health.reasons.front()), Tone::Warning};
    return {};
}

Notice noticeOfSilence(base::Timestamp lastHeard, base::Timestamp now, const QTimeZone &zone)
{
    return {Banner::tr("The monitor does not answer since %1 (%2 ago). "
                       "What is shown is the last known state.")
                .arg(clockText(lastHeard, zone, dayOf(now, zone)), ageText(now - lastHeard)),
            Tone::Bad};
}

Banner::Banner(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setVisible(false);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Banner::showMode(RunMode mode)
{
    m_solid = modeColor(mode);
    say(modeMark(mode), modeSentence(mode));
}

void Banner::showNotice(const QString &text, Tone tone)
{
    m_solid = QColor();
    m_tone = tone;
    say({}, text);
}

void Banner::say(const QString &mark, const QString &text)
{
    m_mark = mark;
    m_text = text;
    setAccessibleName(mark.isEmpty() ? text : mark + QStringLiteral(". ") + text);
    setAccessibleDescription(text); // else the tooltip would be read, with its markup
    setToolTip(inertToolTip(text)); // a long one is cut in a narrow window
    setVisible(!text.isEmpty());
    update();
}

void Banner::offer(const QString &text)
{
    if (text == (m_offer ? m_offer->text() : QString()))
        return;
    if (m_offer == nullptr) {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(0, OfferMargin, 10, OfferMargin);
        row->addStretch(1);
        m_offer = new QPushButton(this);
        m_offer->setObjectName(QStringLiteral("offer"));
        row->addWidget(m_offer);
        connect(m_offer, &QPushButton::clicked, this, &Banner::offerTaken);
    }
    m_offer->setText(text);
    m_offer->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    m_offer->setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

bool Banner::hasOffer() const { return m_offer != nullptr && !m_offer->text().isEmpty(); }

QSize Banner::sizeHint() const
{
    const int height = fontMetrics().height() + (m_solid.isValid() ? 10 : 14);
    const int offered = hasOffer() ? m_offer->sizeHint().height() + 2 * OfferMargin : 0;
    return {200, std::max(height, offered)};
}

void Banner::paintEvent(QPaintEvent *)
{
    const QColor color = m_theme.colors().of(m_tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = m_solid.isValid() ? MarkInk : m_theme.colors().text;
    if (m_solid.isValid()) {
        painter.fillRect(rect(), m_solid);
    } else {
        QColor fill = color;
        fill.setAlphaF(0.15F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(rect(), 6, 6);
        painter.setBrush(color);
        painter.drawRoundedRect(QRect(0, 0, 4, height()), 2, 2);
    }
    QRect area = rect().adjusted(14, 0, -14, 0);
    if (hasOffer())
        area.setRight(m_offer->x() - 14);
    painter.setPen(ink);
    if (!m_mark.isEmpty()) {
        QFont bold = font();
        bold.setWeight(QFont::Bold);
        bold.setLetterSpacing(QFont::AbsoluteSpacing, 1.5);
        painter.setFont(bold);
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, m_mark);
        area.setLeft(area.left() + QFontMetrics(bold).horizontalAdvance(m_mark) + 14);
    }
    painter.setFont(font());
    const QString shown = fontMetrics().elidedText(m_text, Qt::ElideRight, area.width());
    painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
}

} // namespace lpm::gui
