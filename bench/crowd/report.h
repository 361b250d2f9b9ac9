// SPDX-License-Identifier: GPL-3.0-or-later
// The figures as they are measured, one line each, beside the most that they may be.
#pragma once

#include <optional>
#include <string>

namespace lpm::bench::crowd {

struct Figure
{
    std::string name;
    double value = 0; // infinite: it never happened
    std::string unit;
    std::optional<double> most = std::nullopt; // the goal; nullopt: told for its own sake
};

class Report
{
public:
    void title(const std::string &text) const;
    void add(const Figure &figure); // and prints it
    int missed() const { return m_missed; }

private:
    int m_missed = 0; // goals
};

} // namespace lpm::bench::crowd
