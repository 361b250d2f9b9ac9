// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger's thread: follows the audit trail as far as it is on the disk for good, so that the
// ledger is never ahead of it, and keeps on trying while its own disk refuses. Everything here may
// be called from any thread.
#pragma once

#include "core/base/clock.h"
#include "core/ledger/ledgerkeeper.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace lpm::ledger {

class LedgerWriter
{
public:
    // The seq of the last audit line that a power loss cannot take (audit::AuditLogger::synced()).
    using SyncedSeq = std::function<std::uint64_t()>;

    // `synced`, `samples` and `clock` must outlive it. Starts at once.
    LedgerWriter(LedgerPlace place, SyncedSeq synced, LedgerSamples &samples,
                 const base::Clock &clock);
    // Writes what is there, a bounded time long; what is left is written by the next run.
    ~LedgerWriter();
    LedgerWriter(const LedgerWriter &) = delete;
    LedgerWriter &operator=(const LedgerWriter &) = delete;

    std::string trouble() const;                // "", or why nothing can be written at the moment
    std::vector<std::string> notices() const;   // what had to be done, sentences
    std::uint64_t seq() const { return m_seq; } // of the last audit line in the ledger

private:
    void run();
    bool workOnce(); // whether there is more at once
    void finish();

    LedgerKeeper m_keeper; // used by the thread alone
    const SyncedSeq m_synced;
    LedgerSamples &m_samples;
    const base::Clock &m_clock;
    std::atomic<std::uint64_t> m_seq = 0;

    mutable std::mutex m_mutex; // of what follows
    std::condition_variable m_wake;
    bool m_isEnding = false;
    std::string m_trouble;
    std::vector<std::string> m_notices;

    std::thread m_thread; // last: everything is there when it starts
};

} // namespace lpm::ledger
