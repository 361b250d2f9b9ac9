// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledgerreader.h"

#include "core/ledger/limits.h"

#include <algorithm>

namespace lpm::ledger {

namespace {

bool hasGone(const std::optional<domain::Asker> &asker)
{
    return asker && asker->expired();
}

bool isSame(const domain::Asker &a, const domain::Asker &b)
{
    return !a.owner_before(b) && !b.owner_before(a);
}

} // namespace

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

bool LedgerReader::hasRoomFor(const std::optional<domain::Asker> &asker)
{
    std::erase_if(m_waiting, [](const Question &each) { return hasGone(each.asker); });
    if (m_waiting.size() >= limits::WaitingQuestions)
        return false;
    return !asker || std::count_if(m_waiting.begin(), m_waiting.end(),
                                   [&asker](const Question &each) {
                                       return each.asker && isSame(*each.asker, *asker);
                                   }) < std::ptrdiff_t{limits::WaitingQuestionsEach};
}

bool LedgerReader::add(Question question)
{
    {
        const std::lock_guard guard(m_mutex);
        if (!hasRoomFor(question.asker))
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
        const Question question = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        if (!hasGone(question.asker))
            question.answer();
        lock.lock();
    }
}

} // namespace lpm::ledger
