// SPDX-License-Identifier: GPL-3.0-or-later
// Fills as the exchange writes them, for tests of how they are read.
#pragma once

#include "core/domain/decimal.h"
#include "core/exchange/hyperliquid/codec/fillcodec.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace lpm::tests {

// Every field a fill can have, and one no one knows.
inline const QByteArray FullFill = R"({"coin":"xyz:TSLA","px":"410.25","sz":"1.5","side":"A",
 "time":1790000000123,"startPosition":"4480429.5999999996","dir":"Close Long",
 "closedPnl":"-3.000001","hash":"0xabc0","oid":566617233807,"crossed":true,"fee":"-0.27225",
 "tid":669583051366496,"cloid":"0x00000000000000000000000000000007",
 "liquidation":{"liquidatedUser":"0x1111111111111111111111111111111111111111",
   "markPx":"410.5","method":"market"},
 "feeToken":"USDH","builderFee":"0.05","twapId":9,"somethingNew":{"deep":[1,{"a":null}]}})";

// The fields a fill must have; `key` given as `json`, or left out when that is empty.
inline QByteArray minimalFill(const QByteArray &key = {}, const QByteArray &json = {})
{
    QList<std::pair<QByteArray, QByteArray>> fields{
        {"coin", "\"BTC\""},       {"px", "\"60500.0\""},
        {"sz", "\"0.01\""},        {"side", "\"B\""},
        {"time", "1790000000123"}, {"startPosition", "\"0.0\""},
        {"closedPnl", "\"0.0\""},  {"oid", "1"},
        {"fee", "\"0.1\""},        {"tid", "2"}};
    QByteArray object;
    bool isReplaced = key.isEmpty();
    for (const auto &[name, value] : fields) {
        const bool isHere = name == key;
        isReplaced |= isHere;
        if (isHere && json.isEmpty())
            continue;
        object += (object.isEmpty() ? "{\"" : ",\"") + name + "\":" + (isHere ? json : value);
    }
    return object + (isReplaced ? "}" : ",\"" + key + "\":" + json + '}');
}

inline domain::Decimal number(const char *text) { return domain::Decimal::parse(text).value(); }

// The sentence that refuses an answer; empty when it is read.
inline QString refusalOf(const QByteArray &json)
{
    const auto fills = exchange::hyperliquid::decodeFills(json.toStdString());
    return fills ? QString() : QString::fromStdString(fills.error().message);
}

} // namespace lpm::tests
