// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/attachrules.h"

#include "core/config/wipe.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lpm::config {

namespace {

// What a window that watches from elsewhere has use for.
constexpr std::array<std::string_view, 5> Followed{"connect", "token-file", "data-dir", "log-dir",
                                                   "log-level"};

tl::unexpected<EarlyExit> excluded(std::string_view flag)
{
    return tl::unexpected(
        EarlyExit{ExitUsage, "--connect and --" + std::string(flag) + " exclude each other"});
}

Checked checkAlone(const Settings &settings, const Circumstances &around)
{
    if (around.isDemoFlag)
        return excluded("demo");
    if (around.isLiveFlag)
        return excluded("live");
    if (settings.headless)
        return excluded("headless");
    for (const auto &[name, origin] : settings.origins) {
        const bool isFollowed = std::find(Followed.begin(), Followed.end(), name) != Followed.end();
        if (origin != "flag" || isFollowed)
            continue;
        const bool isListen = name == "host" || name == "port";
        return refused("--connect shows what another monitor watches: leave out --" +
                       (isListen ? "listen" : name));
    }
    return {};
}

bool isFlag(const Settings &settings, const char *name)
{
    const auto found = settings.origins.find(name);
    return found != settings.origins.end() && found->second == "flag";
}

// A token that is set for a monitor of one's own goes to no other.
void forgetForeignToken(Settings &settings)
{
    if (isFlag(settings, "connect") && !isFlag(settings, "token-file"))
        settings.tokenFile.clear();
}

} // namespace

Checked checkConnectUrl(const std::string &url)
{
    constexpr const char *what = "a monitor";
    return url.starts_with("ws") ? checkUrl(url, "connect", {"ws", "wss"}, what)
                                 : checkUrl(url, "connect", {"http", "https"}, what);
}

tl::expected<Settings, EarlyExit> applyAttachRules(Draft draft, Circumstances &around)
{
    wipe(around.privateKey);
    Settings &settings = draft.settings;
    if (auto checked = checkAlone(settings, around); !checked)
        return tl::unexpected(checked.error());
    if (settings.dataDir.empty())
        settings.dataDir = around.dataHome;
    forgetForeignToken(settings);
    makePathsAbsolute(settings, around.workingDirectory);
    if (!settings.tokenFile.empty()) {
        if (auto checked = checkTokenFile(settings.tokenFile); !checked)
            return tl::unexpected(checked.error());
    }
    return std::move(settings);
}

} // namespace lpm::config
