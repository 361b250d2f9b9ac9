// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"

#include "app/composition.h"
#include "app/doctor.h"
#include "app/exitcodes.h"
#include "app/ledgerrebuild.h"
#include "app/runtime.h"
#include "app/trailexport.h"
#include "core/audit/compress.h"
#include "core/audit/verify.h"
#include "core/base/clock.h"
#include "core/config/show.h"

#include <algorithm>
#include <chrono>
#include <iostream>

namespace lpm::app {

namespace {

int verifyAudit(const std::string &directory)
{
    const auto report = audit::verifyTrail(directory);
    if (!report) {
        complain(report.error().message);
        return report.error().code == base::ErrorCode::NotFound ? ExitUsage : ExitAuditBroken;
    }
    (report->isGood ? std::cout : std::cerr) << report->text() << std::endl;
    return report->isGood ? ExitOk : ExitAuditBroken;
}

// `age`: whole days, checked by the reader of flags.
int compressAudit(const std::string &directory, const std::string &age)
{
    const auto report =
        audit::compressTrail(audit::systemDisk(), directory, base::SystemClock().now().wall,
                             std::chrono::days{std::stoi(age)});
    if (report) {
        std::cout << report->text() << std::endl;
        return ExitOk;
    }
    complain(report.error().message);
    switch (report.error().code) {
    case base::ErrorCode::NotFound: return ExitUsage;
    case base::ErrorCode::Busy: return ExitBusy;
    case base::ErrorCode::Corrupt: return ExitAuditBroken;
    default: return ExitCannotCreate;
    }
}

int exportFrom(const config::Settings &settings, const std::string &what,
               const std::string &format)
{
    const auto done = exportTrail(auditDirectory(settings), what, format, std::cout);
    if (done)
        return ExitOk;
    complain(done.error().message);
    return done.error().code == base::ErrorCode::Corrupt ? ExitAuditBroken : ExitFailure;
}

} // namespace

int runCommand(int argc, char **argv, const config::Invocation &invocation)
{
    const auto &arguments = invocation.arguments;
    switch (invocation.command) {
    case config::Command::AuditVerify: return verifyAudit(arguments.at(0));
    case config::Command::AuditCompress: return compressAudit(arguments.at(0), arguments.at(1));
    case config::Command::LedgerRebuild:
        return rebuildLedger(argc, argv, invocation.settings, std::cout);
    case config::Command::Export:
        return exportFrom(invocation.settings, arguments.at(0), arguments.at(1));
    case config::Command::ConfigShow:
        std::cout << config::showSettings(
            invocation.settings,
            std::find(arguments.begin(), arguments.end(), "--origin") != arguments.end());
        return ExitOk;
    case config::Command::Doctor: return runDoctor(argc, argv, invocation.settings, std::cout);
    case config::Command::Run: break;
    }
    return ExitUsage;
}

} // namespace lpm::app
