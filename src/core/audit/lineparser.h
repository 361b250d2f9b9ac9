// SPDX-License-Identifier: GPL-3.0-or-later
// What an audit line says, read back. Recovery and the ledger read by this, so that they cannot
// disagree.
#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace lpm::audit {

// Texts are empty, times, counts and isTaker nullopt, where the line has no such member. A decimal
// is its text as written: readDecimal() (statejson.h) reads it. Valid until the parser is used again
// and as long as the line's own text.
struct ParsedLine
{
    std::uint64_t seq = 0;
    std::string_view type; // fill, funding, anchor, adjust, position_change, gap, discrepancy …
    std::string_view event;
    std::string_view account; // an address
    std::string_view coin;
    std::string_view symbol;
    std::string_view side;
    std::string_view reason;
    std::optional<base::Timestamp> writtenAt; // the member `timestamp`
    std::optional<base::Timestamp> time;      // the exchange's
    std::optional<base::Timestamp> from;
    std::optional<base::Timestamp> to;
    std::optional<base::Timestamp> provenUntil;
    std::string_view before; // a PositionState's JSON, for readState()
    std::string_view after;
    std::optional<int> sizeDecimals;
    std::optional<int> priceDecimals;
    bool isHistory = false;

    // of a start
    std::string_view mode;
    std::string_view exchange;

    // of a fill; quantity of every line with a position too
    std::string_view quantity;
    std::string_view price;
    std::int64_t tradeId = 0;
    std::int64_t orderId = 0;
    std::string_view fee;
    std::string_view feeToken;
    std::string_view closedPnl;
    std::string_view closedPnlComputed;
    std::string_view source;
    std::string_view startPosition;
    std::string_view direction;
    std::string_view builderFee;
    std::string_view clientOrderId;
    std::string_view transaction; // the member `tx`
    std::string_view liquidation; // an object's JSON
    std::optional<std::int64_t> twapId;
    bool isLate = false;
    std::string_view lateSize; // what is open behind a late fill: domain::OpenLate
    std::string_view lateCash;
    std::optional<bool> isTaker;

    // of a funding payment
    std::string_view amount;
    std::string_view positionSize;
    std::string_view rate;
    std::optional<int> samples;

    // of an adjustment, a discrepancy, a comparison, lost lines
    std::string_view delta;
    std::string_view field;
    std::string_view ours;
    std::string_view theirs;
    bool isAgreed = false; // the member `agreed`
    std::uint64_t lost = 0;

    // Whether it says what late fills of its coin leave open: lateSize and lateCash, or nothing.
    bool tellsOpenLate() const
    {
        return (type == "fill" && isLate) || (type == "adjust" && delta != "0");
    }
};

class LineParser
{
public:
    LineParser();
    ~LineParser();
    LineParser(LineParser &&) noexcept;
    LineParser &operator=(LineParser &&) noexcept;

    // `text` is a line without its newline, with LineReader::Padding readable bytes behind it, as
    // LineReader and its visitors give it. Corrupt: not the JSON expected. Members that are not
    // known are passed over.
    base::Result<ParsedLine> parse(std::string_view text);

private:
    class Reader; // keeps the JSON library out of here
    std::unique_ptr<Reader> m_reader;
};

} // namespace lpm::audit
