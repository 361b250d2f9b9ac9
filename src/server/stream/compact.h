// SPDX-License-Identifier: GPL-3.0-or-later
// The stream's compact format: a price update that names account and symbol by small numbers and
// tells only what changed and does not follow from it. Everything else goes out in full. Pure.
#pragma once

#include "core/domain/positionupdate.h"

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

// nullopt: more has changed between the two than this format tells.
std::optional<std::string> encodeCompact(const domain::PositionUpdate &before,
                                         const domain::PositionUpdate &update,
                                         CompactNames &names);

} // namespace lpm::server
