// SPDX-License-Identifier: GPL-3.0-or-later
// The table of settings, one row each: it feeds the flags, the environment, the config file, the
// help text and `config show`.
#pragma once

#include "core/config/settings.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lpm::config {

enum class RowKind {
    Switch, // --name and --no-name
    Text,
    List // may be given more than once; comma-separated in the environment
};

// Settings in the making, with what is decided on but not kept.
struct Draft
{
    Settings settings;
    bool isLive = false;
    bool isTestnet = false;
    std::vector<std::string> accountTexts; // 0x…[=label], unchecked
};

struct Row
{
    std::string_view name;        // the flag without its dashes, and the config file's key
    std::string_view environment; // "" without one
    RowKind kind = RowKind::Text;
    std::string_view placeholder; // of the value, in the help text
    std::string_view shownDefault;
    std::string_view help;
    bool hasFlag = true;
    // Checks the values and puts them into the draft. The error says what is expected; the
    // caller says of which setting.
    base::Result<void> (*store)(Draft &draft, const std::vector<std::string> &values) = nullptr;
    // As `config show` prints it.
    std::string (*show)(const Settings &settings) = nullptr;
};

std::span<const Row> settingRows();
const Row *findRow(std::string_view name); // nullptr: no such setting

struct HostAndPort
{
    std::string host; // an IPv6 address without its brackets
    std::string port;
};
base::Result<HostAndPort> splitListen(std::string_view text);
base::Result<bool> parseSwitch(std::string_view text);
bool isLoopback(std::string_view host);

} // namespace lpm::config
