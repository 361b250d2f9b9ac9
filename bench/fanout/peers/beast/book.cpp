// SPDX-License-Identifier: GPL-3.0-or-later
#include "beast/book.h"

#include <algorithm>
#include <cmath>

namespace beastpeer {

void Position::apply(const Fill &fill)
{
    constexpr double nothing = 1e-9;
    const double change = fill.signedSize();
    const bool isReducing = size * change < 0;
    if (std::abs(size) < nothing) {
        openedAt = fill.time;
        entry = fill.price;
    } else if (!isReducing) {
        entry = (size * entry + change * fill.price) / (size + change);
    } else {
        const double closed = std::min(std::abs(size), std::abs(change));
        realized += closed * (fill.price - entry) * (size > 0 ? 1 : -1);
        if (std::abs(change) > std::abs(size)) { // through zero
            openedAt = fill.time;
            entry = fill.price;
        }
    }
    size += change;
    fees += fill.fee;
    changedAt = fill.time;
    if (mark == 0)
        mark = fill.price;
}

Position *Account::apply(const Fill &fill)
{
    if (!seen.insert(fill.tradeId).second)
        return nullptr;
    Position &position = positions[fill.coin];
    position.coin = fill.coin;
    position.apply(fill);
    return &position;
}

} // namespace beastpeer
