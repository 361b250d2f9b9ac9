// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/trailexport.h"

#include "core/audit/linereader.h"
#include "core/audit/recovery.h"
#include "core/audit/trailfiles.h"
#include "core/base/jsonwriter.h"
#include "core/domain/words.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <functional>
#include <utility>
#include <vector>

namespace lpm::app {

namespace {

using Row = std::vector<std::pair<std::string, std::string>>; // column, text

constexpr const char *FillColumns[] = {"time",  "account", "symbol",     "coin", "side",
                                       "quantity", "price", "fee", "fee_token", "closed_pnl",
                                       "oid", "tid", "source", "seq"};
constexpr const char *FundingColumns[]
    = {"time", "account", "symbol", "coin", "amount", "position_size", "rate", "seq"};

std::string textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().toStdString();
    return value.isUndefined() || value.isNull()
               ? std::string()
               : std::to_string(value.toVariant().toLongLong()); // ids, counts
}

// RFC 4180: quoted where needed. A leading = + - @ of outside text would be a formula to a
// spreadsheet; only names can begin so, and they get a quote in front.
std::string csvField(const std::string &column, const std::string &text)
{
    const bool isName = column == "coin" || column == "symbol" || column == "fee_token";
    const bool isFormula = isName && !text.empty()
                           && std::string_view("=+-@").find(text[0]) != std::string_view::npos
                           && text[0] != '@'; // @107 is a pair's name
    const std::string safe = isFormula ? "'" + text : text;
    if (safe.find_first_of(",\"\r\n") == std::string::npos)
        return safe;
    std::string quoted = "\"";
    for (const char c : safe)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

class RowPrinter
{
public:
    RowPrinter(std::ostream &out, bool isJson) : m_out(out), m_isJson(isJson)
    {
        if (m_isJson)
            m_out << "[";
    }
    void print(const Row &row)
    {
        if (m_isJson)
            printJson(row);
        else
            printCsv(row);
        m_isFirst = false;
    }
    void end()
    {
        if (m_isJson)
            m_out << "\n]\n";
        m_out.flush();
    }

private:
    void printJson(const Row &row)
    {
        std::string text;
        base::JsonWriter json(text);
        json.beginObject();
        for (const auto &[column, value] : row) {
            json.key(column);
            value.empty() ? json.null() : json.string(value);
        }
        json.endObject();
        m_out << (m_isFirst ? "\n " : ",\n ") << text;
    }
    void printCsv(const Row &row)
    {
        std::string header, line;
        for (const auto &[column, value] : row) {
            header += (header.empty() ? "" : ",") + column;
            line += (&column == &row.front().first ? "" : ",") + csvField(column, value);
        }
        if (m_isFirst)
            m_out << header << "\r\n";
        m_out << line << "\r\n";
    }

    std::ostream &m_out;
    bool m_isJson;
    bool m_isFirst = true;
};

base::Result<void> forEachLine(const std::string &directory,
                               const std::function<void(const QJsonObject &)> &visit)
{
    const auto trail = audit::listTrail(directory);
    if (!trail)
        return base::failure(trail.error());
    for (const auto &file : trail->files) {
        auto reader = audit::LineReader::open(file);
        if (!reader)
            return base::failure(reader.error());
        for (;;) {
            const auto line = reader->next();
            if (!line)
                return base::failure(line.error());
            if (!*line)
                break;
            const auto text = (*line)->text;
            visit(QJsonDocument::fromJson(
                      QByteArray(text.data(), static_cast<qsizetype>(text.size())))
                      .object());
        }
    }
    return {};
}

template <std::size_t N>
base::Result<void> exportLines(const std::string &directory, const char *type,
                               const char *const (&columns)[N], RowPrinter &printer)
{
    return forEachLine(directory, [&](const QJsonObject &line) {
        if (line[QLatin1String("type")].toString() != QLatin1String(type))
            return;
        Row row;
        for (const char *column : columns)
            row.emplace_back(column, textOf(line[QLatin1String(column)]));
        printer.print(row);
    });
}

void printPositions(const audit::RecoveredTrail &trail, RowPrinter &printer)
{
    for (const auto &[address, account] : trail.accounts) {
        for (const auto &[coin, position] : account.positions) {
            const auto &state = position.state;
            printer.print({{"account", address.text()},
                           {"coin", coin},
                           {"side", std::string(domain::word(state.side()))},
                           {"quantity", state.size.abs().text()},
                           {"entry_notional", state.entryNotional.text()},
                           {"entry", std::string(domain::word(state.entry))},
                           {"realized_pnl", state.realizedPnl.text()},
                           {"fees", state.feesUsd ? state.feesUsd->text() : std::string()},
                           {"funding", state.funding.text()},
                           {"basis", std::string(domain::word(state.basis))}});
        }
    }
}

base::Result<void> printNewest(const std::string &directory, RowPrinter &printer)
{
    const auto trail = audit::readBackNewest(directory);
    if (!trail)
        return base::failure(trail.error());
    printPositions(*trail, printer);
    return {};
}

} // namespace

base::Result<void> exportTrail(const std::string &directory, const std::string &what,
                               const std::string &format, std::ostream &out)
{
    RowPrinter printer(out, format == "json");
    auto done = what == "fills"     ? exportLines(directory, "fill", FillColumns, printer)
                : what == "funding" ? exportLines(directory, "funding", FundingColumns, printer)
                                    : printNewest(directory, printer);
    printer.end();
    return done;
}

void exportPositions(const audit::RecoveredTrail &trail, const std::string &format,
                     std::ostream &out)
{
    RowPrinter printer(out, format == "json");
    printPositions(trail, printer);
    printer.end();
}

} // namespace lpm::app
