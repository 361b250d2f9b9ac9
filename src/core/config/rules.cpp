// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/rules.h"

#include "core/config/attachrules.h"
#include "core/config/checks.h"
#include "core/config/wipe.h"

#include <QUrl>

#include <algorithm>
#include <filesystem>

namespace lpm::config {

namespace {

constexpr const char *MainnetRest = "https://api.hyperliquid.xyz";
constexpr const char *MainnetWs = "wss://api.hyperliquid.xyz/ws";
constexpr const char *TestnetRest = "https://api.hyperliquid-testnet.xyz";
constexpr const char *TestnetWs = "wss://api.hyperliquid-testnet.xyz/ws";

bool isByFlag(const Settings &settings, const char *name)
{
    const auto found = settings.origins.find(name);
    return found != settings.origins.end() && found->second == "flag";
}

Checked checkMode(Draft &draft, const Circumstances &around)
{
    if (around.isDemoFlag && around.isLiveFlag)
        return tl::unexpected(EarlyExit{ExitUsage, "--demo and --live exclude each other"});
    Settings &settings = draft.settings;
    if (around.isDemoFlag)
        draft.isLive = false;
    if (draft.isLive) {
        settings.mode = draft.isTestnet ? domain::RunMode::Testnet : domain::RunMode::Live;
        return {};
    }
    settings.mode = domain::RunMode::Demo;
    for (const char *name : {"account", "rest-url", "ws-url"}) {
        // With --demo, what the environment has for other runs is passed over.
        if (around.isDemoFlag && isByFlag(settings, name))
            return refused("--demo runs on simulated accounts: leave out --" + std::string(name));
    }
    const bool isGiven = !draft.accountTexts.empty() || !settings.restUrl.empty()
                         || !settings.wsUrl.empty() || !around.privateKey.empty();
    if (isGiven && !around.isDemoFlag)
        return refused("an account or exchange URL is set, but the program would run on the "
                       "simulated exchange: give --live or ENABLE_LIVE_TRADING=true (or --demo to "
                       "run the simulation)");
    draft.accountTexts.clear();
    settings.restUrl.clear();
    settings.wsUrl.clear();
    return {};
}

// 0x…[=label]
tl::expected<domain::WatchedAccount, EarlyExit> readAccount(const std::string &text,
                                                            const AddressRules &addresses)
{
    const auto equals = text.find('=');
    const auto address = addresses.check(std::string_view(text).substr(0, equals));
    if (!address)
        return refused("an account is not usable: " + address.error().message);
    if (address->isZero())
        return refused("an account is not usable: the zero address belongs to nobody");
    return domain::WatchedAccount{*address,
                                  equals == std::string::npos ? "" : text.substr(equals + 1)};
}

Checked addAccount(Settings &settings, domain::WatchedAccount account)
{
    for (const domain::WatchedAccount &known : settings.accounts) {
        if (!account.label.empty() && known.label == account.label
            && known.address != account.address)
            return refused("two accounts have the label " + account.label);
        if (known.address == account.address)
            return {}; // named twice: once is enough
    }
    settings.accounts.push_back(std::move(account));
    return {};
}

// The key is tried even where accounts are named, so that a bad one is told; its address is taken
// only where none is: it may be an agent's, which holds nothing.
Checked usePrivateKey(Settings &settings, Circumstances &around, const AddressRules &addresses)
{
    if (around.privateKey.empty())
        return {};
    const Wiper wiper(around.privateKey);
    const auto address = addresses.fromPrivateKey(std::span<char>(around.privateKey));
    if (!address)
        return refused("HYPERLIQUID_PRIVATE_KEY is not a private key (64 hex digits); the address "
                       "alone, in HYPERLIQUID_ADDRESS, is enough");
    if (settings.accounts.empty())
        settings.accounts.push_back({*address, ""});
    return {};
}

Checked resolveAccounts(Draft &draft, Circumstances &around, const AddressRules &addresses)
{
    Settings &settings = draft.settings;
    if (settings.mode == domain::RunMode::Demo)
        return {};
    for (const std::string &text : draft.accountTexts) {
        auto account = readAccount(text, addresses);
        if (!account)
            return tl::unexpected(account.error());
        if (auto added = addAccount(settings, *std::move(account)); !added)
            return added;
    }
    if (auto used = usePrivateKey(settings, around, addresses); !used)
        return used;
    // The window asks for an account by itself.
    const bool needsAccount = (around.command == Command::Run && settings.headless)
                              || around.command == Command::Doctor;
    if (needsAccount && settings.accounts.empty())
        return refused("no account to watch: set HYPERLIQUID_ADDRESS=0x… or give --account 0x…");
    return {};
}

Checked resolveUrls(Settings &settings)
{
    if (settings.mode == domain::RunMode::Demo)
        return {};
    if (settings.restUrl.empty() != settings.wsUrl.empty())
        return refused("--rest-url and --ws-url belong together: give both or neither");
    const bool isTestnet = settings.mode == domain::RunMode::Testnet;
    if (settings.restUrl.empty()) {
        settings.restUrl = isTestnet ? TestnetRest : MainnetRest;
        settings.wsUrl = isTestnet ? TestnetWs : MainnetWs;
    }
    if (auto checked = checkUrl(settings.restUrl, "rest-url", {"http", "https"}, "an exchange");
        !checked)
        return checked;
    return checkUrl(settings.wsUrl, "ws-url", {"ws", "wss"}, "an exchange");
}

Checked checkTls(Settings &settings)
{
    if (settings.tlsCertificate.empty() != settings.tlsKey.empty())
        return refused("--tls-cert and --tls-key belong together: give both or neither");
    if (settings.tlsCertificate.empty())
        return {};
    if (auto readable = checkReadable(settings.tlsCertificate, "tls-cert"); !readable)
        return readable;
    return checkReadable(settings.tlsKey, "tls-key");
}

Checked checkOrigins(const Settings &settings)
{
    for (const std::string &origin : settings.allowedOrigins) {
        const QUrl url(QString::fromStdString(origin), QUrl::StrictMode);
        const bool isWeb = url.scheme() == QLatin1String("https")
                           || url.scheme() == QLatin1String("http");
        if (!isWeb || url.host().isEmpty() || !url.path().isEmpty() || url.hasQuery())
            return refused("allow-origin: expected scheme://host[:port], as a browser sends it");
    }
    return {};
}

Checked checkReach(Settings &settings)
{
    if (!settings.tokenFile.empty()) {
        if (auto checked = checkTokenFile(settings.tokenFile); !checked)
            return checked;
    }
    if (auto checked = checkTls(settings); !checked)
        return checked;
    if (auto checked = checkOrigins(settings); !checked)
        return checked;
    const bool isOpenHost = std::any_of(settings.allowedHosts.begin(), settings.allowedHosts.end(),
                                        [](const std::string &host) { return !isLoopback(host); });
    if (isOpenHost && settings.tokenFile.empty())
        return refused("--allow-host lets others in: give --token-file with a token they must "
                       "show");
    if (isLoopback(settings.listenHost))
        return {};
    if (settings.tokenFile.empty())
        return refused("listening on " + settings.listenHost
                       + " lets others in: give --token-file with a token they must show");
    if (settings.tlsCertificate.empty() && !settings.insecureBehindProxy)
        return refused("listening on " + settings.listenHost
                       + " would send positions and the token unencrypted: give --tls-cert and "
                         "--tls-key, or --insecure-behind-proxy");
    return {};
}

void resolvePaths(Settings &settings, const Circumstances &around)
{
    if (settings.dataDir.empty())
        settings.dataDir = around.dataHome;
    if (settings.mode == domain::RunMode::Demo)
        settings.dataDir = (std::filesystem::path(settings.dataDir) / "demo").string();
    makePathsAbsolute(settings, around.workingDirectory);
}

} // namespace

tl::expected<Settings, EarlyExit> applyRules(Draft draft, Circumstances &circumstances,
                                             const AddressRules &addresses)
{
    if (!draft.settings.connectUrl.empty()) {
        if (auto checked = checkConnectUrl(draft.settings.connectUrl); !checked)
            return tl::unexpected(checked.error());
        if (circumstances.command == Command::Run)
            return applyAttachRules(std::move(draft), circumstances);
    }
    if (auto checked = checkMode(draft, circumstances); !checked)
        return tl::unexpected(checked.error());
    resolvePaths(draft.settings, circumstances);
    if (auto checked = resolveAccounts(draft, circumstances, addresses); !checked)
        return tl::unexpected(checked.error());
    if (auto checked = resolveUrls(draft.settings); !checked)
        return tl::unexpected(checked.error());
    if (auto checked = checkReach(draft.settings); !checked)
        return tl::unexpected(checked.error());
    return std::move(draft.settings);
}

} // namespace lpm::config
