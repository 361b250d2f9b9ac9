// SPDX-License-Identifier: GPL-3.0-or-later
// Makes of the lines of a trail what a run goes on from. Pure.
#pragma once

#include "core/audit/lineparser.h"
#include "core/audit/recovery.h"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>

namespace lpm::audit {

class TrailCollector
{
public:
    TrailCollector() = default;
    // Goes on from what earlier lines gave, all of them written by runs on `network`, the newest
    // one included.
    TrailCollector(RecoveredTrail earlier, const Network &network);
    TrailCollector(const TrailCollector &) = delete; // m_book points into it
    TrailCollector &operator=(const TrailCollector &) = delete;

    // The next line, padded as LineParser wants it. Corrupt: it does not say what it must.
    base::Result<void> collect(std::string_view line);
    base::Result<void> collect(const ParsedLine &line);

    // What was collected of a network's runs, or of the network of the newest run. Call one once.
    base::Result<RecoveredTrail> finish(const Network &network);
    base::Result<RecoveredTrail> finishNewest() { return finish(*m_book); }

private:
    struct Account
    {
        domain::Address address;
        RecoveredAccount recovered;
        std::map<std::string, std::string> after; // per coin: the newest state's JSON
        // Above them bounding is worth its time.
        std::size_t fillsToBound = 0;
        std::size_t fundingRows = 0;
        std::size_t rowsToBound = 0;
    };
    using Book = std::unordered_map<std::string, Account>;

    static std::string keyOf(std::string_view mode, std::string_view exchange);
    static base::Result<void> takeState(const ParsedLine &line, Account &account);
    static base::Result<void> addFill(const ParsedLine &line, Account &account);
    static base::Result<void> addFunding(const ParsedLine &line, Account &account);
    Account *find(std::string_view address);
    base::Result<RecoveredTrail> finish(Book &book);

    LineParser m_parser;
    std::uint64_t m_lines = 0;
    std::map<std::string, Book> m_books; // per network
    Book *m_book = &m_books[{}]; // of the run in work; before the first start line: of no network
};

} // namespace lpm::audit
