// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the peer of a connection reads what it asked for. What it does not read is the kernel's
// for long and then ours: a crowd of such peers would hold much of both. Pure.
#pragma once

#include "core/base/timestamp.h"

#include <cstdint>
#include <optional>

namespace lpm::server {

struct Unread
{
    std::int64_t bytes = 0; // answered and not with the peer's system yet
    std::uint64_t read = 0; // with it, since the connection began
};

class UnreadWatch
{
public:
    // To be called now and then. true: for limits::UnreadDeadline there was always something
    // unread, and less than limits::UnreadDeadlineBytes of it went.
    bool isStalled(const Unread &now, base::Milliseconds time);

private:
    struct Begin
    {
        base::Milliseconds time;
        std::uint64_t read;
        std::uint64_t owed; // what will have been read once all that was unread then is
    };
    std::optional<Begin> m_begin; // since when there is something unread
};

} // namespace lpm::server
