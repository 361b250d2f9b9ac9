// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/monitorcommand.h"

namespace lpm::bench::load {

QStringList monitorCommand(const QStringList &program, const ServerProcess &process,
                           int mostClients)
{
    return program +
           QStringList{QStringLiteral("--headless"),         QStringLiteral("--listen"),
                       QStringLiteral("127.0.0.1:0"),        QStringLiteral("--data-dir"),
                       process.path(QStringLiteral("data")), QStringLiteral("--log-dir"),
                       process.path(QStringLiteral("logs")), QStringLiteral("--max-clients"),
                       QString::number(mostClients)};
}

QStringList following(const Feed &feed)
{
    QStringList arguments{QStringLiteral("--live"),  QStringLiteral("--rest-url"),
                          feed.exchange().restUrl(), QStringLiteral("--ws-url"),
                          feed.exchange().wsUrl(),   QStringLiteral("--update-interval"),
                          QStringLiteral("0"),       QStringLiteral("--pnl-threshold"),
                          QStringLiteral("0")};
    for (const auto &account : feed.exchange().accounts())
        arguments << QStringLiteral("--account")
                  << QString::fromStdString(account.address.text() + "=" + account.label);
    return arguments;
}

} // namespace lpm::bench::load
