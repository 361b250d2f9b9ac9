// SPDX-License-Identifier: GPL-3.0-or-later
// A simulated exchange in which nothing happens by itself, and what tests ask and make of it.
#pragma once

#include "simulator/server/exchangeserver.h"

namespace lpm::tests {

inline const QByteArray User = QByteArrayLiteral("0x00000000000000000000000000000000000000aa");
inline const QByteArray Stranger = QByteArrayLiteral("0x00000000000000000000000000000000000000ff");
inline const QByteArray Agent = QByteArrayLiteral("0x00000000000000000000000000000000000000a9");

domain::Address address(const QByteArray &text);
// One account, User, and an API wallet of it, Agent. No budget of REST weight to speak of.
simulator::ServerOptions quiet();
// Of User; the price is the coin's start price.
simulator::FillOrder order(const char *coin, const char *size, bool isBuy = true);
domain::Fill fill(simulator::ExchangeServer &server, const char *coin, const char *size,
                  bool isBuy = true);
// {"type":…,"user":User…}: a question of /info and a subscription alike.
QByteArray ask(const char *type, const QByteArray &rest = {});
// Out of base64 and raw deflate, by zlib directly.
QByteArray inflated(const QString &base64);

} // namespace lpm::tests
