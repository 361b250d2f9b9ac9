// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/remotesource.h"

#include "core/base/logging.h"
#include "gui/format/toldtext.h"
#include "gui/limits.h"
#include "gui/remote/readreconciliation.h"
#include "gui/remote/readupdates.h"
#include "gui/remote/readviews.h"
#include "gui/remote/refusals.h"

#include <algorithm>
#include <tuple>

namespace lpm::gui {

using domain::HealthStatus;

namespace {

constexpr int Accepted = 202;

// What a comparison with the exchange changes in the health of an account.
bool isComparedAnew(const domain::HealthView &before, const domain::HealthView &now)
{
    const auto said = [](const domain::AccountHealth &account) {
        return std::tie(account.account, account.feedState, account.lastReconciliation,
                        account.lastReconciliationAgreed, account.openDiscrepancies);
    };
    return !std::equal(before.accounts.begin(), before.accounts.end(), now.accounts.begin(),
                       now.accounts.end(),
                       [&](const auto &a, const auto &b) { return said(a) == said(b); });
}

QString connectingTo(const RemoteAddress &address)
{
    return RemoteSource::tr("Connecting to %1…").arg(address.text());
}

} // namespace

RemoteSource::RemoteSource(RemoteOptions options, RemoteClock &clock, QObject *parent)
    : DashboardSource(parent),
      m_options(std::move(options)),
      m_clock(clock),
      m_questions(m_options.address, m_options.token, m_options.paces.patience),
      m_stream(m_options.address, m_options.token, m_options.paces),
      m_lost(connectingTo(m_options.address))
{
    m_retry.setSingleShot(true);
    m_listRetry.setSingleShot(true);
    connect(&m_listRetry, &QTimer::timeout, this, &RemoteSource::askFills);
    m_tick.setInterval(m_options.paces.tick);
    m_afterFill.setSingleShot(true);
    m_afterFill.setInterval(m_options.paces.afterFill);
    connect(&m_afterFill, &QTimer::timeout, this, [this] {
        if (m_hasNews)
            say("get_summary");
    });
    connect(&m_retry, &QTimer::timeout, this, &RemoteSource::knock);
    connect(&m_tick, &QTimer::timeout, this, &RemoteSource::tick);
    connect(&m_stream, &RemoteStream::told, this, &RemoteSource::onTold);
    connect(&m_stream, &RemoteStream::lost, this, [this](const QString &why) { lose(why); });
}

RemoteSource::~RemoteSource() = default;

void RemoteSource::open() { m_retry.start(0); }

void RemoteSource::useToken(const QByteArray &token)
{
    hangUp();
    m_options.token = token;
    m_questions.setToken(token);
    m_stream.setToken(token);
    m_attempts = 0;
    m_isTokenRefused = false;
    m_lost = connectingTo(m_options.address);
    if (std::exchange(m_isCompareAsked, false))
        Q_EMIT notCompared(m_lost);
    Q_EMIT connectionChanged();
    open();
}

// --- asking ---------------------------------------------------------------------------------

// The health and the comparison first: that they can be asked and read is a part of being
// connected, and the stream itself would say of a token only that it does not open.
void RemoteSource::knock()
{
    m_isPolling = true;
    const base::Instant asked = m_clock.here();
    m_questions.get(QStringLiteral("api/v1/positions/health"), [this, asked](const auto &answer) {
        if (!answer)
            lose(QString::fromStdString(answer.error().message));
        else if (takeHealth(*answer, asked))
            askProof();
    });
}

void RemoteSource::poll()
{
    if (!m_isPolling)
        knock();
}

void RemoteSource::askProof()
{
    const bool isFirst = !m_lost.isEmpty();
    if (!isFirst && !m_isProofDue && ++m_ticksSinceProof < m_options.paces.ticksToProof) {
        m_isPolling = false;
        return;
    }
    m_questions.get(QStringLiteral("api/v1/reconciliation?account=all"),
                    [this, isFirst](const auto &answer) {
                        if (!answer)
                            return lose(QString::fromStdString(answer.error().message));
                        if (!takeProof(*answer))
                            return;
                        m_isPolling = false;
                        if (isFirst)
                            m_stream.open();
                        else
                            m_attempts = 0; // it can be spoken with for more than a moment
                    });
}

void RemoteSource::tick()
{
    poll();
    const bool isDue = m_hasNews && m_ticksSinceState + 1 >= m_ticksToState;
    if (++m_ticksSinceState >= m_options.paces.ticksToState || isDue)
        say("get_summary");
}

void RemoteSource::reconcileNow()
{
    if (!m_lost.isEmpty()) {
        Q_EMIT notCompared(m_lost);
        return;
    }
    m_isCompareAsked = true;
    m_questions.post(QStringLiteral("api/v1/positions/reconcile"), [this](const auto &answer) {
        m_isCompareAsked = false;
        m_isProofDue = true;
        if (answer && answer->status == Accepted)
            return;
        const QString why =
            answer ? refusedAnswer(answer->status, answer->body, !m_options.token.isEmpty())
                   : QString::fromStdString(answer.error().message);
        Q_EMIT notCompared(tr("%1 %2.").arg(m_options.address.text(), toldText(why)));
    });
}

void RemoteSource::askEquity(const domain::Address &account, std::optional<base::Timestamp> until)
{
    auto path = QStringLiteral("api/v1/equity?account=%1&limit=%2")
                    .arg(QString::fromStdString(account.text()))
                    .arg(limits::EquityAsked);
    if (until)
        path += QStringLiteral("&until=%1").arg(base::toUnixMilliseconds(*until));
    m_questions.get(path, [this, account](const auto &answer) {
        if (!answer || answer->status != 200)
            return; // the line begins now
        auto past = readEquity(answer->body, account);
        if (past)
            Q_EMIT equityRead(std::make_shared<const domain::EquityPast>(*std::move(past)));
        else
            qCWarning(base::logGui) << "equity:" << past.error().message.c_str();
    });
}

void RemoteSource::askPastFills(const domain::Address &account)
{
    const auto path = QStringLiteral("api/v1/fills?account=%1&limit=%2")
                          .arg(QString::fromStdString(account.text()))
                          .arg(limits::PastFills);
    m_questions.get(path, [this](const auto &answer) {
        if (!answer || answer->status != 200)
            return; // the list begins now
        auto past = readFills(answer->body);
        if (past)
            Q_EMIT pastFillsRead(*past);
        else
            qCWarning(base::logGui) << "fills:" << past.error().message.c_str();
    });
}

// --- what is told ---------------------------------------------------------------------------

bool RemoteSource::takeHealth(const RemoteAnswer &answer, base::Instant asked)
{
    constexpr int stopped = 503;
    const bool isHealth = answer.status == 200 || (answer.status == stopped &&
                                                   answer.body.contains(QLatin1String("reasons")));
    if (!isHealth) {
        loseTo(answer);
        return false;
    }
    auto health = readHealth(answer.body);
    if (!health) {
        lose(unreadable(health.error()));
        return false;
    }
    m_clock.answered(health->timestamp, asked);
    m_isProofDue = m_isProofDue || !m_health || isComparedAnew(*m_health, *health);
    m_health = std::make_shared<const domain::HealthView>(*std::move(health));
    const bool isStopped = m_health->status == HealthStatus::Stopped;
    if (isStopped)
        lose(QStringLiteral("has stopped monitoring"));
    if (isStopped || m_lost.isEmpty())
        Q_EMIT healthChanged(m_health);
    return !isStopped;
}

bool RemoteSource::takeProof(const RemoteAnswer &answer)
{
    if (answer.status != 200) {
        loseTo(answer);
        return false;
    }
    const auto views = readReconciliations(answer.body);
    if (!views) {
        lose(unreadable(views.error()));
        return false;
    }
    m_ticksSinceProof = 0;
    m_isProofDue = false;
    for (const domain::ReconciliationPtr &view : *views) {
        domain::ReconciliationPtr &known = m_views[view->account];
        const bool isNews = !known || !saysTheSame(*known, *view);
        known = view;
        if (isNews && m_lost.isEmpty())
            Q_EMIT reconciliationChanged(view);
    }
    return true;
}

void RemoteSource::begin()
{
    m_hasBegun = true;
    if (!m_hasJoined)
        return;
    tellAll();
    if (m_isResumeOwed)
        sayResume();
}

void RemoteSource::tellAll()
{
    for (const auto &[account, summary] : m_book.states())
        Q_EMIT summaryChanged(summary);
    for (const domain::WatchedAccount &account : m_accounts) {
        if (const auto view = m_views.find(account.address); view != m_views.end())
            Q_EMIT reconciliationChanged(view->second);
    }
    if (m_health)
        Q_EMIT healthChanged(m_health);
}

// --- losing it ------------------------------------------------------------------------------

void RemoteSource::loseTo(const RemoteAnswer &answer)
{
    const QString why = refusedAnswer(answer.status, answer.body, !m_options.token.isEmpty());
    if (!isRefusal(answer.status))
        return lose(why);
    // Too many tries: whether the token is the right one is not said.
    end(why, m_options.paces.refusedRetry, m_isTokenRefused || isTokenWrong(answer.status));
}

void RemoteSource::lose(const QString &why)
{
    end(why, retryPause(m_options.paces, m_attempts++, m_options.random()), false);
}

void RemoteSource::hangUp()
{
    m_stream.close();
    m_questions.drop();
    m_tick.stop();
    m_afterFill.stop();
    m_listRetry.stop();
    m_isPolling = false;
    m_isResumeOwed = false;
}

void RemoteSource::end(const QString &why, base::Milliseconds pause, bool isOfToken)
{
    hangUp();
    const QString reason = plainReason(why);
    const QString sentence =
        tr("%1 %2. Trying again.").arg(m_options.address.text(), toldText(reason));
    const bool isOther = std::exchange(m_isTokenRefused, isOfToken) != isOfToken;
    const bool isNews = std::exchange(m_lost, sentence) != sentence || isOther;
    if (std::exchange(m_isCompareAsked, false))
        Q_EMIT notCompared(m_lost);
    m_retry.start(pause);
    if (!isNews)
        return;
    // A log is searched and sent to others: it is English whatever the window speaks.
    qCWarning(base::logGui).noquote().nospace()
        << m_options.address.text() << ' ' << reason << ". Trying again.";
    Q_EMIT connectionChanged();
}

} // namespace lpm::gui
