// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/program/options.h"

#include "simulator/embedded/demoaccounts.h"

#include <CLI/CLI.hpp>

#include <charconv>
#include <sstream>

namespace lpm::simulator {

namespace {

using base::ErrorCode;
using base::failure;

base::Result<void> readListen(const std::string &text, ServerOptions &options)
{
    const std::size_t colon = text.rfind(':');
    const std::string complaint = "--listen needs HOST:PORT, not \"" + text + "\"";
    if (colon == std::string::npos)
        return failure(ErrorCode::InvalidArgument, complaint);
    std::string host = text.substr(0, colon);
    if (host == "localhost")
        host = "127.0.0.1";
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    const std::string port = text.substr(colon + 1);
    quint16 number = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    if (error != std::errc{} || end != port.data() + port.size() ||
        !options.host.setAddress(QString::fromStdString(host)))
        return failure(ErrorCode::InvalidArgument, complaint);
    options.port = number;
    return {};
}

base::Result<std::vector<AccountSpec>> readAccounts(const std::vector<std::string> &texts)
{
    if (texts.empty())
        return demoAccounts();
    std::vector<domain::Address> addresses;
    for (const std::string &text : texts) {
        const auto address = domain::Address::parse(text);
        if (!address)
            return failure(address.error().in("--account"));
        if (std::find(addresses.begin(), addresses.end(), *address) == addresses.end())
            addresses.push_back(*address);
    }
    return accountsFor(addresses);
}

CommandLine usageError(const std::string &sentence)
{
    return {std::nullopt, false,
            "exchange-simulator: " + sentence + "\nTry exchange-simulator --help.\n", ExitUsage};
}

CommandLine leave(const CLI::App &app, const CLI::ParseError &error)
{
    if (error.get_exit_code() != 0)
        return usageError(error.what());
    std::ostringstream out;
    std::ostringstream ignored;
    app.exit(error, out, ignored);
    return {std::nullopt, false, out.str(), 0};
}

} // namespace

CommandLine parseCommandLine(int argc, const char *const *argv)
{
    CLI::App app{"A simulated Hyperliquid exchange: real names and arithmetic, no real money."};
    std::string listen = "127.0.0.1:3001";
    std::vector<std::string> accounts;
    std::string faults;
    int latency = 0;
    bool isControlled = false;
    ServerOptions options;
    app.add_option("--listen", listen, "Where to answer; port 0 takes a free one")
        ->capture_default_str();
    app.add_option("--seed", options.engine.seed, "The same seed, the same market")
        ->capture_default_str();
    app.add_option("--account", accounts, "An address that trades by itself; may be repeated")
        ->take_all()
        ->expected(1);
    app.add_option("--speed", options.speed, "How many times a second the market moves")
        ->check(CLI::Range(0.01, 100.0))
        ->capture_default_str();
    app.add_option("--faults", faults,
                   "Troubles to make: NAME[=CHANNEL][:PERMILLE][@START+SECONDS], by commas");
    app.add_option("--latency", latency, "Milliseconds that a round trip takes")
        ->check(CLI::Range(0, 10'000));
    app.add_flag("--control", isControlled, "Obey commands on the standard input");
    app.set_version_flag("--version", std::string("exchange-simulator ") + LPM_VERSION);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return leave(app, error);
    }
    if (const auto read = readListen(listen, options); !read)
        return usageError(read.error().message);
    auto specs = readAccounts(accounts);
    if (!specs)
        return usageError(specs.error().message);
    auto rules = parseFaults(faults);
    if (!rules)
        return usageError("--faults: " + rules.error().message);
    options.engine.accounts = std::move(*specs);
    options.engine.historyMs = DemoHistoryMs;
    options.faults = std::move(*rules);
    options.latency = std::chrono::milliseconds(latency);
    return {std::move(options), isControlled, {}, 0};
}

} // namespace lpm::simulator
