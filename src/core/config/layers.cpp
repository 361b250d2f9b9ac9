// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/layers.h"

#include "core/config/commandline.h"
#include "core/config/settingrows.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <sstream>

namespace lpm::config {

namespace {

constexpr std::size_t ShownValueCharacters = 24;

// Parts between commas, blanks around them cut, empty ones left out.
std::vector<std::string> listOf(std::string_view text)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        std::string_view part = text.substr(0, comma);
        text.remove_prefix(std::min(comma + 1, text.size()));
        const auto first = part.find_first_not_of(" \t");
        if (first == std::string_view::npos)
            continue;
        part = part.substr(first, part.find_last_not_of(" \t") - first + 1);
        parts.emplace_back(part);
    }
    return parts;
}

} // namespace

Layer environmentLayer(const std::map<std::string, std::string> &variables, std::string_view where)
{
    Layer layer;
    for (const Row &row : settingRows()) {
        const auto found = variables.find(std::string(row.environment));
        if (row.environment.empty() || found == variables.end() || found->second.empty())
            continue;
        const std::string name(row.environment);
        Given given;
        given.values = row.kind == RowKind::List ? listOf(found->second)
                                                 : std::vector{found->second};
        given.origin = where == "environment" ? "environment " + name : std::string(where);
        given.title = name + " (" + std::string(where) + ")";
        if (!given.values.empty())
            layer.emplace(row.name, std::move(given));
    }
    return layer;
}

base::Result<Layer> configFileLayer(const std::string &text, const std::string &path)
{
    std::vector<CLI::ConfigItem> items;
    try {
        std::istringstream stream(text);
        items = CLI::ConfigTOML().from_config(stream);
    } catch (const CLI::Error &) {
        return base::failure(base::ErrorCode::Configuration, path + " cannot be read as TOML");
    }
    Layer layer;
    for (CLI::ConfigItem &item : items) {
        std::string name = item.fullname();
        std::replace(name.begin(), name.end(), '_', '-');
        const Row *row = findRow(name);
        if (row == nullptr || item.inputs.empty())
            return base::failure(base::ErrorCode::Configuration,
                                 path + ": unknown setting " + item.fullname());
        layer.insert_or_assign(name, Given{std::move(item.inputs), "config file " + path,
                                           name + " (" + path + ")", false});
    }
    return layer;
}

tl::expected<void, EarlyExit> splitListenIn(Layer &layer)
{
    const auto found = layer.find("listen");
    if (found == layer.end())
        return {};
    const auto parts = splitListen(found->second.values.back());
    if (!parts)
        return tl::unexpected(badValue(found->second, parts.error()));
    Given host = found->second;
    Given port = found->second;
    host.values = {parts->host};
    port.values = {parts->port};
    layer.insert_or_assign("host", std::move(host));
    layer.insert_or_assign("port", std::move(port));
    layer.erase("listen");
    return {};
}

EarlyExit badValue(const Given &given, const base::Error &error)
{
    const std::string &value = given.values.back();
    const std::string shown
        = value.size() <= ShownValueCharacters ? ", got \"" + value + "\"" : std::string();
    return EarlyExit{given.isFlag ? ExitUsage : ExitConfiguration,
                     given.title + ": " + error.message + shown};
}

} // namespace lpm::config
