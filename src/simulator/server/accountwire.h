// SPDX-License-Identifier: GPL-3.0-or-later
// Writes an account's side of the exchange's answers and frames: states, fills, funding, orders.
// A null account is an address that the exchange does not know: zeros and empty lists.
#pragma once

#include "core/base/jsonwriter.h"
#include "simulator/engine/engine.h"

namespace lpm::simulator {

class AccountWire
{
public:
    explicit AccountWire(const Engine &engine) : m_engine(engine) {}

    void writeState(base::JsonWriter &json, const Account *account, int dex) const;
    void writeSpotState(base::JsonWriter &json, const Account *account) const;
    void writeFill(base::JsonWriter &json, const domain::Fill &fill) const;
    void writeSlice(base::JsonWriter &json, const FillRecord &record) const;
    void writeFunding(base::JsonWriter &json, const FundingRow &row) const;     // REST
    void writeFundingPush(base::JsonWriter &json, const FundingRow &row) const; // WebSocket
    void writeLedger(base::JsonWriter &json, const LedgerRow &row) const;
    void writeOrder(base::JsonWriter &json, const Order &order) const;         // short form
    void writeFrontendOrder(base::JsonWriter &json, const Order &order) const; // long form
    void writeOrderUpdate(base::JsonWriter &json, const OrderUpdate &update, bool isLong) const;
    void writeOpenOrders(base::JsonWriter &json, const Account *account, int dex,
                         bool isLong) const;
    void writeTwap(base::JsonWriter &json, const Account &account, const TwapOrder &twap) const;
    void writeTwapHistory(base::JsonWriter &json, const Account &account, const TwapOrder &twap,
                          bool isFinished) const;
    void writeTwapStates(base::JsonWriter &json, const Account *account, int dex) const;
    void writeActiveAsset(base::JsonWriter &json, const std::string &user, const Account *account,
                          int market) const;
    void writeUserState(base::JsonWriter &json, const std::string &user,
                        const Account *account) const; // webData3

private:
    void writeSummary(base::JsonWriter &json, const MarginSummary &summary) const;
    void writePosition(base::JsonWriter &json, const PositionView &view) const;
    void writeLeverage(base::JsonWriter &json, const PerpetualPosition &position) const;
    void writeOrderCore(base::JsonWriter &json, const Order &order) const;

    const Engine &m_engine;
};

} // namespace lpm::simulator
