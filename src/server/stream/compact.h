// SPDX-License-Identifier: GPL-3.0-or-later
// The stream's compact format: a price update that names account and symbol by small numbers and
// tells only what changed and does not follow from it. Everything else goes out in full. Pure.
#pragma once

#include "core/domain/positionupdate.h"

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace lpm::server {

// Numbers of this run, given in the order of first use and never given anew.
class CompactNames
{
public:
    std::size_t accountNumber(const domain::Address &account);
    std::size_t symbolNumber(const std::string &symbol);

    const std::vector<std::string> &accounts() const { return m_accounts.texts; }
    const std::vector<std::string> &symbols() const { return m_symbols.texts; }

private:
    struct Numbers
    {
        std::unordered_map<std::string, std::size_t> byText;
        std::vector<std::string> texts;

        std::size_t of(const std::string &text);
    };
    Numbers m_accounts; // addresses
    Numbers m_symbols;
};

// What has to be known of a position to tell only what changed.
struct CompactBase
{
    std::string unpriced; // all that the API tells of it and a price does not move
    std::optional<domain::PriceState> priceState;
    std::optional<domain::Decimal> liquidationPrice;
    std::optional<domain::Decimal> marginUsed;
};
using CompactBasePtr = std::shared_ptr<const CompactBase>;

CompactBasePtr compactBase(const domain::PositionView &position);

// `to`: the base of the update's own position. nullopt: more has changed than this format tells.
std::optional<std::string> encodeCompact(const CompactBase &from, const CompactBase &to,
                                         const domain::PositionUpdate &update,
                                         CompactNames &names);

} // namespace lpm::server
