// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace lpm::bench::load {

// The value that so much of them do not exceed; 0 of none.
double quantile(std::vector<double> values, double share);

} // namespace lpm::bench::load
