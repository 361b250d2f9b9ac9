// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/check.h"

#include <string_view>

namespace lpm::base {

void violate(const char *sentence, const char *file, int line)
{
    std::string_view name = file;
    if (const auto slash = name.find_last_of("/\\"); slash != std::string_view::npos)
        name.remove_prefix(slash + 1);
    throw InvariantViolation("invariant broken: " + std::string(sentence) + " (" + std::string(name)
                             + ":" + std::to_string(line) + ")");
}

} // namespace lpm::base
