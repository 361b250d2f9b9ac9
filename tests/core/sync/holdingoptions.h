// SPDX-License-Identifier: GPL-3.0-or-later
// The owner's wish that a discrepancy is raised and nothing adjusted.
#pragma once

#include "tests/core/sync/scriptedexchange.h"

namespace lpm::fixture {

inline sync::SyncOptions holding()
{
    sync::SyncOptions options;
    options.adjustsDiscrepancies = false;
    return options;
}

} // namespace lpm::fixture
