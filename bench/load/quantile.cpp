// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/quantile.h"

#include <algorithm>
#include <cstddef>

namespace lpm::bench::load {

double quantile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    const auto place = static_cast<std::size_t>(share * static_cast<double>(values.size()));
    return values.empty() ? 0 : values[std::min(place, values.size() - 1)];
}

} // namespace lpm::bench::load
