// SPDX-License-Identifier: GPL-3.0-or-later
#include "crowd/report.h"

#include <cmath>
#include <cstdio>

namespace lpm::bench::crowd {

namespace {

constexpr int NumberWidth = 10;

int digitsOf(double value) { return value < 10 ? 2 : value < 100 ? 1 : 0; }

} // namespace

void Report::title(const std::string &text) const { std::printf("\n%s\n", text.c_str()); }

void Report::add(const Figure &figure)
{
    std::printf("  %-58s", figure.name.c_str());
    if (std::isinf(figure.value))
        std::printf("%*s", NumberWidth, "never");
    else
        std::printf("%*.*f", NumberWidth, digitsOf(figure.value), figure.value);
    std::printf(" %-7s", figure.unit.c_str());
    if (figure.most) {
        const bool isMet = figure.value <= *figure.most; // not for what is no number
        m_missed += isMet ? 0 : 1;
        std::printf("<= %-8g %s", *figure.most, isMet ? "ok" : "NOT");
    }
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace lpm::bench::crowd
