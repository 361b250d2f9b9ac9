// SPDX-License-Identifier: GPL-3.0-or-later
// Blanks around a text, as both kinds of settings files have them.
#pragma once

#include <string_view>

namespace lpm::config {

inline constexpr std::string_view Blanks = " \t\r";

// Without those at both ends; `blanks` may name more of them.
inline std::string_view trimmed(std::string_view text, std::string_view blanks = Blanks)
{
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

} // namespace lpm::config
