// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/export/positionstable.h"

#include "core/base/jsonwriter.h"
#include "core/domain/words.h"

#include <QStringList>

#include <set>
#include <string_view>

namespace lpm::gui {

using base::JsonWriter;
using domain::Decimal;
using domain::PositionView;

namespace {

// A spreadsheet would run such a text as a formula; names come from anybody.
QString defused(const QString &text)
{
    static const QString begins = QStringLiteral("=+-@\"\t\r\n");
    QString safe = !text.isEmpty() && begins.contains(text.front()) ? QLatin1Char('\'') + text : text;
    // Where ; separates cells, one begins behind it.
    return safe.replace(QLatin1Char(';'), QLatin1Char(','));
}

QString fieldText(const PositionRow &row, const ExportField &field)
{
    const QString text = field.text(row);
    return field.isText ? defused(text) : text;
}

QString tsvCell(QString text)
{
    for (const char16_t sign : {u'\t', u'\n', u'\r'})
        text.replace(QChar(sign), QLatin1Char(' '));
    return text;
}

QString csvCell(QString text)
{
    const bool isQuoted = text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('"')) ||
                          text.contains(QLatin1Char('\n')) || text.contains(QLatin1Char('\r'));
    if (!isQuoted)
        return text;
    text.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

template <class CellText>
QStringList lineOf(const std::vector<PositionColumn> &columns, const CellText &cell)
{
    QStringList line;
    std::set<std::string_view> written; // several columns may bring the same field
    for (const PositionColumn column : columns) {
        for (const ExportField &field : exportFieldsOf(column)) {
            if (written.insert(field.key).second)
                line += cell(field);
        }
    }
    return line;
}

QStringList keysOf(const PositionsTable &table)
{
    return lineOf(table.columns,
                  [](const ExportField &field) { return QString::fromLatin1(field.key); });
}

void write(JsonWriter &json, const std::optional<Decimal> &value)
{
    if (value)
        json.plain([&](std::string &out) { value->appendTo(out); });
    else
        json.null();
}

void write(JsonWriter &json, const std::optional<base::Timestamp> &time)
{
    if (time)
        json.time(*time);
    else
        json.null();
}

template <class Word>
void writeWord(JsonWriter &json, const std::optional<Word> &value)
{
    if (value)
        json.string(domain::word(*value));
    else
        json.null();
}

void writeNumbers(JsonWriter &json, const PositionView &position)
{
    write(json.key("quantity"), position.quantity);
    write(json.key("entry_price"), position.entryPrice);
    write(json.key("current_price"), position.currentPrice);
    write(json.key("unrealized_pnl"), position.unrealizedPnl);
    write(json.key("realized_pnl"), position.realizedPnl);
    write(json.key("notional_value"), position.notionalValue);
    write(json.key("total_pnl"), position.totalPnl);
    write(json.key("leverage"), position.leverage);
}

void writePosition(JsonWriter &json, const PositionRow &row)
{
    const PositionView &position = row.position;
    json.beginObject();
    json.key("symbol").string(position.symbol);
    json.key("side").string(domain::word(position.side));
    writeNumbers(json, position);
    json.key("last_updated").time(position.lastUpdated);
    json.key("account").string(position.account.text());
    json.key("coin").string(position.coin);
    write(json.key("fees"), position.fees);
    write(json.key("funding"), position.funding);
    write(json.key("net_pnl"), position.netPnl);
    write(json.key("break_even_price"), position.breakEvenPrice);
    write(json.key("liquidation_price"), position.liquidationPrice);
    write(json.key("liquidation_distance"), position.liquidationDistance);
    write(json.key("margin_used"), position.marginUsed);
    writeWord(json.key("margin_mode"), position.marginMode);
    write(json.key("roe"), position.returnOnEquity);
    write(json.key("price_time"), position.priceTime);
    writeWord(json.key("price_state"), shownPriceState(row));
    write(json.key("opened_at"), position.openedAt);
    json.key("basis").string(domain::word(position.basis));
    json.key("reconciled").boolean(isProven(row));
    json.key("price_decimals").integer(position.priceDecimals);
    json.key("size_decimals").integer(position.sizeDecimals);
    json.endObject();
}

} // namespace

QString cellText(const PositionRow &row, PositionColumn column)
{
    return tsvCell(fieldText(row, exportFieldsOf(column).front()));
}

QString tsvOf(const PositionsTable &table, TableHeader header)
{
    QStringList lines;
    if (header == TableHeader::Keys)
        lines += keysOf(table).join(QLatin1Char('\t'));
    for (const PositionRow *row : table.rows) {
        lines += lineOf(table.columns, [&](const ExportField &field) {
                     return tsvCell(fieldText(*row, field));
                 }).join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

QByteArray csvOf(const PositionsTable &table)
{
    const QString end = QStringLiteral("\r\n");
    QString text = keysOf(table).join(QLatin1Char(',')) + end;
    for (const PositionRow *row : table.rows) {
        text += lineOf(table.columns,
                       [&](const ExportField &field) { return csvCell(fieldText(*row, field)); })
                    .join(QLatin1Char(',')) +
                end;
    }
    return text.toUtf8();
}

QString jsonOf(const std::vector<const PositionRow *> &rows)
{
    std::string out;
    JsonWriter json(out);
    json.beginArray();
    for (const PositionRow *row : rows)
        writePosition(json, *row);
    json.endArray();
    return QString::fromStdString(out);
}

} // namespace lpm::gui
