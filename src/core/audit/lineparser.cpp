// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/lineparser.h"

#include "core/audit/jsonfields.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <variant>

namespace lpm::audit {

using base::Error;
using base::ErrorCode;
using base::failure;
using base::Result;
using base::Timestamp;

namespace {

using Text = std::string_view ParsedLine::*;
using Time = std::optional<Timestamp> ParsedLine::*;
using Flag = bool ParsedLine::*;
using OptionalFlag = std::optional<bool> ParsedLine::*;
using Id = std::int64_t ParsedLine::*;
using OptionalId = std::optional<std::int64_t> ParsedLine::*;
using Count = std::uint64_t ParsedLine::*;
using SmallCount = std::optional<int> ParsedLine::*;

struct RawObject
{
    Text member;
};
struct Decimals
{
    SmallCount member;
};

using Place = std::variant<Text, Time, Flag, OptionalFlag, Id, OptionalId, Count, SmallCount,
                           RawObject, Decimals>;

struct Member
{
    std::string_view key;
    Place place;
};

using L = ParsedLine;

// Sorted by key.
constexpr std::array Members{
    Member{"account", &L::account},
    Member{"after", RawObject{&L::after}},
    Member{"agreed", &L::isAgreed},
    Member{"amount", &L::amount},
    Member{"before", RawObject{&L::before}},
    Member{"builder_fee", &L::builderFee},
    Member{"cloid", &L::clientOrderId},
    Member{"closed_pnl", &L::closedPnl},
    Member{"closed_pnl_computed", &L::closedPnlComputed},
    Member{"coin", &L::coin},
    Member{"delta", &L::delta},
    Member{"dir", &L::direction},
    Member{"event", &L::event},
    Member{"exchange", &L::exchange},
    Member{"fee", &L::fee},
    Member{"fee_token", &L::feeToken},
    Member{"field", &L::field},
    Member{"from", &L::from},
    Member{"history", &L::isHistory},
    Member{"late", &L::isLate},
    Member{"late_cash", &L::lateCash},
    Member{"late_size", &L::lateSize},
    Member{"liquidation", RawObject{&L::liquidation}},
    Member{"lost", &L::lost},
    Member{"mode", &L::mode},
    Member{"oid", &L::orderId},
    Member{"ours", &L::ours},
    Member{"position_size", &L::positionSize},
    Member{"price", &L::price},
    Member{"price_decimals", Decimals{&L::priceDecimals}},
    Member{"proven_until", &L::provenUntil},
    Member{"quantity", &L::quantity},
    Member{"rate", &L::rate},
    Member{"reason", &L::reason},
    Member{"samples", &L::samples},
    Member{"seq", &L::seq},
    Member{"side", &L::side},
    Member{"size_decimals", Decimals{&L::sizeDecimals}},
    Member{"source", &L::source},
    Member{"start_position", &L::startPosition},
    Member{"symbol", &L::symbol},
    Member{"taker", &L::isTaker},
    Member{"theirs", &L::theirs},
    Member{"tid", &L::tradeId},
    Member{"time", &L::time},
    Member{"timestamp", &L::writtenAt},
    Member{"to", &L::to},
    Member{"twap_id", &L::twapId},
    Member{"tx", &L::transaction},
    Member{"type", &L::type},
};
static_assert(std::is_sorted(Members.begin(), Members.end(),
                             [](const Member &a, const Member &b) { return a.key < b.key; }));

// Where the keys of each first letter begin among Members, and where the last ones end: a line has
// three dozen members, and a binary search compares six keys for each.
constexpr auto FirstOfLetter = [] {
    std::array<std::size_t, 27> first{};
    for (std::size_t letter = 0; letter < first.size(); ++letter) {
        while (first[letter] < Members.size() && Members[first[letter]].key[0] < 'a' + int(letter))
            ++first[letter];
    }
    return first;
}();

const Member *find(std::string_view key)
{
    if (key.empty() || key[0] < 'a' || key[0] > 'z')
        return nullptr;
    const auto letter = static_cast<std::size_t>(key[0] - 'a');
    for (std::size_t i = FirstOfLetter[letter]; i < FirstOfLetter[letter + 1]; ++i) {
        if (Members[i].key == key)
            return &Members[i];
    }
    return nullptr;
}

} // namespace

class LineParser::Reader
{
public:
    Result<ParsedLine> parse(std::string_view text)
    {
        Result<ParsedLine> line(tl::in_place); // large: filled where it is returned
        m_line = &*line;
        m_problem.reset();
        const auto done = m_document.forEachMember(
            text, [this](std::string_view key, json::Value value) { member(key, value); });
        if (!done)
            line = failure(done.error());
        else if (m_problem)
            line = failure(*m_problem);
        return line;
    }

private:
    void member(std::string_view key, json::Value value)
    {
        if (const Member *known = find(key))
            std::visit([this, &value](auto place) { take(place, value); }, known->place);
    }

    void take(Text place, json::Value value) { store(json::text(value), m_line->*place); }
    void take(Time place, json::Value value) { store(json::time(value), m_line->*place); }
    void take(Flag place, json::Value value) { store(json::boolean(value), m_line->*place); }
    void take(OptionalFlag place, json::Value value)
    {
        store(json::boolean(value), m_line->*place);
    }
    void take(Id place, json::Value value) { store(json::integer(value), m_line->*place); }
    void take(OptionalId place, json::Value value) { store(json::integer(value), m_line->*place); }
    void take(RawObject place, json::Value value)
    {
        store(json::rawText(value), m_line->*place.member);
    }
    void take(Count place, json::Value value)
    {
        if (const auto count = inRange(value, 0, std::numeric_limits<std::int64_t>::max()))
            m_line->*place = static_cast<std::uint64_t>(*count);
    }
    void take(SmallCount place, json::Value value)
    {
        if (const auto count = inRange(value, 0, std::numeric_limits<int>::max()))
            m_line->*place = static_cast<int>(*count);
    }
    void take(Decimals place, json::Value value)
    {
        if (const auto count = inRange(value, 0, domain::Decimal::MaxScale))
            m_line->*place.member = static_cast<int>(*count);
    }

    std::optional<std::int64_t> inRange(json::Value value, std::int64_t least, std::int64_t most)
    {
        const auto count = json::integer(value);
        if (!count)
            m_problem = count.error();
        else if (*count < least || *count > most)
            m_problem = Error{ErrorCode::Corrupt, "a count that cannot be"};
        return m_problem ? std::nullopt : std::optional(*count);
    }

    template <class From, class To>
    void store(const Result<From> &value, To &into)
    {
        if (value)
            into = *value;
        else
            m_problem = value.error();
    }

    json::DocumentReader m_document;
    ParsedLine *m_line = nullptr; // in work
    std::optional<Error> m_problem;
};

LineParser::LineParser() : m_reader(std::make_unique<Reader>()) {}
LineParser::~LineParser() = default;
LineParser::LineParser(LineParser &&) noexcept = default;
LineParser &LineParser::operator=(LineParser &&) noexcept = default;

Result<ParsedLine> LineParser::parse(std::string_view text) { return m_reader->parse(text); }

} // namespace lpm::audit
