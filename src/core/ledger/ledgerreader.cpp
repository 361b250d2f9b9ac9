// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledgerreader.h"

#include "core/ledger/limits.h"

namespace lpm::ledger {

LedgerReader::LedgerReader(std::string file, audit::Network network)
    : m_file(std::move(file)), m_network(std::move(network)), m_thread([this] { run(); })
{
}

LedgerReader::~LedgerReader()
{
    {
        const std::lock_guard guard(m_mutex);
        m_isEnding = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

bool LedgerReader::add(std::function<void()> question)
{
    {
        const std::lock_guard guard(m_mutex);
        if (m_waiting.size() >= limits::WaitingQuestions)
            return false;
        m_waiting.push_back(std::move(question));
    }
    m_wake.notify_one();
    return true;
}

void LedgerReader::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_isEnding || !m_waiting.empty(); });
        if (m_isEnding)
            return;
        const std::function<void()> question = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        question();
        lock.lock();
    }
}

} // namespace lpm::ledger
