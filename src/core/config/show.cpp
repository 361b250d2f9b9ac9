// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/show.h"

#include "core/config/settingrows.h"

namespace lpm::config {

std::string showSettings(const Settings &settings, bool withOrigin)
{
    std::string text;
    for (const Row &row : settingRows()) {
        if (row.show == nullptr)
            continue;
        text += std::string(row.name) + " = " + row.show(settings);
        const auto origin = settings.origins.find(std::string(row.name));
        if (withOrigin)
            text += "  # " + (origin == settings.origins.end() ? "default" : origin->second);
        text += '\n';
    }
    return text;
}

} // namespace lpm::config
