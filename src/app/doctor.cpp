// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/doctor.h"

#include "app/composition.h"
#include "app/exitcodes.h"
#include "core/audit/verify.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTcpServer>
#include <QTimer>

#include <algorithm>
#include <vector>

namespace lpm::app {

namespace {

constexpr int PatienceMs = 15'000;

struct Finding
{
    int exitCode = ExitOk; // 0: in order
    std::string text;
};

Finding directoryFinding(const char *name, const std::string &path)
{
    QDir nearest(QString::fromStdString(path));
    while (!nearest.exists() && nearest.absolutePath() != QDir::rootPath())
        nearest.setPath(QFileInfo(nearest.absolutePath()).path());
    if (QFileInfo(nearest.absolutePath()).isWritable())
        return {ExitOk, std::string(name) + " can be written: " + path};
    return {ExitCannotCreate, std::string(name) + " cannot be written: " + path};
}

Finding portFinding(const config::Settings &settings)
{
    const std::string where
        = settings.listenHost + ":" + std::to_string(settings.listenPort);
    const QString host = settings.listenHost == "localhost"
                             ? QStringLiteral("127.0.0.1")
                             : QString::fromStdString(settings.listenHost);
    QTcpServer probe;
    if (probe.listen(QHostAddress(host), static_cast<quint16>(settings.listenPort)))
        return {ExitOk, "the API's address is free: " + where};
    return {ExitFailure, "the API cannot listen on " + where + ": "
                             + probe.errorString().toStdString()};
}

Finding auditFinding(const config::Settings &settings)
{
    const auto report = audit::verifyTrail(auditDirectory(settings));
    if (!report && report.error().code == base::ErrorCode::NotFound)
        return {ExitOk, "no audit trail yet: " + auditDirectory(settings)};
    if (!report)
        return {ExitAuditBroken, report.error().message};
    return {report->isGood ? ExitOk : ExitAuditBroken, "audit trail: " + report->text()};
}

// Asks the exchange for an account's role (or its coins without one), as a start would.
Finding exchangeFinding(const config::Settings &settings)
{
    const auto access = accessOf(settings);
    if (!access)
        return {access.error().exitCode, access.error().sentence};
    base::SystemClock clock;
    exchange::hyperliquid::HyperliquidClient client(access->endpoints, clock);
    Finding finding{ExitExchangeUnavailable, "the exchange did not answer"};
    const auto conclude = [&](const base::Error *error) {
        if (error)
            finding = {ExitExchangeUnavailable, "the exchange cannot be reached: " + error->message};
        else
            finding = {ExitOk, "the exchange answers: "
                                   + access->endpoints.info().toString().toStdString()};
        QCoreApplication::quit();
    };
    client.fetchCatalog([&](base::Result<domain::InstrumentCatalog> answer) {
        conclude(answer ? nullptr : &answer.error());
    });
    QTimer::singleShot(PatienceMs, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    return finding;
}

} // namespace

int runDoctor(int argc, char **argv, const config::Settings &settings, std::ostream &out)
{
    QCoreApplication application(argc, argv);
    std::vector<Finding> findings;
    findings.push_back(directoryFinding("the data directory", settings.dataDir));
    findings.push_back(directoryFinding("the log directory", settings.logDir));
    findings.push_back(auditFinding(settings));
    findings.push_back(portFinding(settings));
    if (settings.mode == domain::RunMode::Demo)
        findings.push_back({ExitOk, "demo: the simulated exchange is built in"});
    else
        findings.push_back(exchangeFinding(settings));
    for (const Finding &finding : findings)
        out << (finding.exitCode == ExitOk ? "ok      " : "PROBLEM ") << finding.text << '\n';
    const auto problem = std::find_if(findings.begin(), findings.end(), [](const Finding &finding) {
        return finding.exitCode != ExitOk;
    });
    return problem == findings.end() ? ExitOk : problem->exitCode;
}

} // namespace lpm::app
