// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/feedstrip.h"

#include "gui/format/inerttext.h"
#include "gui/format/timeformat.h"
#include "gui/format/toldtext.h"
#include "gui/limits.h"
#include "gui/models/positionsmodel.h"

#include <QPainter>

#include <algorithm>

namespace lpm::gui {

using domain::AccountHealth;
using domain::FeedState;
using domain::HealthView;

namespace {

constexpr int SidePadding = 10;
constexpr int DotSide = 8;

QString meaning(FeedState state)
{
    switch (state) {
    case FeedState::Offline:
        return FeedStrip::tr("No connection to the exchange; trying again.");
    case FeedState::Syncing:
        return FeedStrip::tr("Reading what happened; not complete yet.");
    case FeedState::Live:
        return FeedStrip::tr("Complete and following live.");
    case FeedState::Suspect:
        return FeedStrip::tr("Something does not add up; being checked.");
    case FeedState::Stale:
        break;
    }
    return FeedStrip::tr("Nothing has come for too long: what is shown is old.");
}

QString comparisonText(const AccountHealth &account, base::Timestamp now)
{
    if (!account.lastReconciliation)
        return FeedStrip::tr("Not compared with the exchange yet.");
    const QString ago = ageText(account.lastReconciliation, now);
    if (account.lastReconciliationAgreed)
        return FeedStrip::tr("Compared with the exchange %1 ago: agrees.").arg(ago);
    return FeedStrip::tr("Compared with the exchange %1 ago: %n open differences.", nullptr,
                         account.openDiscrepancies)
        .arg(ago);
}

// From best to worst.
int badness(FeedState state)
{
    switch (state) {
    case FeedState::Live:
        return 0;
    case FeedState::Syncing:
        return 1;
    case FeedState::Suspect:
        return 2;
    case FeedState::Stale:
        return 3;
    case FeedState::Offline:
        break;
    }
    return 4;
}

// The monitor's names; one that comes later is shown as it is.
QString feedTitle(const std::string &name)
{
    if (name == "fills")
        return FeedStrip::tr("fills");
    if (name == "states")
        return FeedStrip::tr("states");
    if (name == "marks")
        return FeedStrip::tr("marks");
    return QString::fromStdString(name);
}

QString stateWord(domain::FeedHealth::State state)
{
    switch (state) {
    case domain::FeedHealth::State::Live:
        return FeedStrip::tr("live");
    case domain::FeedHealth::State::Stale:
        return FeedStrip::tr("stale");
    case domain::FeedHealth::State::Silent:
        break;
    }
    return FeedStrip::tr("silent");
}

// fills 4m · states 3s · marks 1s
QString agesText(const AccountHealth &account, base::Timestamp now)
{
    QStringList ages;
    for (const domain::FeedHealth &feed : account.feeds)
        ages += feedTitle(feed.name) + QLatin1Char(' ') + ageText(feed.last, now);
    return ages.join(QStringLiteral(" · "));
}

QString feedsText(const AccountHealth &account, base::Timestamp now)
{
    QString text;
    for (const domain::FeedHealth &feed : account.feeds) {
        text += FeedStrip::tr("%1: %2, last %3 ago")
                    .arg(feedTitle(feed.name), stateWord(feed.state), ageText(feed.last, now)) +
                QLatin1Char('\n');
    }
    return text;
}

} // namespace

ExplainedPart FeedStrip::explanations() const
{
    ExplainedPart part{accessibleName(), {}};
    for (const FeedBadge *badge : m_badges)
        part.explanations.push_back({badge->accessibleName(), badge->accessibleDescription(),
                                     plainText(badge->toolTip())});
    return part;
}

QString feedStateText(FeedState state)
{
    switch (state) {
    case FeedState::Offline:
        return FeedStrip::tr("Offline");
    case FeedState::Syncing:
        return FeedStrip::tr("Syncing");
    case FeedState::Live:
        return FeedStrip::tr("Live");
    case FeedState::Suspect:
        return FeedStrip::tr("Suspect");
    case FeedState::Stale:
        break;
    }
    return FeedStrip::tr("Stale");
}

Tone feedStateTone(FeedState state)
{
    switch (state) {
    case FeedState::Offline:
        return Tone::Bad;
    case FeedState::Live:
        return Tone::Good;
    case FeedState::Syncing:
    case FeedState::Suspect:
    case FeedState::Stale:
        break;
    }
    return Tone::Warning;
}

QString feedReasons(const AccountHealth &account, const HealthView &health, base::Timestamp now)
{
    QString text = accountName(account.account, account.label) + QLatin1Char('\n') +
                   meaning(account.feedState) + QLatin1Char('\n') +
                   FeedStrip::tr("Last message %1 ago, last mark %2 ago.")
                       .arg(ageText(account.lastMessage, now), ageText(account.lastMark, now)) +
                   QLatin1Char('\n') + feedsText(account, now) + comparisonText(account, now);
    for (const std::string &reason : health.reasons)
        text += QStringLiteral("\n• ") + toldText(reason);
    return text;
}

FeedBadge::FeedBadge(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setFont(tabularFont(font()));
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FeedBadge::show(const QString &name, const QString &state, const QString &age, Tone tone,
                     const QString &toolTip)
{
    const bool isResized = name.size() != m_name.size() || state.size() != m_state.size() ||
                           age.size() != m_age.size();
    m_name = name;
    m_state = state;
    m_age = age;
    m_tone = tone;
    setToolTip(inertToolTip(toolTip));
    setAccessibleName(tr("Feed of %1").arg(name));
    setAccessibleDescription(state + QLatin1Char(' ') + age);
    if (isResized)
        updateGeometry();
    update();
}

QSize FeedBadge::sizeHint() const
{
    const int age = m_age.isEmpty() ? 0 : fontMetrics().horizontalAdvance(m_age) + 8;
    return minimumSizeHint() + QSize(age, 0);
}

// Ages give way first: its tooltip tells them too.
QSize FeedBadge::minimumSizeHint() const
{
    const QFontMetrics metrics(font());
    const int width = SidePadding * 2 + DotSide + 6 +
                      metrics.horizontalAdvance(m_name + QLatin1Char(' ') + m_state) + 6;
    return {width, metrics.height() + 12};
}

void FeedBadge::paintEvent(QPaintEvent *)
{
    const ThemeColors &colors = m_theme.colors();
    const QColor color = colors.of(m_tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = color;
    fill.setAlphaF(m_tone == Tone::Good ? 0.10F : 0.18F);
    QColor edge = color;
    edge.setAlphaF(0.45F);
    painter.setPen(edge);
    painter.setBrush(fill);
    const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QRectF(SidePadding, height() / 2.0 - DotSide / 2.0, DotSide, DotSide));

    QRect text = rect().adjusted(SidePadding + DotSide + 6, 0, -SidePadding, 0);
    const QFontMetrics metrics(font());
    const auto put = [&](const QString &part, const QColor &ink) {
        painter.setPen(ink);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         metrics.elidedText(part, Qt::ElideRight, text.width() + 1));
        text.setLeft(text.left() + metrics.horizontalAdvance(part) + 6);
    };
    put(m_name, colors.text);
    put(m_state, color);
    put(m_age, colors.muted);
}

FeedStrip::FeedStrip(const Theme &theme, std::vector<domain::WatchedAccount> accounts,
                     QWidget *parent)
    : QWidget(parent), m_theme(theme)
{
    setAccessibleName(tr("Feeds"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    setAccounts(std::move(accounts));
}

void FeedStrip::setAccounts(std::vector<domain::WatchedAccount> accounts)
{
    m_accounts = std::move(accounts);
    for (FeedBadge *badge : m_badges)
        delete badge;
    m_badges.clear();
    const bool isEach = m_accounts.size() <= static_cast<std::size_t>(limits::FeedBadgesShown);
    for (std::size_t i = 0; i < (isEach ? m_accounts.size() : 1); ++i) {
        m_badges.push_back(new FeedBadge(m_theme, this));
        layout()->addWidget(m_badges.back());
    }
    show(nullptr, base::Timestamp{});
}

void FeedStrip::show(const HealthView *health, base::Timestamp now)
{
    if (health && m_badges.size() == m_accounts.size())
        return showEach(*health, now);
    if (health)
        return showCount(*health, now);
    for (std::size_t i = 0; i < m_badges.size(); ++i) {
        const bool isEach = m_badges.size() == m_accounts.size();
        m_badges[i]->show(isEach ? accountName(m_accounts[i].address, m_accounts[i].label)
                                 : tr("%n accounts", nullptr, static_cast<int>(m_accounts.size())),
                          tr("Starting"), {}, Tone::Muted, {});
    }
}

void FeedStrip::showEach(const HealthView &health, base::Timestamp now)
{
    for (std::size_t i = 0; i < m_accounts.size(); ++i) {
        const auto found = std::find_if(
            health.accounts.begin(), health.accounts.end(),
            [&](const AccountHealth &account) { return account.account == m_accounts[i].address; });
        if (found == health.accounts.end())
            continue;
        m_badges[i]->show(accountName(found->account, m_accounts[i].label),
                          feedStateText(found->feedState),
                          m_badges.size() == 1 && !found->feeds.empty() ? agesText(*found, now)
                          : found->lastMessage ? ageText(found->lastMessage, now)
                                               : QString(),
                          feedStateTone(found->feedState), feedReasons(*found, health, now));
    }
}

void FeedStrip::showCount(const HealthView &health, base::Timestamp now)
{
    FeedState worst = FeedState::Live;
    int live = 0;
    QString reasons;
    for (const AccountHealth &account : health.accounts) {
        live += account.feedState == FeedState::Live ? 1 : 0;
        if (badness(account.feedState) > badness(worst))
            worst = account.feedState;
        reasons += QStringLiteral("%1: %2, %3\n")
                       .arg(accountName(account.account, account.label),
                            feedStateText(account.feedState), ageText(account.lastMessage, now));
    }
    m_badges.front()->show(tr("%1 of %2 live").arg(live).arg(health.accounts.size()),
                           feedStateText(worst), {}, feedStateTone(worst), reasons.trimmed());
}

} // namespace lpm::gui
