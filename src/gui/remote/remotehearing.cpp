// SPDX-License-Identifier: GPL-3.0-or-later
// RemoteSource's ear: what the stream tells, from the state that a connection begins with on.
#include "core/base/logging.h"
#include "gui/remote/readviews.h"
#include "gui/remote/refusals.h"
#include "gui/remote/remotesource.h"

#include <QUrl>

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr int FillsAsked = 1000;
constexpr int FillPages = 10; // the window keeps no more

} // namespace

void RemoteSource::onTold(const QJsonObject &message, qsizetype bytes)
{
    const QString type = message.value(QLatin1String("type")).toString();
    if (m_book.isHearingMissed() && !message.value(QLatin1String("missed")).toBool())
        m_book.endResuming();
    if (type == QLatin1String("initial_state"))
        join(message);
    else if (type == QLatin1String("error"))
        onError(message);
    else if (type == QLatin1String("ping"))
        m_stream.say({{QStringLiteral("action"), QStringLiteral("ping")}});
    else if (!m_lost.isEmpty())
        return; // nothing holds before a state
    else if (type == QLatin1String("summary"))
        onSummary(message, bytes);
    else if (type == QLatin1String("position_update"))
        onUpdate(message);
    else if (type == QLatin1String("resumed"))
        m_book.beginMissed();
    else if (type == QLatin1String("skipped"))
        say("get_summary");
}

// All of it is taken before any of it is told: whoever hears may ask for the rest.
void RemoteSource::join(const QJsonObject &message)
{
    auto state = readState(message);
    if (!state)
        return lose(unreadable(state.error()));
    const domain::RunMode mode = state->empty() ? m_health->mode : state->front()->mode;
    const bool isOtherMode = std::exchange(m_mode, mode) != mode && m_hasJoined;
    auto accounts = accountsIn(*state);
    const bool areOthers = accounts != m_accounts;
    m_accounts = std::move(accounts);
    m_book.begin(*std::move(state));
    m_isProofDue = m_isProofDue || m_hasJoined; // of other accounts, on this connection
    m_lost.clear();
    m_isTokenRefused = false;
    m_ticksSinceState = 0;
    m_hasNews = false;
    m_tick.start();
    qCInfo(base::logGui).noquote() << "connected to" << m_options.address.text();
    if (areOthers)
        Q_EMIT accountsChanged();
    if (isOtherMode)
        Q_EMIT modeChanged();
    if (!std::exchange(m_hasJoined, true))
        Q_EMIT ready();
    else
        tellAll();
    Q_EMIT connectionChanged();
    sayResume();
}

// In the order in which the monitor names them; a state is told by address.
std::vector<domain::WatchedAccount>
RemoteSource::accountsIn(const std::vector<domain::SummaryPtr> &state) const
{
    std::vector<domain::WatchedAccount> accounts;
    for (const domain::SummaryPtr &summary : state)
        accounts.push_back({summary->account, summary->accountLabel});
    const auto rankOf = [this](const domain::WatchedAccount &account) {
        const auto &named = m_health->accounts;
        return std::find_if(named.begin(), named.end(),
                            [&](const auto &one) { return one.account == account.address; }) -
               named.begin();
    };
    std::stable_sort(accounts.begin(), accounts.end(),
                     [&](const auto &a, const auto &b) { return rankOf(a) < rankOf(b); });
    return accounts;
}

void RemoteSource::onSummary(const QJsonObject &message, qsizetype bytes)
{
    const auto state = readState(message);
    if (!state)
        return lose(unreadable(state.error()));
    const auto news = m_book.takeState(*state);
    if (!news)
        return lose(QStringLiteral("tells of another run than the one it began with"));
    m_ticksToState = 1 + static_cast<int>(static_cast<std::size_t>(bytes) / StateBytesPerTick);
    for (const domain::SummaryPtr &summary : *news) {
        m_clock.heard(summary->timestamp);
        Q_EMIT summaryChanged(summary);
    }
}

