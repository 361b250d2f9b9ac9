// SPDX-License-Identifier: GPL-3.0-or-later
// The single source of truth: the only place that changes a position. Pure: no clock, no file, no
// thread, no QObject; what goes in comes out the same on every run. Each change has a revision that
// rises by one. Several accounts stand side by side and never mix.
//
// A failed call has changed nothing.
#pragma once

#include "core/base/result.h"
#include "core/domain/accountstate.h"
#include "core/domain/change.h"
#include "core/domain/instrument.h"
#include "core/domain/position.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lpm::tracker {

// What the exchange's state says of a position besides its size: taken over, never computed.
struct ExchangeFacts
{
    std::optional<domain::Decimal> leverage;
    std::optional<domain::MarginMode> marginMode;
    std::optional<domain::Decimal> marginUsed;
    std::optional<domain::Decimal> liquidationPrice;
};

// One coin in one account.
struct Position
{
    domain::Address account;
    domain::Instrument instrument;
    domain::PositionState state;
    std::optional<domain::Decimal> mark; // USD
    base::Timestamp markTime{};          // when it was received
    std::optional<domain::Decimal> unrealizedPnl; // at that mark; nullopt: entry or mark unknown
    ExchangeFacts facts;
    bool isReconciled = false; // the last comparison agreed, nothing has changed since
    base::Timestamp lastUpdated{};
};

// Brings unrealizedPnl up to date with state and mark.
void refreshUnrealized(Position &position);

struct FillOrigin
{
    domain::FillSource source = domain::FillSource::Live;
    bool isHistory = false; // from before the first start
};

class PositionTracker
{
public:
    // Decimals and names of the coins. Positions of coins that were guesses take the true ones.
    void setCatalog(domain::InstrumentCatalog catalog);
    const domain::InstrumentCatalog &catalog() const { return m_catalog; }

    // Applies a fill whose startPosition is the held size. Any other start is an Error: the order
    // is AccountSync's work. A spot fill whose start is not the balance is applied after adopting
    // the start (transfers and dust are no fills). `now` is stamped on the position.
    base::Result<domain::Change> applyFill(const domain::Address &account, const domain::Fill &fill,
                                           FillOrigin origin, base::Timestamp now);

    // A fill older than others that were applied already: what it earned (USD, gross of its fee)
    // and cost is booked, size and entry stand, since the newer fills (or an adjustment) account
    // for them.
    base::Result<domain::Change> applyLateFill(const domain::Address &account,
                                               const domain::Fill &fill,
                                               const domain::Decimal &earned,
                                               domain::FillSource source, base::Timestamp now);

    // The same where the fill's place among the newer ones is known: `becomes` is the state that
    // all of them lead to.
    base::Result<domain::Change> placeLateFill(const domain::Address &account,
                                               const domain::Fill &fill,
                                               const domain::PositionState &becomes,
                                               domain::FillSource source, base::Timestamp now);

    base::Result<domain::Change> bookFunding(const domain::Address &account,
                                             const domain::FundingPayment &payment,
                                             bool isHistory, base::Timestamp now);

    // Begins a position with a size whose opening fills are out of reach; its entry is unknown
    // until takeState() brings one. Only for a coin that is not held.
    base::Result<domain::Change> anchor(const domain::Address &account, std::string_view coin,
                                        const domain::Decimal &size, base::Timestamp now,
                                        std::string reason);

    // Sets the size to the exchange's after a confirmed discrepancy; never an invented fill.
    // `theirs` nullopt: the exchange holds nothing of the coin. Of the same size, its other entry
    // is what fills that are missing have realized: moved there, so that cash is conserved.
    base::Result<domain::Change> adjust(const domain::Address &account, std::string_view coin,
                                        const std::optional<domain::ExchangePosition> &theirs,
                                        base::Timestamp now, std::string reason);

    // Sets the size where fills are missing and no state is at hand: the entry notional is scaled
    // as by a reduction or extension at the entry, and known approximately at best.
    base::Result<domain::Change> resize(const domain::Address &account, std::string_view coin,
                                        const domain::Decimal &size, base::Timestamp now,
                                        std::string reason);

    // Takes over leverage, margin and liquidation price; and where the sizes are equal and the
    // entry is not exactly known, the entry notional (then a Change is returned).
    base::Result<std::optional<domain::Change>> takeState(const domain::Address &account,
                                                          const domain::ExchangePosition &theirs,
                                                          base::Timestamp now);

    // Puts a position back as the audit trail has it, at start, without a revision.
    void restore(const domain::Address &account, std::string_view coin,
                 const domain::PositionState &state, base::Timestamp lastUpdated);
    // With the instrument as it was known then; the catalog's own, now or later, replaces it.
    void restore(const domain::Address &account, const domain::Instrument &instrument,
                 const domain::PositionState &state, base::Timestamp lastUpdated);

    // A new mark of a coin, for every account that has it. Returns the positions it concerns, valid
    // until the next call of a member that is not const.
    const std::vector<Position *> &mark(std::string_view coin, const domain::Decimal &price,
                                        base::Timestamp time);

    void setReconciled(const domain::Address &account, std::string_view coin, bool isReconciled);

    // nullptr: never heard of.
    const Position *find(const domain::Address &account, std::string_view coin) const;
    // Every position of an account, flat ones too, by coin.
    const std::map<std::string, Position *, std::less<>> &
    positions(const domain::Address &account) const;
    std::uint64_t revision() const { return m_revision; }

private:
    struct StringHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const
        {
            return std::hash<std::string_view>{}(text);
        }
    };
    // A coin over all accounts: its last mark, and who has a position in it.
    struct Market
    {
        std::optional<domain::Decimal> mark;
        base::Timestamp markTime{};
        std::vector<Position *> positions;
    };
    struct Account
    {
        std::unordered_map<std::string, std::unique_ptr<Position>, StringHash, std::equal_to<>>
            byCoin;
        std::map<std::string, Position *, std::less<>> ordered;
    };

    Position &obtain(const domain::Address &account, std::string_view coin,
                     const domain::Decimal &sizeSeen);
    base::Result<domain::Change> commitLate(Position &position, domain::PositionState &&after,
                                            const domain::Fill &fill, domain::FillSource source,
                                            base::Timestamp now);
    base::Result<domain::Change> commit(Position &position, domain::PositionState &&after,
                                        domain::ChangeKind kind, base::Timestamp now);
    base::Result<domain::Change> applySpotFill(Position &position, const domain::Fill &fill,
                                               FillOrigin origin, base::Timestamp now);

    domain::InstrumentCatalog m_catalog;
    std::unordered_map<domain::Address, Account> m_accounts;
    std::unordered_map<std::string, Market, StringHash, std::equal_to<>> m_markets;
    std::uint64_t m_revision = 0;
};

} // namespace lpm::tracker
