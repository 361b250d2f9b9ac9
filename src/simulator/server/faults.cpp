// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/server/faults.h"

#include <string>

namespace lpm::simulator {

namespace {

struct FaultRow
{
    std::string_view name;
    Fault fault;
    int perMille; // how often, of the moments at which it could happen
};

constexpr FaultRow Rows[] = {
    {"drop", Fault::Drop, 20},           {"duplicate", Fault::Duplicate, 60},
    {"reorder", Fault::Reorder, 50},     {"shuffle", Fault::Shuffle, 200},
    {"truncated", Fault::Truncated, 10}, {"stall", Fault::Stall, 2},
    {"close", Fault::Close, 2},          {"expire", Fault::Expire, 2},
    {"http429", Fault::Http429, 50},     {"http502", Fault::Http502, 50},
};

std::string knownNames()
{
    std::string names;
    for (const FaultRow &row : Rows)
        names += (names.empty() ? "" : ", ") + std::string(row.name);
    return names;
}

} // namespace

base::Result<FaultSet> parseFaults(std::string_view list)
{
    FaultSet faults;
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        const std::string_view name = list.substr(0, comma);
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
        bool isKnown = name.empty();
        for (const FaultRow &row : Rows) {
            if (row.name == name) {
                faults.insert(row.fault);
                isKnown = true;
            }
        }
        if (!isKnown)
            return base::failure(base::ErrorCode::InvalidArgument,
                                 "there is no fault \"" + std::string(name) + "\"; known are " +
                                     knownNames());
    }
    return faults;
}

bool FaultPlan::strikes(Fault fault)
{
    if (!m_faults.contains(fault))
        return false;
    for (const FaultRow &row : Rows) {
        if (row.fault == fault)
            return m_random.chance(row.perMille);
    }
    return false;
}

} // namespace lpm::simulator
