// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledgerwriter.h"

#include "core/base/logging.h"
#include "core/ledger/limits.h"

namespace lpm::ledger {

LedgerWriter::LedgerWriter(LedgerPlace place, SyncedSeq synced, LedgerSamples &samples,
                           const base::Clock &clock)
    : m_keeper(std::move(place)),
      m_synced(std::move(synced)),
      m_samples(samples),
      m_clock(clock),
      m_thread([this] { run(); })
{
}

LedgerWriter::~LedgerWriter()
{
    {
        const std::lock_guard guard(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

std::string LedgerWriter::trouble() const
{
    const std::lock_guard guard(m_mutex);
    return m_trouble;
}

std::vector<std::string> LedgerWriter::notices() const
{
    const std::lock_guard guard(m_mutex);
    return m_notices;
}

void LedgerWriter::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_isEnding) {
        lock.unlock();
        const bool hasMore = workOnce();
        lock.lock();
        if (hasMore)
            continue;
        const auto pause = m_trouble.empty() ? base::Milliseconds(limits::Interval)
                                             : base::Milliseconds(limits::RetryInterval);
        m_wake.wait_for(lock, pause, [this] { return m_isEnding; });
    }
    lock.unlock();
    finish();
}

void LedgerWriter::finish()
{
    for (int group = 0; group < limits::GroupsAtEnd && workOnce(); ++group) {
    }
    m_keeper.close();
}

bool LedgerWriter::workOnce()
{
    const auto more = m_keeper.work(m_synced(), &m_samples, m_clock.now().wall);
    m_seq = m_keeper.seq();
    const auto notices = m_keeper.takeNotices();
    const std::string trouble = more ? std::string() : more.error().message;
    for (const std::string &notice : notices)
        qCWarning(base::logLedger, "%s", notice.c_str());
    const std::lock_guard guard(m_mutex);
    m_notices.insert(m_notices.end(), notices.begin(), notices.end());
    if (trouble != m_trouble) {
        if (trouble.empty())
            qCInfo(base::logLedger, "the ledger is written again");
        else
            qCWarning(base::logLedger, "%s", trouble.c_str());
        m_trouble = trouble;
    }
    return more && *more;
}

} // namespace lpm::ledger
