// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/writtentrail.h"

#include "core/audit/chain.h"
#include "core/audit/records.h"
#include "core/audit/trailfiles.h"

namespace lpm::fuzz {

namespace {

using base::Timestamp;
using domain::Change;
using domain::ChangeKind;
using domain::Decimal;

constexpr long long Start = 1'795'500'000'000; // 2026-11-24, ms
constexpr long long LastMillisecond = 253'402'300'799'999;

Timestamp timeOf(Bytes &bytes)
{
    return base::fromUnixMilliseconds(static_cast<long long>(bytes.number(6)) % LastMillisecond);
}

Decimal decimalOf(Bytes &bytes)
{
    const int length = static_cast<int>(bytes.below(13));
    const auto units = static_cast<std::int64_t>(bytes.number(std::min(length, 8)));
    const domain::Int128 wide =
        static_cast<domain::Int128>(units) *
        static_cast<std::int64_t>(length > 8 ? bytes.number(length - 8) + 1 : 1);
    return Decimal::fromUnits(wide, static_cast<int>(bytes.below(Decimal::MaxScale + 1)));
}

std::optional<Decimal> orNothing(Bytes &bytes)
{
    return bytes.below(3) == 0 ? std::nullopt : std::optional(decimalOf(bytes));
}

// What comes from outside is UTF-8 by the time it is written: the codec sees to it.
std::string textOf(Bytes &bytes, std::string_view instead)
{
    const std::size_t length = bytes.below(20);
    const std::string_view text = bytes.text(length);
    return text.empty() || !isUtf8(text) ? std::string(instead) : std::string(text);
}

domain::Address accountOf(Bytes &bytes)
{
    std::array<std::uint8_t, 20> raw{};
    raw.fill(static_cast<std::uint8_t>(0x11 * (1 + bytes.below(3))));
    return domain::Address::fromBytes(raw);
}

domain::PositionState stateOf(Bytes &bytes)
{
    domain::PositionState state;
    state.size = decimalOf(bytes);
    state.entryNotional = decimalOf(bytes);
    state.entry = static_cast<domain::EntryKnowledge>(bytes.below(3));
    state.basis = static_cast<domain::Basis>(bytes.below(2));
    state.realizedPnl = decimalOf(bytes);
    for (std::size_t tokens = bytes.below(3); tokens > 0; --tokens)
        state.fees[textOf(bytes, "USDC")] = decimalOf(bytes);
    state.feesUsd = orNothing(bytes);
    state.funding = decimalOf(bytes);
    if (bytes.below(2) == 1)
        state.openedAt = timeOf(bytes);
    state.netSinceOpen = orNothing(bytes);
    return state;
}

domain::Fill fillOf(Bytes &bytes, const std::string &coin)
{
    domain::Fill fill;
    fill.coin = coin;
    fill.price = decimalOf(bytes);
    fill.size = decimalOf(bytes);
    fill.side = bytes.below(2) == 0 ? domain::FillSide::Buy : domain::FillSide::Sell;
    fill.time = timeOf(bytes);
    fill.direction = textOf(bytes, "Open Long");
    fill.tradeId = static_cast<std::int64_t>(bytes.number(8));
    fill.orderId = static_cast<std::int64_t>(bytes.number(8));
    fill.fee = decimalOf(bytes);
    fill.feeToken = textOf(bytes, "USDC");
    fill.builderFee = orNothing(bytes);
    if (bytes.below(4) == 0)
        fill.liquidation = domain::Liquidation{std::nullopt, orNothing(bytes), textOf(bytes, "")};
    return fill;
}

class Writing
{
public:
    explicit Writing(Bytes &bytes) : m_bytes(bytes) {}

    WrittenTrail take()
    {
        startRun(domain::RunMode::Live);
        for (std::size_t left = m_bytes.below(7); left > 0; --left) {
            m_now += base::Milliseconds(m_bytes.number(2) * 1500); // up to a day and more
            one(m_bytes.below(8));
        }
        return std::move(m_trail);
    }

private:
    void one(std::size_t kind)
    {
        if (kind < 5)
            return change(static_cast<ChangeKind>(kind));
        if (kind == 5)
            return add(noteRecordOf());
        if (kind == 6)
            return add(audit::errorRecord("event", textOf(m_bytes, "what"), m_now));
        startRun(m_bytes.below(2) == 0 ? domain::RunMode::Live : domain::RunMode::Testnet);
    }

    void startRun(domain::RunMode mode)
    {
        m_book = &m_trail.books[mode];
        add(audit::startRecord("1", mode, TrailExchange, m_now));
    }

    void change(ChangeKind kind)
    {
        Change change;
        change.kind = kind;
        change.account = accountOf(m_bytes);
        change.coin = textOf(m_bytes, "BTC");
        change.symbol = textOf(m_bytes, "BTC-USD");
        if (m_bytes.below(2) == 1)
            change.sizeDecimals = static_cast<int>(m_bytes.below(Decimal::MaxScale + 1));
        change.time = timeOf(m_bytes);
        change.before = stateOf(m_bytes);
        change.after = stateOf(m_bytes);
        change.reason = textOf(m_bytes, "");
        if (kind == ChangeKind::Fill) {
            change.fill = fillOf(m_bytes, change.coin);
            m_book->fills.insert({change.account, domain::idOf(*change.fill)});
        }
        if (kind == ChangeKind::Funding)
            change.funding = domain::FundingPayment{
                change.coin,        timeOf(m_bytes),    decimalOf(m_bytes),
                decimalOf(m_bytes), decimalOf(m_bytes), static_cast<int>(m_bytes.below(25))};
        m_book->states[{change.account, change.coin}] = change.after;
        for (auto &record : audit::changeRecords(change, m_now))
            add(record);
    }

    audit::Record noteRecordOf()
    {
        domain::SyncNote note;
        note.kind = static_cast<domain::NoteKind>(m_bytes.below(6));
        note.account = accountOf(m_bytes);
        note.coin = textOf(m_bytes, "");
        note.time = timeOf(m_bytes);
        note.from = timeOf(m_bytes);
        note.ours = orNothing(m_bytes);
        note.reason = textOf(m_bytes, "");
        return audit::noteRecord(note, m_now);
    }

    void add(const audit::Record &record)
    {
        const std::string name = audit::trailFileName(base::utcDay(record.time));
        if (m_trail.files.empty() || m_trail.files.back().name != name)
            m_trail.files.push_back({name, {}});
        auto &lines = m_trail.files.back().lines;
        const auto &before = m_trail.checkpoints;
        const std::uint64_t begin = lines.empty() ? 0 : before.back().offset;
        lines.push_back(audit::seal(record.object, m_head));
        m_trail.checkpoints.push_back({m_head, name, begin + lines.back().size()});
    }

    Bytes &m_bytes;
    Timestamp m_now = base::fromUnixMilliseconds(Start);
    audit::Head m_head = audit::emptyHead();
    WrittenTrail m_trail;
    Book *m_book = nullptr;
};

} // namespace

WrittenTrail writeTrail(Bytes &bytes) { return Writing(bytes).take(); }

std::vector<std::string> linesOf(const std::vector<DayFile> &files)
{
    std::vector<std::string> lines;
    for (const DayFile &file : files)
        lines.insert(lines.end(), file.lines.begin(), file.lines.end());
    return lines;
}

} // namespace lpm::fuzz
