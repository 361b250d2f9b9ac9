// SPDX-License-Identifier: GPL-3.0-or-later
// What a client has not been sent yet, because it is behind or asked for fewer messages: of each
// symbol the latest state, of fills every one, in the order of seq. Pure.
#pragma once

#include "core/domain/positionupdate.h"
#include "server/stream/compact.h"
#include "server/stream/frame.h"

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace lpm::server {

// One for all clients.
struct SharedUpdate
{
    domain::PositionUpdatePtr update;
    std::size_t position = 0; // a number of its account and symbol, from 0
    FramePtr frame; // the same for every client
    // While somebody asks for the compact format: what is known of the position by the update
    // before and by this one, and the frame for whom `before` was told (null: it cannot be).
    CompactBasePtr before;
    CompactBasePtr base;
    FramePtr compact;
};
using SharedUpdatePtr = std::shared_ptr<const SharedUpdate>;

struct Skipped // updates of an account that were replaced by later ones
{
    domain::Address account;
    std::uint64_t from = 0;
    std::uint64_t to = 0;
};

class Outbox
{
public:
    enum class Told { No, Yes }; // whether the client hears of what is replaced

    void add(const SharedUpdatePtr &update, Told told);
    bool isEmpty() const { return m_entries.empty(); }
    std::size_t bytes() const { return m_bytes; }
    // Empties it: the gaps first, then the updates.
    std::pair<std::vector<Skipped>, std::vector<SharedUpdatePtr>> take();

private:
    using Entries = std::list<SharedUpdatePtr>;

    void tellOf(const domain::PositionUpdate &replaced);

    Entries m_entries;
    // By number of the position, where its last entry is no fill.
    std::vector<std::optional<Entries::iterator>> m_replaceable;
    std::map<domain::Address, Skipped> m_skipped;
    std::size_t m_bytes = 0;
};

} // namespace lpm::server
