// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the things that the window hears is news for a trader who does not look at it. A value:
// what was heard and the time in, notices out; no clock, no desktop.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/forced.h"
#include "core/domain/positionupdate.h"
#include "core/domain/reconciliation.h"
#include "gui/shell/notices.h"

#include <QTimeZone>

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace lpm::gui {

class NoticeRule
{
public:
    explicit NoticeRule(QTimeZone zone) : m_zone(std::move(zone)) {}

    void takeUpdate(const domain::PositionUpdate &update, base::Instant now);
    // isHeard: the monitor itself told it, just now.
    void takeHealth(const domain::HealthView &health, bool isHeard, base::Instant now);
    void takeReconciliation(const domain::ReconciliationView &view);
    void takeStop(const QString &reason);
    void keepOnly(const std::vector<domain::Address> &accounts); // forgets the others

    // What is to be told by now, each once.
    std::vector<DesktopNotice> take(base::Instant now);

private:
    struct ForcedClose // one is many fills
    {
        base::Milliseconds since{0};
        QString account;
        int fills = 0;
        std::optional<domain::Decimal> size;      // nullopt: too much to be added up
        std::optional<domain::Decimal> closedPnl; // likewise
        domain::Fill last;
        std::optional<domain::Decimal> left;      // of the position; nullopt: not known
        bool isLate = false; // it happened a while ago
    };

    struct Feed
    {
        QString name;
        QString subject; // of its notices
        bool isOffline = false;                      // else nothing is received
        std::optional<base::Milliseconds> downSince; // nullopt: it is up
        std::optional<base::Timestamp> lastMessage;
        bool isToldDown = false;
        bool isBack = false; // was told to be down and is up
    };

    using DriftKey = std::tuple<std::string, std::string, base::Timestamp>; // coin, field, time
    enum class DriftStage { Seen, Standing, Over }; // Standing and what follows is told

    using FillKey = std::pair<domain::Address, domain::FillId>;

    bool remember(FillKey key);
    void takeFeed(const domain::AccountHealth &account, base::Milliseconds now);
    void tellForced(base::Milliseconds now);
    void tellForced(domain::Forced how, const std::string &coin, const ForcedClose &close);
    void tellFeeds(base::Milliseconds now);
    void tellFeeds(const std::vector<const Feed *> &feeds, bool areLost);
    void tellSilence(base::Instant now);
    void tellStop();
    void tellDrifts(const QString &account, const std::vector<const domain::Drift *> &drifts,
                    bool areStanding);
    void tell(NoticeKind kind, bool isAlarm, const QString &title, const QString &text,
              const QString &discreet);
    void tell(NoticeKind kind, bool isAlarm, const QString &title, const QString &text);

    QTimeZone m_zone;
    std::map<std::tuple<domain::Address, std::string, domain::Forced>, ForcedClose> m_forced;
    std::set<FillKey> m_remembered; // forced fills that were told, the latest
    std::deque<FillKey> m_inOrder;  // the same, oldest first
    std::map<domain::Address, Feed> m_feeds;
    std::map<domain::Address, std::map<DriftKey, DriftStage>> m_drifts;
    std::optional<base::Instant> m_silentSince;
    bool m_isSilenceTold = false;
    std::optional<QString> m_stopReason; // nullopt: it runs
    bool m_isStopTold = false;
    bool m_isAuditRefusing = false;
    std::vector<DesktopNotice> m_told;
};

} // namespace lpm::gui
