// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/noticerule.h"

#include "gui/format/orunknown.h"
#include "gui/limits.h"
#include "gui/models/doubt.h"
#include "gui/models/positionsmodel.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace lpm::gui {

using domain::Decimal;
using domain::FeedState;

namespace {

struct RuleWords
{
    Q_DECLARE_TR_FUNCTIONS(Notices)
};

std::optional<Decimal> sum(const std::optional<Decimal> &a, const Decimal &b)
{
    return orUnknown(
        [&]() -> std::optional<Decimal> { return a ? std::optional(*a + b) : std::nullopt; });
}

// A list of fills, read from a monitor elsewhere, tells no positions.
std::optional<Decimal> leftIn(const domain::PositionUpdate &update)
{
    const bool isTold = update.position.lastUpdated != base::Timestamp{};
    return isTold ? std::optional(update.position.quantity) : std::nullopt;
}

} // namespace

void NoticeRule::takeUpdate(const domain::PositionUpdate &update, base::Instant now)
{
    const auto how =
        update.fill ? domain::forcedOn(update.account, *update.fill) : std::nullopt;
    if (!how || *how == domain::Forced::None || !remember({update.account, idOf(*update.fill)}))
        return;
    if (m_forced.size() >= limits::FillsGathered)
        tellForced(now.monotonic + limits::FillsGather); // all of them, to have room
    ForcedClose &close = m_forced[{update.account, update.fill->coin, *how}];
    if (close.fills++ == 0) {
        close.since = now.monotonic;
        close.account = accountName(update.account, update.accountLabel);
        close.size = Decimal();
        close.closedPnl = Decimal();
    }
    close.size = sum(close.size, update.fill->size);
    close.closedPnl = sum(close.closedPnl, update.fill->closedPnl);
    close.last = *update.fill;
    close.left = leftIn(update);
    close.isLate = update.source != domain::FillSource::Live
                   || now.wall - update.fill->time > limits::FreshFill;
}

// Whether it is new: a lost connection may tell a fill again.
bool NoticeRule::remember(FillKey key)
{
    if (!m_remembered.insert(key).second)
        return false;
    m_inOrder.push_back(std::move(key));
    if (m_inOrder.size() > limits::ForcedRemembered) {
        m_remembered.erase(m_inOrder.front());
        m_inOrder.pop_front();
    }
    return true;
}

void NoticeRule::takeHealth(const domain::HealthView &health, bool isHeard, base::Instant now)
{
    if (!isHeard) {
        if (!m_silentSince)
            m_silentSince = now;
        return;
    }
    m_silentSince.reset();
    if (health.status == domain::HealthStatus::Stopped) {
        if (!m_stopReason)
            m_stopReason = QString();
    } else if (m_stopReason && m_stopReason->isEmpty()) {
        m_stopReason.reset(); // one elsewhere, that was started again
        m_isStopTold = false;
    }
    for (const domain::AccountHealth &account : health.accounts)
        takeFeed(account, now.monotonic);
    if (health.isAuditRefusing == m_isAuditRefusing)
        return;
    m_isAuditRefusing = health.isAuditRefusing;
    if (m_isAuditRefusing)
        tell(NoticeKind::Audit, true, RuleWords::tr("The audit trail cannot be written"),
             RuleWords::tr("The disk refuses; monitoring goes on, changes wait in memory."));
    else
        tell(NoticeKind::Audit, false, RuleWords::tr("The audit trail is written again"),
             RuleWords::tr("The disk takes it again."));
    m_told.back().subjects = QStringList{noticeKey(NoticeKind::Audit)};
}

void NoticeRule::takeFeed(const domain::AccountHealth &account, base::Milliseconds now)
{
    Feed &feed = m_feeds[account.account];
    feed.name = accountName(account.account, account.label);
    feed.subject = noticeKey(NoticeKind::Feed) + QString::fromStdString(account.account.text());
    feed.lastMessage = account.lastMessage;
    feed.isOffline = account.feedState == FeedState::Offline;
    if (isFeedDown(account.feedState)) {
        if (!feed.downSince)
            feed.downSince = now;
    } else if (account.feedState != FeedState::Syncing) { // neither down nor back
        feed.downSince.reset();
        feed.isBack = std::exchange(feed.isToldDown, false) || feed.isBack;
    }
}

void NoticeRule::takeStop(const QString &reason)
{
    m_stopReason = reason.isEmpty() ? RuleWords::tr("no reason was given") : reason;
}

void NoticeRule::takeReconciliation(const domain::ReconciliationView &view)
{
    const bool isFirst = !m_drifts.contains(view.account); // what was settled before is no news
    const auto known = std::exchange(m_drifts[view.account], {});
    std::vector<const domain::Drift *> standing;
    std::vector<const domain::Drift *> over;
    for (const domain::Drift &drift : view.history) {
        const DriftKey key{drift.coin, drift.field, drift.time};
        const auto before = known.find(key);
        const bool wasTold = before != known.end() && before->second == DriftStage::Standing;
        const bool wasOver = before != known.end() && before->second == DriftStage::Over;
        DriftStage stage = drift.settledAt || wasOver ? DriftStage::Over : DriftStage::Seen;
        if (!drift.settledAt && drift.outcome == domain::DriftOutcome::Held) {
            stage = DriftStage::Standing;
            if (!wasTold)
                standing.push_back(&drift);
        } else if (stage == DriftStage::Over && !wasOver) {
            // One that passed by itself before it was raised was a reading that lagged.
            const bool isAdjusted = drift.outcome == domain::DriftOutcome::Adjusted;
            if (wasTold || (isAdjusted && !isFirst))
                over.push_back(&drift);
        }
        m_drifts[view.account][key] = stage;
    }
    const QString account = accountName(view.account, view.accountLabel);
    tellDrifts(account, standing, true);
    tellDrifts(account, over, false);
}

void NoticeRule::keepOnly(const std::vector<domain::Address> &accounts)
{
    const auto isOther = [&](const domain::Address &address) {
        return std::find(accounts.begin(), accounts.end(), address) == accounts.end();
    };
    std::erase_if(m_feeds, [&](const auto &entry) { return isOther(entry.first); });
    std::erase_if(m_drifts, [&](const auto &entry) { return isOther(entry.first); });
    std::erase_if(m_forced, [&](const auto &entry) { return isOther(std::get<0>(entry.first)); });
}

std::vector<DesktopNotice> NoticeRule::take(base::Instant now)
{
    tellForced(now.monotonic);
    tellStop();
    tellSilence(now);
    if (!m_stopReason && !m_silentSince) // then nothing is known of a feed
        tellFeeds(now.monotonic);
    return std::exchange(m_told, {});
}

} // namespace lpm::gui
