// SPDX-License-Identifier: GPL-3.0-or-later
// Fills that were received and not applied yet, per coin in order of time: buffered while a
// backfill runs, or parked because a predecessor is missing.
#pragma once

#include "core/domain/fill.h"

#include <cstddef>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

namespace lpm::sync {

struct PendingFill
{
    domain::Fill fill;
    domain::FillSource source = domain::FillSource::Live;
    bool isHistory = false;
    base::Milliseconds receivedAt{0}; // monotonic
};

std::vector<domain::Fill> fillsOf(const std::vector<PendingFill> &group);

class PendingFills
{
public:
    // false: it is in here already.
    bool add(PendingFill fill);
    bool isEmpty() const { return m_byCoin.empty(); }
    bool has(const std::string &coin) const { return m_byCoin.contains(coin); }
    std::size_t size() const { return m_ids.size(); }
    std::vector<std::string> coins() const;

    // The fills of the coin's earliest millisecond; the coin must be in here.
    std::vector<PendingFill> earliest(const std::string &coin) const;
    // Every fill of the coin up to and at a time, by time.
    std::vector<PendingFill> until(const std::string &coin, base::Timestamp time) const;
    // All of them, millisecond by millisecond.
    std::vector<std::vector<PendingFill>> groups(const std::string &coin) const;
    void remove(const domain::Fill &fill);
    void clear();

private:
    std::map<std::string, std::multimap<base::Timestamp, PendingFill>> m_byCoin;
    std::unordered_set<domain::FillId> m_ids;
};

} // namespace lpm::sync
