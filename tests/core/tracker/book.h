// SPDX-License-Identifier: GPL-3.0-or-later
// A tracker that a test trades on: each fill starts from what is held unless told otherwise.
#pragma once

#include "core/tracker/positiontracker.h"
#include "core/tracker/positionviews.h"
#include "tests/core/tracker/fixtures.h"

namespace lpm::fixture {

struct Book
{
    tracker::PositionTracker tracker;

    Book() { tracker.setCatalog(catalog()); }

    domain::Change apply(const domain::Fill &fill, const domain::Address &owner = account())
    {
        auto change = tracker.applyFill(owner, fill, {}, at(500));
        if (!change)
            qFatal("%s", change.error().message.c_str());
        return *change;
    }
    // Starts from whatever is held.
    domain::Change trade(FillOf fill, const domain::Address &owner = account())
    {
        const domain::Fill &plain = fill;
        const auto *held = tracker.find(owner, plain.coin);
        fill.from(held ? held->state.size.text() : "0");
        return apply(fill, owner);
    }
    const domain::PositionState &state(const char *coin = "BTC") const
    {
        return tracker.find(account(), coin)->state;
    }
    domain::PositionView view(const char *coin = "BTC") const
    {
        return tracker::viewOf(*tracker.find(account(), coin));
    }
    domain::SummaryView summary(const domain::Address &owner = account()) const
    {
        return tracker::summaryOf(tracker, owner);
    }
};

} // namespace lpm::fixture
