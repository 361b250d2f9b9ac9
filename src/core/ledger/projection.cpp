// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/projection.h"

#include "core/domain/words.h"
#include "core/ledger/rowdigest.h"

namespace lpm::ledger {

using base::ErrorCode;
using base::failure;
using base::Result;

namespace {

constexpr const char *WritePlace =
    "INSERT OR REPLACE INTO sync_state (id, seq, hash, file, byte_offset, lines, book, digest) "
    "VALUES (1, ?, ?, ?, ?, ?, ?, ?)";

std::string digestOf(const Standpoint &point)
{
    return rowDigest({std::to_string(point.at.head.seq), point.at.head.hash, point.at.file,
                      std::to_string(point.at.offset), std::to_string(point.lines),
                      std::to_string(point.book)});
}

bool isEvent(std::string_view type)
{
    return type == "anchor" || type == "adjust" || type == "gap" || type == "discrepancy" ||
           type == "error";
}

void raise(std::optional<base::Timestamp> &value, base::Timestamp to)
{
    if (!value || *value < to)
        value = to;
}

} // namespace

Result<std::optional<Standpoint>> readStandpoint(Database &database)
{
    auto row = database.prepare(
        "SELECT seq, hash, file, byte_offset, lines, book, digest FROM sync_state");
    if (!row)
        return failure(row.error());
    if (auto started = row->start(); !started)
        return failure(started.error());
    std::optional<Standpoint> point;
    if (row->next()) {
        point.emplace();
        point->at.head = {static_cast<std::uint64_t>(row->integer(0)), row->text(1)};
        point->at.file = row->text(2);
        point->at.offset = static_cast<std::uint64_t>(row->integer(3));
        point->lines = static_cast<std::uint64_t>(row->integer(4));
        point->book = row->integer(5);
        if (row->text(6) != digestOf(*point))
            return failure(ErrorCode::Corrupt, "the row of the ledger's place was damaged");
    }
    if (auto ended = row->ended(); !ended)
        return failure(ended.error());
    return point;
}

Projection::Projection(Books books, Standings standings, RowWriter rows, Statement place)
    : m_books(books),
      m_standings(std::move(standings)),
      m_rows(std::move(rows)),
      m_place(std::move(place))
{
}

Result<std::unique_ptr<Projection>> Projection::open(Database &database, Books books)
{
    const auto point = readStandpoint(database);
    if (!point)
        return failure(point.error());
    auto standings = Standings::open(database);
    if (!standings)
        return failure(standings.error());
    auto rows = RowWriter::open(database);
    if (!rows)
        return failure(rows.error());
    auto place = database.prepare(WritePlace);
    if (!place)
        return failure(place.error());
    std::unique_ptr<Projection> made(
        new Projection(books, *std::move(standings), *std::move(rows), *std::move(place)));
    if (!*point)
        return made;
    made->m_standpoint = **point;
    if (const BookRow *book = made->m_standings.findBook((*point)->book))
        made->m_book = *book;
    return made;
}

Result<void> Projection::take(std::string_view text, const audit::Head &head)
{
    const auto line = m_parser.parse(text);
    if (!line)
        return failure(ErrorCode::Parse, line.error().message);
    if (line->type == "start") {
        if (auto begun = begin(*line); !begun)
            return begun;
    }
    // Lines before any start line are of no network.
    if (++m_standpoint.lines == 1 && !m_book && line->type != "start" && m_books == Books::Real) {
        auto nobodys = m_standings.book("", "");
        if (!nobodys)
            return failure(nobodys.error());
        m_book = *nobodys;
    }
    if (!m_book)
        return {};
    if (!line->account.empty())
        return takeOfAccount(*line, head.seq);
    return line->type == "gap" ? m_rows.event(std::nullopt, *line, head.seq) : Result<void>{};
}

Result<void> Projection::begin(const audit::ParsedLine &line)
{
    const bool isDemo = line.mode == domain::word(domain::RunMode::Demo);
    m_book.reset();
    if (isDemo != (m_books == Books::Demo))
        return {};
    if (isDemo) {
        if (auto cleared = m_standings.clear(); !cleared)
            return cleared;
    }
    auto book = m_standings.book(line.mode, line.exchange);
    if (!book)
        return failure(book.error());
    m_book = *std::move(book);
    return {};
}

Result<void> Projection::takeOfAccount(const audit::ParsedLine &line, std::uint64_t seq)
{
    const auto known = m_standings.account(*m_book, line.account);
    if (!known)
        return failure(known.error());
    AccountRow &account = **known;
    if (!line.after.empty())
        m_standings.takeState(account, line, seq);
    if (line.type == "reconcile" && !account.isFirstSyncFinished) {
        account.isFirstSyncFinished = true;
        account.isChanged = true;
    }
    if (line.provenUntil) {
        raise(account.provenUntil, *line.provenUntil);
        account.isChanged = true;
    }
    if (line.type == "fill") {
        if (auto written = m_rows.fill(account.id, line, seq); !written)
            return written;
        raise(account.newestFill, *line.time);
        account.isChanged = true;
        return {};
    }
    if (line.type == "funding")
        return m_rows.funding(account.id, line, seq);
    return isEvent(line.type) ? m_rows.event(account.id, line, seq) : Result<void>{};
}

Result<void> Projection::take(const Sample &sample, const audit::Network &network)
{
    const BookRow *book = m_standings.findBook(domain::word(network.mode), network.exchange);
    const auto address = std::visit([](const auto &one) { return one.account.text(); }, sample);
    const AccountRow *account = book ? m_standings.findAccount(*book, address) : nullptr;
    if (account == nullptr)
        return {};
    return std::visit([&](const auto &one) { return m_rows.sample(account->id, one); }, sample);
}

Result<void> Projection::finish(const audit::Checkpoint &at)
{
    if (auto flushed = m_standings.flush(); !flushed)
        return flushed;
    m_standpoint.at = at;
    m_standpoint.book = m_book ? m_book->id : 0;
    return m_place.run(at.head.seq, at.head.hash, at.file, at.offset, m_standpoint.lines,
                       m_standpoint.book, digestOf(m_standpoint));
}

} // namespace lpm::ledger
