// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a window of fills page by page. The next page starts at the last time received, never one
// millisecond later: many fills share one, and a page may be cut inside it.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/fill.h"
#include "core/sync/syncmessages.h"

#include <optional>
#include <vector>

namespace lpm::sync {

class Backfill
{
public:
    enum class Progress {
        More,     // ask for next()
        Complete, // everything in the window was read
        Skipped,  // a millisecond holds more than a page: a gap. Ask for next(), which is behind it
        Truncated // more fills exist than can be read: a gap
    };

    void begin(base::Timestamp from, std::optional<base::Timestamp> to);
    FetchFills next() const { return m_next; }
    // The last page is asked for again: next() is it.
    void resume() { m_rows = m_rowsBefore; }
    Progress onPage(const std::vector<domain::Fill> &page);
    // Of the window so far: rows, each once, and the times of its oldest and newest. A complete
    // answer with a row of some time holds everything before it, however far it lags behind.
    std::size_t rows() const { return m_rows; }
    std::optional<base::Timestamp> oldest() const { return m_oldest; }
    std::optional<base::Timestamp> newest() const { return m_newest; }

private:
    FetchFills m_next;
    std::size_t m_rows = 0;
    std::size_t m_rowsBefore = 0; // next()
    std::size_t m_rowsAtEdge = 0; // of its first millisecond, that the page before told already
    std::optional<base::Timestamp> m_oldest;
    std::optional<base::Timestamp> m_newest;
};

} // namespace lpm::sync
