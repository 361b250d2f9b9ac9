// SPDX-License-Identifier: GPL-3.0-or-later
// The dashboard's source that is a monitor elsewhere: follows its stream, asks its health and its
// comparison with the exchange, and comes back after a lost connection. Whatever goes wrong, also
// an answer that cannot be read, ends the connection: lostSentence() says why, and what was shown
// stays and is doubted until a whole state has come again. GUI thread.
#pragma once

#include "gui/remote/remotebook.h"
#include "gui/remote/remoteclock.h"
#include "gui/remote/remotepaces.h"
#include "gui/remote/remotequestions.h"
#include "gui/remote/remotestream.h"
#include "gui/source/dashboardsource.h"

#include <QTimer>

#include <functional>

namespace lpm::gui {

struct RemoteOptions
{
    RemoteAddress address;
    QByteArray token;                      // "" for none
    std::function<std::uint32_t()> random; // for the pauses
    RemotePaces paces{};
};

class RemoteSource : public DashboardSource
{
    Q_OBJECT
public:
    // The clock is told what time it is there, and must outlive the source.
    RemoteSource(RemoteOptions options, RemoteClock &clock, QObject *parent = nullptr);
    ~RemoteSource() override;

    void open(); // connects, and again and again
    void useToken(const QByteArray &token); // from now on: connects with it at once

    // Both are of the last state; before ready() there is none.
    std::vector<domain::WatchedAccount> accounts() const override { return m_accounts; }
    domain::RunMode mode() const override { return m_mode; }
    QString lostSentence() const override { return m_lost; }
    bool isTokenRefused() const override { return m_isTokenRefused; }
    void begin() override;
    void reconcileNow() override;
    void askEquity(const domain::Address &account, std::optional<base::Timestamp> until) override;
    void askPastFills(const domain::Address &account) override;

Q_SIGNALS:
    void ready();                              // the first state is here: begin() tells it
    void notCompared(const QString &sentence); // why reconcileNow() could not be done

private:
    void knock();
    void poll();
    void askHealth();
    void askProof();
    void askFills();
    struct MissedList // of an account: what its pages have told so far
    {
        domain::Address account;
        RemoteBook::Span span;
        std::vector<domain::PositionUpdatePtr> fills; // oldest first
        int pages = 0;
    };
    void askFillPage(const std::shared_ptr<MissedList> &list, const QString &cursor);
    void tellMissed(const MissedList &list);
    void tick();
    void say(const char *action);
    void sayResume();

    bool takeHealth(const RemoteAnswer &answer, base::Instant asked);
    bool takeProof(const RemoteAnswer &answer);
    void onTold(const QJsonObject &message, qsizetype bytes);
    void join(const QJsonObject &message);
    std::vector<domain::WatchedAccount>
    accountsIn(const std::vector<domain::SummaryPtr> &state) const;
    void onSummary(const QJsonObject &message, qsizetype bytes);
    void onUpdate(const QJsonObject &message);
    void onError(const QJsonObject &message);
    void tellAll();
    void lose(const QString &why);
    void loseTo(const RemoteAnswer &answer);
    void end(const QString &why, base::Milliseconds pause, bool isOfToken);
    void hangUp();

    RemoteOptions m_options;
    RemoteClock &m_clock;
    RemoteQuestions m_questions;
    RemoteStream m_stream;
    QTimer m_tick;
    QTimer m_afterFill; // a state is asked for
    QTimer m_retry;
    QTimer m_listRetry; // of fills that were missed

    QString m_lost; // "" while the stream is followed
    bool m_isTokenRefused = false;
    RemoteBook m_book;
    RemoteBook::Missed m_missed; // asked for on this connection
    std::size_t m_listsOwed = 0; // of them, that are being read
    std::vector<domain::WatchedAccount> m_accounts;
    domain::RunMode m_mode = domain::RunMode::Live; // no mark, until it is known
    domain::HealthPtr m_health;
    std::map<domain::Address, domain::ReconciliationPtr> m_views;
    int m_attempts = 0;
    int m_ticksSinceState = 0;
    int m_ticksSinceProof = 0;
    int m_ticksToState = 1; // by the size of the last one
    bool m_hasJoined = false;
    bool m_hasBegun = false; // somebody listens
    bool m_hasNews = false;  // since the last state
    bool m_isProofDue = false;
    bool m_isCompareAsked = false; // and not answered yet
    bool m_isPolling = false;
    bool m_isResumeOwed = false;
};

} // namespace lpm::gui
