// SPDX-License-Identifier: GPL-3.0-or-later
// What Prometheus reads: base units, accounts by their label (a shortened address without one), and
// no sample of what is not known. Pure.
#pragma once

#include "core/domain/positionupdate.h"

#include <cstdint>
#include <string>
#include <vector>

namespace lpm::server {

struct MetricsInput
{
    std::string version;
    std::vector<domain::SummaryPtr> summaries;
    domain::HealthPtr health; // never null
    std::size_t streamClients = 0;
    std::uint64_t auditSeq = 0;
};

std::string metricsText(const MetricsInput &input);

} // namespace lpm::server