void RemoteSource::onUpdate(const QJsonObject &message)
{
    auto read = readUpdate(message);
    if (!read)
        return lose(unreadable(read.error()));
    const RemoteBook::Judgement judgement = m_book.take(*read);
    if (!judgement.isNews)
        return;
    if (!read->isMissed) {
        m_clock.heard(read->update.timestamp);
        m_hasNews = true;
        m_isProofDue = m_isProofDue || read->update.eventType != domain::EventType::PriceUpdate;
        const bool isFill = read->update.eventType == domain::EventType::Fill;
        if (isFill && m_ticksToState == 1 && !m_afterFill.isActive())
            m_afterFill.start();
    }
    Q_EMIT positionUpdated(std::make_shared<const domain::PositionUpdate>(std::move(read->update)));
    if (judgement.isStateNeeded)
        say("get_summary");
}

void RemoteSource::onError(const QJsonObject &message)
{
    const QString code = message.value(QLatin1String("code")).toString();
    const QString said = plainReason(message.value(QLatin1String("message")).toString());
    if (code == QLatin1String("no_state") || code == QLatin1String("not_running"))
        return lose(QStringLiteral("answers: %1").arg(said));
    qCInfo(base::logGui).noquote() << m_options.address.text() << "answers:" << said;
    if (code == QLatin1String("not_resumable"))
        askFills();
    else
        m_book.endResuming();
}

void RemoteSource::say(const char *action)
{
    m_ticksSinceState = 0;
    m_hasNews = false;
    m_stream.say({{QStringLiteral("action"), QLatin1String(action)}});
}

// What was missed between two connections, or before the first: fills only, what became of the
// positions is in the state.
void RemoteSource::sayResume()
{
    m_isResumeOwed = !m_hasBegun;
    if (m_isResumeOwed)
        return;
    m_missed = m_book.beginResuming();
    if (m_missed.empty())
        return;
    QJsonObject seqs;
    for (const auto &[account, span] : m_missed)
        seqs.insert(QString::fromStdString(account.text()), static_cast<qint64>(span.after));
    m_stream.say({{QStringLiteral("action"), QStringLiteral("resume")},
                  {QStringLiteral("epoch"), QString::fromStdString(m_book.epoch())},
                  {QStringLiteral("seqs"), seqs}});
}

// More was missed than the stream tells again: it is in a list, a page at a time. Until all of it
// was read nothing counts as heard, so that a connection that is lost meanwhile asks again.
void RemoteSource::askFills()
{
    m_listsOwed = m_missed.size();
    for (const auto &[account, span] : m_missed)
        askFillPage(std::make_shared<MissedList>(MissedList{account, span, {}}), {});
}

void RemoteSource::askFillPage(const std::shared_ptr<MissedList> &list, const QString &cursor)
{
    auto path = QStringLiteral("api/v1/fills?account=%1&limit=%2")
                    .arg(QString::fromStdString(list->account.text()))
                    .arg(FillsAsked);
    if (!cursor.isEmpty())
        path += QStringLiteral("&cursor=") + QString::fromLatin1(QUrl::toPercentEncoding(cursor));
    m_questions.get(path, [this, list](const auto &answer) {
        if (!answer || answer->status != 200) {
            m_listRetry.start(m_options.paces.listRetry); // positions are right all the same
            return;
        }
        const auto page = readFills(answer->body);
        if (!page)
            return lose(unreadable(page.error()));
        list->fills.insert(list->fills.begin(), page->begin(), page->end());
        const QString next = answer->body.value(QLatin1String("next_cursor")).toString();
        const bool isAllHere = page->empty() || page->front()->seq <= list->span.after;
        if (isAllHere || next.isEmpty() || ++list->pages == FillPages)
            tellMissed(*list);
        else
            askFillPage(list, next);
    });
}

// Asked again after a refusal it tells some a second time: the window knows a fill that it has.
void RemoteSource::tellMissed(const MissedList &list)
{
    for (const domain::PositionUpdatePtr &fill : list.fills) {
        if (fill->seq > list.span.after && fill->seq <= list.span.upTo) // the stream tells others
            Q_EMIT positionUpdated(fill);
    }
    if (--m_listsOwed == 0)
        m_book.endResuming();
}

} // namespace lpm::gui
