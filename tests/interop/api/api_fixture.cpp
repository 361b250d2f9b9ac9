// SPDX-License-Identifier: GPL-3.0-or-later
// Serves the API with a scripted account, for clients that are not ours: one position at start,
// and with each POST /api/v1/positions/reconcile one fill and one price update.
// Usage: api_fixture PORT  (0 takes a free one; the address is printed)
#include "server/apiserver.h"
#include "tests/server/scriptedbackend.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>
#include <cstdlib>

using namespace lpm;
using namespace lpm::server;
using namespace lpm::server::testing;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    ScriptedBackend backend;
    backend.addAccount(address(2), "second");
    backend.setPosition(btcPosition(address(1)));
    auto eth = btcPosition(address(1));
    eth.symbol = "ETH-USD";
    eth.coin = "ETH";
    eth.side = domain::PositionSide::Short;
    eth.unrealizedPnl = decimal("-12.5");
    backend.setPosition(eth);

    const base::SystemClock clock;
    ApiOptions options;
    options.port = argc > 1 ? std::atoi(argv[1]) : 0;
    options.version = "0.1.0";
    ApiServer server(options, backend, clock);
    if (const auto started = server.start(); !started) {
        std::fprintf(stderr, "%s\n", started.error().message.c_str());
        return 1;
    }
    int asked = 0; // a POST asks about each account
    int played = 0;
    QTimer script;
    QObject::connect(&script, &QTimer::timeout, &backend, [&] {
        if (asked == backend.reconciliations)
            return;
        asked = backend.reconciliations;
        ++played;
        auto bought = btcPosition(address(1));
        bought.quantity = decimal("0.1") * domain::Decimal(1 + played);
        bought.unrealizedPnl = decimal("100");
        backend.publishFill(address(1), bought, played);
        bought.currentPrice = decimal("49000");
        bought.unrealizedPnl = domain::Decimal(-200 * played);
        domain::PositionUpdate price;
        price.account = address(1);
        price.symbol = bought.symbol;
        price.position = bought;
        backend.publish(price);
    });
    script.start(20);
    std::printf("listening on %s\n", server.url().c_str());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
