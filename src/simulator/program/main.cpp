// SPDX-License-Identifier: GPL-3.0-or-later
// exchange-simulator: the simulated exchange as a program of its own.
#include "simulator/embedded/demoaccounts.h"
#include "simulator/program/control.h"
#include "simulator/program/options.h"
#include "simulator/server/exchangeserver.h"

#include <QCoreApplication>

#include <cstdio>
#include <iostream>
#include <thread>

namespace {

using namespace lpm;

void print(const std::string &line)
{
    std::fputs((line + "\n").c_str(), stdout);
    std::fflush(stdout);
}

void printWelcome(const simulator::ExchangeServer &server, const simulator::ServerOptions &options)
{
    print("Simulated exchange, no real money.");
    print("REST " + server.restUrl().toStdString());
    print("WS   " + server.wsUrl().toStdString());
    for (const simulator::AccountSpec &spec : options.engine.accounts)
        print("account " + spec.address.text() + " " + spec.label);
}

// Reads on a thread of its own: the standard input cannot be waited for on every platform.
void obey(QCoreApplication &application, simulator::Control &control)
{
    std::thread([&application, &control] {
        for (std::string line; std::getline(std::cin, line);)
            QMetaObject::invokeMethod(&application,
                                      [&control, line] { print(control.perform(line)); });
        QMetaObject::invokeMethod(&application, [] { QCoreApplication::quit(); });
    }).detach();
}

} // namespace

int main(int argc, char *argv[])
{
    const auto parsed = simulator::parseCommandLine(argc, argv);
    if (!parsed.options) {
        std::fputs(parsed.text.c_str(), parsed.exitCode == 0 ? stdout : stderr);
        return parsed.exitCode;
    }
    QCoreApplication application(argc, argv);
    simulator::ExchangeServer server(*parsed.options);
    if (const auto started = server.start(); !started) {
        std::fputs(("exchange-simulator: " + started.error().message + "\n").c_str(), stderr);
        return simulator::ExitFailure;
    }
    printWelcome(server, *parsed.options);
    simulator::Control control(server);
    if (parsed.isControlled)
        obey(application, control);
    return QCoreApplication::exec();
}
