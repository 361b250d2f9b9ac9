// SPDX-License-Identifier: GPL-3.0-or-later
// What the user asked for, after flag > environment > .env > config file > default, checked.
// A plain value: made once at start, never changed (design: section 6).
#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/domain/account.h"
#include "core/domain/decimal.h"
#include "core/domain/positionupdate.h"

#include <map>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace lpm::config {

struct Settings
{
    bool headless = false;
    domain::RunMode mode = domain::RunMode::Demo;
    std::vector<domain::WatchedAccount> accounts; // of the real exchange; empty in demo
    std::string restUrl; // "" in demo: the embedded exchange's
    std::string wsUrl;
    std::string listenHost = "127.0.0.1";
    int listenPort = 8000; // 0 takes a free one
    std::string dataDir;   // absolute; the demo's own sub-folder in demo mode
    std::string logDir = "logs"; // the audit is in LOG_DIR/trading
    std::string logLevel = "info"; // debug info warning error
    base::Milliseconds updateInterval{1000};
    base::Milliseconds syncInterval{60'000};
    domain::Decimal pnlThreshold; // 0.01 by default
    bool adjustOnDiscrepancy = true;
    bool auditSyncEach = false;
    std::string auditPrices = "sampled"; // off sampled all
    bool logAddresses = false;
    int maxClients = 256;
    std::string tokenFile;
    std::vector<std::string> allowedOrigins;
    std::vector<std::string> allowedHosts;
    std::string tlsCertificate;
    std::string tlsKey;
    bool insecureBehindProxy = false;
    std::string connectUrl;
    bool isKeyGiven = false; // a private key stands for an account; the key itself is wiped
    std::string configFile; // absolute, read where it exists; "" none
    std::vector<std::string> warnings; // to be told at the start, sentences

    // For `config show --origin`: setting → where its value came from ("flag", "environment
    // LOG_DIR", ".env", "config file …", "default"). Values of secrets are never in here.
    std::map<std::string, std::string> origins;
};

enum class Command { Run, AuditVerify, AuditCompress, LedgerRebuild, Export, ConfigShow, Doctor };

struct Invocation
{
    Command command = Command::Run;
    Settings settings;
    std::vector<std::string> arguments; // of the sub-command
};

// Why the program ends before it starts: text for stdout (help, version; exitCode 0) or stderr.
struct EarlyExit
{
    int exitCode = 0;
    std::string message;
    bool isKeyGiven = false; // a private key came with it: it is wiped, and no later reading has it
    bool isOfWindow = false; // as far as it could be read: a run, and nothing asks for none
    std::string configFile{}; // absolute; "" none was named
};

inline constexpr int ExitUsage = 2;
inline constexpr int ExitConfiguration = 78;

inline tl::unexpected<EarlyExit> refused(std::string sentence)
{
    return tl::unexpected(EarlyExit{ExitConfiguration, std::move(sentence)});
}

} // namespace lpm::config
