// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of every value that the codec lets in, whatever the bytes were.
#pragma once

#include "core/base/result.h"
#include "core/domain/accountstate.h"
#include "core/domain/fill.h"
#include "core/domain/instrument.h"
#include "core/exchange/feedframes.h"

#include <string>
#include <vector>

namespace lpm::fuzz {

void checkError(const base::Error &error);
void checkFill(const domain::Fill &fill);
void checkPayment(const domain::FundingPayment &payment);
void checkState(const domain::DexState &state);
void checkBalance(const domain::SpotBalance &balance);
void checkInstrument(const domain::Instrument &instrument);
void checkMarks(const exchange::MarksFrame &frame);

// The fill as the exchange would write it: read again, it is the same.
std::string wireOf(const domain::Fill &fill);

} // namespace lpm::fuzz
