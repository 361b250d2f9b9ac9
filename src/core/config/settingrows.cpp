// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/settingrows.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

namespace lpm::config {

using base::ErrorCode;
using base::failure;
using base::Result;
using domain::Decimal;
using Values = std::vector<std::string>;

namespace {

constexpr int MillisecondDigits = 3;

tl::unexpected<base::Error> expected(std::string what)
{
    return failure(ErrorCode::Configuration, "expected " + std::move(what));
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char &c : out)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

Result<void> storeSwitch(bool &into, const Values &values)
{
    const auto value = parseSwitch(values.back());
    if (!value)
        return failure(value.error());
    into = *value;
    return {};
}

Result<void> storeWord(std::string &into, const Values &values,
                       std::initializer_list<std::string_view> words)
{
    const std::string word = lowered(values.back());
    if (std::find(words.begin(), words.end(), word) == words.end()) {
        std::string list;
        for (const std::string_view allowed : words)
            list += (list.empty() ? "" : ", ") + std::string(allowed);
        return expected("one of " + list);
    }
    into = word;
    return {};
}

Result<void> storeInteger(int &into, const Values &values, int least, int most)
{
    const std::string &text = values.back();
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most)
        return expected("a whole number from " + std::to_string(least) + " to "
                        + std::to_string(most));
    into = value;
    return {};
}

Result<void> storeSeconds(base::Milliseconds &into, const Values &values, int least, int most)
{
    const auto seconds = Decimal::parse(values.back());
    const auto units = seconds ? seconds->unitsAt(MillisecondDigits) : std::nullopt;
    if (!units || *seconds < Decimal(least) || *seconds > Decimal(most))
        return expected("seconds from " + std::to_string(least) + " to " + std::to_string(most)
                        + ", in milliseconds at the finest");
    into = base::Milliseconds{static_cast<long long>(*units)};
    return {};
}

std::string seconds(base::Milliseconds value)
{
    return Decimal::fromUnits(value.count(), MillisecondDigits).text();
}

std::string yesOrNo(bool value)
{
    return value ? "true" : "false";
}

std::string joined(const Values &values)
{
    std::string text;
    for (const std::string &value : values)
        text += (text.empty() ? "" : ",") + value;
    return text;
}

std::string shownAccounts(const Settings &settings)
{
    Values texts;
    for (const domain::WatchedAccount &account : settings.accounts)
        texts.push_back(account.address.text()
                        + (account.label.empty() ? "" : "=" + account.label));
    return joined(texts);
}

// Ways and exceptions are the rules' (rules.cpp); a row knows its own value only.
Result<void> storePort(Draft &draft, const Values &values)
{
    return storeInteger(draft.settings.listenPort, values, 0, 65535);
}

Result<void> storeHost(Draft &draft, const Values &values)
{
    if (values.back().empty() || values.back().find_first_of(" /[]") != std::string::npos)
        return expected("the address or name of an interface");
    draft.settings.listenHost = values.back();
    return {};
}

Result<void> storeThreshold(Draft &draft, const Values &values)
{
    const auto amount = Decimal::parse(values.back());
    if (!amount || amount->isNegative())
        return expected("an amount of USD, 0 or more");
    draft.settings.pnlThreshold = *amount;
    return {};
}

Result<void> storeLogLevel(Draft &draft, const Values &values)
{
    std::string word;
    if (auto stored = storeWord(word, values, {"debug", "info", "warning", "error", "warn"});
        !stored)
        return expected("one of debug, info, warning, error");
    draft.settings.logLevel = word == "warn" ? "warning" : word;
    return {};
}

Result<void> storeDiscrepancy(Draft &draft, const Values &values)
{
    std::string word;
    auto stored = storeWord(word, values, {"adjust", "hold"});
    draft.settings.adjustOnDiscrepancy = word != "hold";
    return stored;
}

Result<void> storeAuditSync(Draft &draft, const Values &values)
{
    std::string word;
    auto stored = storeWord(word, values, {"interval", "each"});
    draft.settings.auditSyncEach = word == "each";
    return stored;
}

// The table is wide on purpose: a row reads as a sentence.
// clang-format off
const auto Rows = std::to_array<Row>({
    {"headless", "", RowKind::Switch, "", "false", "Run without a window", true,
     [](Draft &d, const Values &v) { return storeSwitch(d.settings.headless, v); },
     [](const Settings &s) { return yesOrNo(s.headless); }},
    {"live", "ENABLE_LIVE_TRADING", RowKind::Switch, "", "false",
     "Watch the real exchange; otherwise, or with --demo, a simulated one", true,
     [](Draft &d, const Values &v) { return storeSwitch(d.isLive, v); },
     [](const Settings &s) { return yesOrNo(s.mode != domain::RunMode::Demo); }},
    {"account", "HYPERLIQUID_ADDRESS", RowKind::List, "0x…[=LABEL]", "",
     "An account to watch; may be given more than once", true,
     [](Draft &d, const Values &v) { d.accountTexts = v; return Result<void>(); },
     shownAccounts},
    {"testnet", "HYPERLIQUID_TESTNET", RowKind::Switch, "", "false",
     "With --live: the exchange's testnet", true,
     [](Draft &d, const Values &v) { return storeSwitch(d.isTestnet, v); },
     [](const Settings &s) { return yesOrNo(s.mode == domain::RunMode::Testnet); }},
    {"rest-url", "HYPERLIQUID_REST_URL", RowKind::Text, "URL", "the exchange's",
     "The exchange's REST address", true,
     [](Draft &d, const Values &v) { d.settings.restUrl = v.back(); return Result<void>(); },
     [](const Settings &s) { return s.restUrl; }},
    {"ws-url", "HYPERLIQUID_WS_URL", RowKind::Text, "URL", "the exchange's",
     "The exchange's WebSocket address", true,
     [](Draft &d, const Values &v) { d.settings.wsUrl = v.back(); return Result<void>(); },
     [](const Settings &s) { return s.wsUrl; }},
    {"listen", "", RowKind::Text, "HOST:PORT", "127.0.0.1:8000",
     "Where the API is served; port 0 takes a free one (HOST and PORT)", true, nullptr, nullptr},
    {"host", "HOST", RowKind::Text, "", "127.0.0.1", "The host of --listen", false, storeHost,
     [](const Settings &s) { return s.listenHost; }},
    {"port", "PORT", RowKind::Text, "", "8000", "The port of --listen", false, storePort,
     [](const Settings &s) { return std::to_string(s.listenPort); }},
    {"data-dir", "DATA_DIR", RowKind::Text, "DIR", "the platform's data folder",
     "Where the program keeps its data; the demo keeps its own in the folder demo there", true,
     [](Draft &d, const Values &v) { d.settings.dataDir = v.back(); return Result<void>(); },
     [](const Settings &s) { return s.dataDir; }},
    {"log-dir", "LOG_DIR", RowKind::Text, "DIR", "logs",
     "Where the log and, in the folder trading, the audit trail go", true,
     [](Draft &d, const Values &v) { d.settings.logDir = v.back(); return Result<void>(); },
     [](const Settings &s) { return s.logDir; }},
    {"log-level", "LOG_LEVEL", RowKind::Text, "LEVEL", "info",
     "debug, info, warning or error", true, storeLogLevel,
     [](const Settings &s) { return s.logLevel; }},
    {"update-interval", "UPDATE_INTERVAL", RowKind::Text, "SECONDS", "1.0",
     "At most one price update of a position in this time; 0: every one", true,
     [](Draft &d, const Values &v) { return storeSeconds(d.settings.updateInterval, v, 0, 3600); },
     [](const Settings &s) { return seconds(s.updateInterval); }},
    {"sync-interval", "SYNC_INTERVAL", RowKind::Text, "SECONDS", "60",
     "How often positions are compared with the exchange", true,
     [](Draft &d, const Values &v) { return storeSeconds(d.settings.syncInterval, v, 1, 86'400); },
     [](const Settings &s) { return seconds(s.syncInterval); }},
    {"pnl-threshold", "PNL_THRESHOLD", RowKind::Text, "USD", "0.01",
     "A price update is sent when the P&L moved by more than this", true, storeThreshold,
     [](const Settings &s) { return s.pnlThreshold.text(); }},
    {"on-discrepancy", "", RowKind::Text, "adjust|hold", "adjust",
     "What to do when the exchange still disagrees: take over its size, or only tell", true, storeDiscrepancy,
     [](const Settings &s) { return std::string(s.adjustOnDiscrepancy ? "adjust" : "hold"); }},
    {"audit-sync", "", RowKind::Text, "interval|each", "interval",
     "When audit lines are forced to the disk: within 50 ms, or before each update", true, storeAuditSync,
     [](const Settings &s) { return std::string(s.auditSyncEach ? "each" : "interval"); }},
    {"audit-prices", "", RowKind::Text, "off|sampled|all", "sampled",
     "Which price updates enter the audit trail; sampled: one a minute of a position", true,
     [](Draft &d, const Values &v)
     { return storeWord(d.settings.auditPrices, v, {"off", "sampled", "all"}); },
     [](const Settings &s) { return s.auditPrices; }},
    {"log-addresses", "", RowKind::Switch, "", "false", "Write whole addresses into the log", true,
     [](Draft &d, const Values &v) { return storeSwitch(d.settings.logAddresses, v); },
     [](const Settings &s) { return yesOrNo(s.logAddresses); }},
    {"max-clients", "", RowKind::Text, "N", "256", "How many clients the API serves at once", true,
     [](Draft &d, const Values &v) { return storeInteger(d.settings.maxClients, v, 1, 10'000); },
     [](const Settings &s) { return std::to_string(s.maxClients); }},
    {"token-file", "API_TOKEN_FILE", RowKind::Text, "FILE", "",
     "A file (mode 600) with the token that clients must show", true,
     [](Draft &d, const Values &v) { d.settings.tokenFile = v.back(); return Result<void>(); },
     [](const Settings &s) { return s.tokenFile; }},
    {"allow-origin", "", RowKind::List, "ORIGIN", "",
     "A web origin that may use the API, e.g. https://desk.example", true,
     [](Draft &d, const Values &v) { d.settings.allowedOrigins = v; return Result<void>(); },
     [](const Settings &s) { return joined(s.allowedOrigins); }},
    {"allow-host", "", RowKind::List, "HOST", "",
     "A host name under which the API may be asked for", true,
     [](Draft &d, const Values &v) { d.settings.allowedHosts = v; return Result<void>(); },
     [](const Settings &s) { return joined(s.allowedHosts); }},
    {"tls-cert", "", RowKind::Text, "FILE", "",
     "The certificate of the API, PEM; with --tls-key", true,
     [](Draft &d, const Values &v) { d.settings.tlsCertificate = v.back(); return Result<void>(); },
     [](const Settings &s) { return s.tlsCertificate; }},
    {"tls-key", "", RowKind::Text, "FILE", "", "The key of the certificate, PEM", true,
     [](Draft &d, const Values &v) { d.settings.tlsKey = v.back(); return Result<void>(); },
     [](const Settings &s) { return s.tlsKey; }},
    {"insecure-behind-proxy", "", RowKind::Switch, "", "false",
     "Serve another interface without TLS, because a proxy in front has it", true,
     [](Draft &d, const Values &v) { return storeSwitch(d.settings.insecureBehindProxy, v); },
     [](const Settings &s) { return yesOrNo(s.insecureBehindProxy); }},
    {"connect", "", RowKind::Text, "URL", "", "Show what a monitor running elsewhere serves", true,
     [](Draft &d, const Values &v) { d.settings.connectUrl = v.back(); return Result<void>(); },
     [](const Settings &s) { return s.connectUrl; }},
});
// clang-format on

} // namespace

std::span<const Row> settingRows()
{
    return Rows;
}

const Row *findRow(std::string_view name)
{
    const auto found = std::find_if(Rows.begin(), Rows.end(),
                                    [name](const Row &row) { return row.name == name; });
    return found == Rows.end() ? nullptr : &*found;
}

Result<HostAndPort> splitListen(std::string_view text)
{
    const auto colon = text.rfind(':');
    const bool isBracketed = text.starts_with('[');
    const auto hostEnd = isBracketed ? text.find(']') + 1 : colon;
    if (colon == std::string_view::npos || colon == 0 || hostEnd != colon)
        return expected("HOST:PORT, an IPv6 address in brackets");
    const std::string_view host = isBracketed ? text.substr(1, colon - 2) : text.substr(0, colon);
    if (host.empty() || (!isBracketed && host.find(':') != std::string_view::npos))
        return expected("HOST:PORT, an IPv6 address in brackets");
    return HostAndPort{std::string(host), std::string(text.substr(colon + 1))};
}

Result<bool> parseSwitch(std::string_view text)
{
    const std::string word = lowered(text);
    for (const std::string_view yes : {"true", "1", "yes", "on"}) {
        if (word == yes)
            return true;
    }
    for (const std::string_view no : {"false", "0", "no", "off"}) {
        if (word == no)
            return false;
    }
    return expected("true or false");
}

bool isLoopback(std::string_view host)
{
    if (host == "localhost" || host == "::1")
        return true;
    // 127.0.0.0/8, as four numbers: 127.0.0.1.example is somebody else.
    const bool isNumeric = host.find_first_not_of("0123456789.") == std::string_view::npos;
    return isNumeric && host.starts_with("127.") && std::count(host.begin(), host.end(), '.') == 3;
}

} // namespace lpm::config
