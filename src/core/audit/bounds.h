// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps what is recovered of an account bounded, whatever the length of its trail. Pure: the same
// lines give the same, wherever they were cut into parts that were bounded one by one.
#pragma once

#include "core/audit/recovery.h"

#include <cstddef>

namespace lpm::audit {

// Forgets fills that are older than base::limits::SeenFillsAge before the newest, but never so many
// that less than base::limits::SeenFills stay, and raises forgottenUntil to the newest forgotten.
void boundFills(RecoveredAccount &account);

// Forgets funding rows by limits::FundingRowsAge and FundingRowsKept in the same way, and raises
// fundingForgottenUntil.
void boundFundings(RecoveredAccount &account);

std::size_t fundingRows(const RecoveredAccount &account);

} // namespace lpm::audit
