// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/samples.h"

#include "core/ledger/limits.h"

#include <iterator>

namespace lpm::ledger {

void LedgerSamples::add(Sample sample)
{
    const std::lock_guard guard(m_mutex);
    m_waiting.push_back(std::move(sample));
    trim();
}

std::vector<Sample> LedgerSamples::take()
{
    const std::lock_guard guard(m_mutex);
    std::vector<Sample> taken(std::make_move_iterator(m_waiting.begin()),
                              std::make_move_iterator(m_waiting.end()));
    m_waiting.clear();
    return taken;
}

void LedgerSamples::giveBack(std::vector<Sample> samples)
{
    const std::lock_guard guard(m_mutex);
    m_waiting.insert(m_waiting.begin(), std::make_move_iterator(samples.begin()),
                     std::make_move_iterator(samples.end()));
    trim();
}

bool LedgerSamples::isEmpty() const
{
    const std::lock_guard guard(m_mutex);
    return m_waiting.empty();
}

std::uint64_t LedgerSamples::dropped() const
{
    const std::lock_guard guard(m_mutex);
    return m_dropped;
}

void LedgerSamples::trim()
{
    while (m_waiting.size() > limits::WaitingSamples) {
        m_waiting.pop_front();
        ++m_dropped;
    }
}

} // namespace lpm::ledger
