// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulator/exchangefixture.h"

#include <zlib.h>

namespace lpm::tests {

using namespace lpm::simulator;

domain::Address address(const QByteArray &text)
{
    return *domain::Address::parse(text.toStdString());
}

ServerOptions quiet()
{
    AccountSpec spec;
    spec.address = address(User);
    spec.perpetualUsd = 1'000'000;
    spec.tradesByItself = false;
    ServerOptions options;
    options.engine.accounts = {spec};
    options.engine.moveMarks = false;
    options.runsByItself = false;
    options.agents.emplace(address(Agent), address(User));
    options.weightPerMinute = 1'000'000;
    return options;
}

FillOrder order(const char *coin, const char *size, bool isBuy)
{
    const Universe universe = Universe::standard();
    const Market &market = universe.market(universe.findCoin(coin));
    FillOrder result;
    result.account = address(User);
    result.coin = coin;
    result.size = *domain::Decimal::parse(size);
    result.price = toDecimal(market.startPrice, market.priceDecimals);
    result.side = isBuy ? domain::FillSide::Buy : domain::FillSide::Sell;
    return result;
}

domain::Fill fill(ExchangeServer &server, const char *coin, const char *size, bool isBuy)
{
    return *server.simulation().placeFill(order(coin, size, isBuy));
}

QByteArray ask(const char *type, const QByteArray &rest)
{
    return "{\"type\":\"" + QByteArray(type) + "\",\"user\":\"" + User + "\"" + rest + "}";
}

QByteArray inflated(const QString &base64)
{
    QByteArray in = QByteArray::fromBase64(base64.toLatin1());
    QByteArray out(1 << 20, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, -15) != Z_OK)
        return {};
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    inflate(&stream, Z_FINISH);
    out.truncate(static_cast<qsizetype>(stream.total_out));
    inflateEnd(&stream);
    return out;
}

} // namespace lpm::tests
