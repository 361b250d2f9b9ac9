// SPDX-License-Identifier: GPL-3.0-or-later
// Fills, coins and accounts for tests of the heart: written short, so that a test reads as a story.
#pragma once

#include "core/base/clock.h"
#include "core/domain/account.h"
#include "core/domain/accountstate.h"
#include "core/domain/fill.h"
#include "core/domain/instrument.h"
#include "core/tracker/positiontracker.h"

#include <QString>
#include <QTest>

#include <string>
#include <string_view>

namespace lpm::fixture {

inline domain::Decimal dec(std::string_view text)
{
    return domain::Decimal::parse(text).value();
}

inline domain::Address account(int number = 1)
{
    std::array<std::uint8_t, 20> bytes{};
    bytes[0] = 0xAC;
    bytes[18] = static_cast<std::uint8_t>(number >> 8);
    bytes[19] = static_cast<std::uint8_t>(number);
    return domain::Address::fromBytes(bytes);
}

inline base::Timestamp at(long long milliseconds)
{
    return base::fromUnixMilliseconds(1'790'000'000'000 + milliseconds);
}

// The same moment on both clocks.
inline base::Instant instant(long long milliseconds)
{
    return {at(milliseconds), base::Milliseconds{1'000'000 + milliseconds}};
}

inline domain::Instrument perpetual(std::string coin, int sizeDecimals)
{
    domain::Instrument instrument;
    instrument.symbol = domain::perpetualSymbol(coin);
    instrument.dex = domain::dexOf(coin);
    instrument.coin = std::move(coin);
    instrument.sizeDecimals = sizeDecimals;
    instrument.priceDecimals = domain::PerpetualDecimals - sizeDecimals;
    instrument.maxLeverage = 40;
    return instrument;
}

inline domain::Instrument spotPair(std::string coin, std::string base, int sizeDecimals,
                                   int weiDecimals)
{
    domain::Instrument instrument;
    instrument.coin = std::move(coin);
    instrument.symbol = base + "/USDC";
    instrument.kind = domain::InstrumentKind::Spot;
    instrument.sizeDecimals = sizeDecimals;
    instrument.priceDecimals = domain::SpotDecimals - sizeDecimals;
    instrument.baseToken = std::move(base);
    instrument.quoteToken = "USDC";
    instrument.baseWeiDecimals = weiDecimals;
    return instrument;
}

inline domain::InstrumentCatalog catalog()
{
    domain::InstrumentCatalog catalog;
    catalog.add(perpetual("BTC", 5));
    catalog.add(perpetual("ETH", 4));
    catalog.add(perpetual("SOL", 2));
    catalog.add(perpetual("kPEPE", 0));
    catalog.add(perpetual("xyz:TSLA", 3));
    catalog.add(spotPair("@107", "HYPE", 2, 8));
    return catalog;
}

// A fill as a chain of calls; what is not said is usual.
class FillOf
{
public:
    FillOf(domain::FillSide side, std::string_view coin, std::string_view size,
           std::string_view price)
    {
        m_fill.coin = coin;
        m_fill.side = side;
        m_fill.size = dec(size);
        m_fill.price = dec(price);
        m_fill.time = fixture::at(0);
        m_fill.feeToken = "USDC";
        m_fill.hash = "0x0";
    }
    FillOf &from(std::string_view startPosition)
    {
        m_fill.startPosition = dec(startPosition);
        return *this;
    }
    FillOf &closing(std::string_view closedPnl)
    {
        m_fill.closedPnl = dec(closedPnl);
        return *this;
    }
    FillOf &fee(std::string_view amount, std::string_view token = "USDC")
    {
        m_fill.fee = dec(amount);
        m_fill.feeToken = token;
        return *this;
    }
    FillOf &at(long long milliseconds)
    {
        m_fill.time = fixture::at(milliseconds);
        return *this;
    }
    FillOf &id(std::int64_t tradeId, std::int64_t orderId = 1)
    {
        m_fill.tradeId = tradeId;
        m_fill.orderId = orderId;
        return *this;
    }
    FillOf &direction(std::string_view text)
    {
        m_fill.direction = text;
        return *this;
    }
    FillOf &twap(std::int64_t twapId)
    {
        m_fill.twapId = twapId;
        return *this;
    }
    FillOf &liquidating(const domain::Address &user, std::string_view mark,
                        std::string_view method)
    {
        m_fill.liquidation = domain::Liquidation{user, dec(mark), std::string(method)};
        return *this;
    }
    operator domain::Fill() const { return m_fill; }

private:
    domain::Fill m_fill;
};

inline FillOf buy(std::string_view coin, std::string_view size, std::string_view price)
{
    return FillOf(domain::FillSide::Buy, coin, size, price);
}

inline FillOf sell(std::string_view coin, std::string_view size, std::string_view price)
{
    return FillOf(domain::FillSide::Sell, coin, size, price);
}

// A position as the exchange shows it, its numbers agreeing with each other at the mark.
inline domain::ExchangePosition exchangePosition(std::string_view coin, std::string_view size,
                                                 std::string_view n, std::string_view mark,
                                                 int priceDecimals)
{
    domain::ExchangePosition position;
    position.coin = coin;
    position.size = dec(size);
    position.entryPrice = domain::Decimal::divide(dec(n), position.size.abs(), priceDecimals,
                                                  domain::Rounding::Floor);
    position.positionValue = position.size.abs() * dec(mark);
    const domain::Decimal gain = position.positionValue - dec(n);
    position.unrealizedPnl = position.size.isNegative() ? -gain : gain;
    position.leverage = domain::Decimal(10);
    return position;
}

} // namespace lpm::fixture

// Shown as text by QCOMPARE and QTEST failures.
namespace lpm::domain {
inline char *toString(const Decimal &value)
{
    return QTest::toString(QString::fromStdString(value.text()));
}
inline char *toString(const std::optional<Decimal> &value)
{
    return QTest::toString(value ? QString::fromStdString(value->text())
                                 : QStringLiteral("unknown"));
}
} // namespace lpm::domain

namespace QTest {
template <>
inline char *toString(const std::optional<lpm::domain::Decimal> &value)
{
    return lpm::domain::toString(value);
}
} // namespace QTest
