// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/ledgerkeeper.h"

#include "core/ledger/ledgerfile.h"
#include "core/ledger/limits.h"

#include <algorithm>

namespace lpm::ledger {

using base::ErrorCode;
using base::failure;
using base::Result;

Result<bool> LedgerKeeper::work(std::uint64_t upTo, LedgerSamples *samples, base::Timestamp now)
{
    m_isTrailToBlame = false;
    if (!m_database) {
        if (auto opened = open(now); !opened) {
            onFailure(opened.error(), now);
            return failure(opened.error());
        }
    }
    const std::uint64_t behind = upTo - std::min(upTo, m_follower->at().head.seq);
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(behind, limits::GroupLines));
    if (most == 0 && (samples == nullptr || samples->isEmpty()))
        return false;
    auto more = writeGroup(most, samples);
    if (!more)
        onFailure(more.error(), now);
    return more;
}

std::vector<std::string> LedgerKeeper::takeNotices() { return std::exchange(m_notices, {}); }

Result<void> LedgerKeeper::open(base::Timestamp now)
{
    auto opened = openLedgerFile(m_place.file, now);
    if (!opened)
        return failure(opened.error());
    m_database = std::move(opened->database);
    if (!opened->notice.empty())
        m_notices.push_back(opened->notice);
    if (!m_isChecked) {
        if (auto checked = checkLedgerFile(*m_database); !checked)
            return checked;
        m_isChecked = true;
    }
    auto projection = Projection::open(*m_database, m_place.books);
    if (!projection)
        return failure(projection.error());
    m_projection = *std::move(projection);
    const bool isNew = m_projection->at().head.seq == 0;
    auto follower =
        audit::TrailFollower::open(m_place.disk, m_place.trailDirectory,
                                   isNew ? m_place.begin : std::optional(m_projection->at()));
    if (!follower) {
        m_isTrailToBlame = true;
        return failure(follower.error());
    }
    m_follower.emplace(*std::move(follower));
    m_seq = m_follower->at().head.seq;
    return {};
}

Result<bool> LedgerKeeper::writeGroup(std::size_t most, LedgerSamples *samples)
{
    if (auto begun = m_database->execute("BEGIN IMMEDIATE"); !begun)
        return failure(begun.error());
    const auto lines = follow(most);
    if (!lines)
        return failure(lines.error());
    std::vector<Sample> taken = samples ? samples->take() : std::vector<Sample>();
    Result<void> done = taken.empty() ? Result<void>() : writeSamples(taken, samples->network());
    if (done)
        done = m_projection->finish(m_follower->at());
    if (done)
        done = m_database->execute("COMMIT");
    if (!done) {
        if (samples)
            samples->giveBack(std::move(taken));
        return failure(done.error());
    }
    m_seq = m_follower->at().head.seq;
    return *lines == most && most > 0;
}

Result<std::size_t> LedgerKeeper::follow(std::size_t most)
{
    std::optional<base::Error> refused; // by the ledger, not by the trail
    const auto visit = [&](std::string_view line, const audit::Head &head) -> Result<void> {
        auto taken = m_projection->take(line, head);
        if (!taken)
            refused = taken.error().in("audit line " + std::to_string(head.seq));
        return taken;
    };
    const auto followed = most > 0 ? m_follower->follow(visit, most) : Result<std::size_t>(0);
    if (refused)
        return failure(*refused);
    if (!followed)
        m_isTrailToBlame = true;
    return followed;
}

Result<void> LedgerKeeper::writeSamples(const std::vector<Sample> &samples,
                                        const audit::Network &network)
{
    for (const Sample &sample : samples) {
        if (auto taken = m_projection->take(sample, network); !taken)
            return taken;
    }
    return {};
}

// Closing the connection rolls back what was not committed.
void LedgerKeeper::close()
{
    m_follower.reset();
    m_projection.reset();
    m_database.reset();
}

void LedgerKeeper::onFailure(const base::Error &error, base::Timestamp now)
{
    close();
    if (error.code != ErrorCode::Corrupt || m_isTrailToBlame)
        return;
    m_isChecked = false;
    auto moved = moveAside(m_place.file, now);
    m_notices.push_back(moved ? *moved : moved.error().message);
}

} // namespace lpm::ledger
