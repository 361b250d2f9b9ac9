// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/columnlayout.h"

#include "gui/models/positionsmodel.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>

#include <algorithm>

namespace lpm::gui {

namespace {

QString keyOf(const QTableView &table, int column)
{
    return table.model()->headerData(column, Qt::Horizontal, PositionsModel::KeyRole).toString();
}

ColumnLayout layoutOfHeader(const QHeaderView &header, const QStringList &keys)
{
    ColumnLayout layout;
    for (int visual = 0; visual < header.count(); ++visual) {
        const int column = header.logicalIndex(visual);
        layout.places.push_back(
            {keys.value(column), header.sectionSize(column), !header.isSectionHidden(column)});
    }
    layout.sortedBy = keys.value(header.sortIndicatorSection());
    layout.order = header.sortIndicatorOrder();
    return layout;
}

QStringList keysOf(const QTableView &table)
{
    QStringList keys;
    for (int column = 0; column < table.model()->columnCount(); ++column)
        keys += keyOf(table, column);
    return keys;
}

// All columns of the table in the order of the layout.
std::vector<ColumnPlace> completed(const ColumnLayout &layout, const QStringList &keys)
{
    std::vector<ColumnPlace> places;
    for (const ColumnPlace &place : layout.places) {
        const auto isSame = [&](const ColumnPlace &each) { return each.key == place.key; };
        if (keys.contains(place.key) && std::none_of(places.begin(), places.end(), isSame))
            places.push_back(place);
    }
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const auto at = [&](const QString &key) {
            return std::find_if(places.begin(), places.end(),
                                [&](const ColumnPlace &each) { return each.key == key; });
        };
        if (at(keys[i]) != places.end())
            continue;
        const auto before = i == 0 ? places.begin() : std::next(at(keys[i - 1]));
        places.insert(before, {keys[i], 0, false});
    }
    return places;
}

} // namespace

ColumnLayout layoutOf(const QTableView &table)
{
    return layoutOfHeader(*table.horizontalHeader(), keysOf(table));
}

void applyLayout(QTableView &table, const ColumnLayout &layout)
{
    const QStringList keys = keysOf(table);
    const std::vector<ColumnPlace> places = completed(layout, keys);
    const bool isAnyShown = std::any_of(places.begin(), places.end(),
                                        [](const ColumnPlace &place) { return place.isShown; });
    if (!isAnyShown)
        return; // a table without columns could not be got back
    QHeaderView *header = table.horizontalHeader();
    for (std::size_t i = 0; i < places.size(); ++i) {
        const int column = static_cast<int>(keys.indexOf(places[i].key));
        header->moveSection(header->visualIndex(column), static_cast<int>(i));
        table.setColumnHidden(column, !places[i].isShown);
        if (places[i].isShown && places[i].width > 0)
            table.setColumnWidth(column, places[i].width);
    }
    const int sorted = static_cast<int>(keys.indexOf(layout.sortedBy));
    if (sorted >= 0)
        table.sortByColumn(sorted, layout.order);
}

QStringList textOf(const ColumnLayout &layout)
{
    QStringList text;
    for (const ColumnPlace &place : layout.places) {
        text += (place.isShown ? QString() : QStringLiteral("-")) + place.key + QLatin1Char(' ') +
                QString::number(place.width);
    }
    const bool isAscending = layout.order == Qt::AscendingOrder;
    if (!layout.sortedBy.isEmpty())
        text +=
            QStringLiteral("sort %1 %2")
                .arg(layout.sortedBy, isAscending ? QStringLiteral("asc") : QStringLiteral("desc"));
    return text;
}

ColumnLayout layoutOf(const QStringList &text)
{
    ColumnLayout layout;
    for (const QString &line : text) {
        const QStringList words = line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        if (words.size() == 3 && words[0] == QLatin1String("sort")) {
            layout.sortedBy = words[1];
            layout.order =
                words[2] == QLatin1String("asc") ? Qt::AscendingOrder : Qt::DescendingOrder;
        } else if (words.size() == 2) {
            const bool isShown = !words[0].startsWith(QLatin1Char('-'));
            layout.places.push_back(
                {isShown ? words[0] : words[0].mid(1), words[1].toInt(), isShown});
        }
    }
    return layout;
}

std::optional<ColumnLayout> layoutOfHeaderState(const QByteArray &state, const QStringList &keys)
{
    // Only a header can read it: one with the same columns, that nobody sees.
    QStandardItemModel columns(0, static_cast<int>(keys.size()));
    QHeaderView header(Qt::Horizontal);
    header.setModel(&columns);
    if (!header.restoreState(state) || header.count() != keys.size())
        return std::nullopt;
    return layoutOfHeader(header, keys);
}

QStringList keysBeforeLayouts()
{
    return QStringLiteral("account coin side size notional entry mark unrealized roe realized fees "
                          "funding net liquidation distance margin opened reconciled")
        .split(QLatin1Char(' '));
}

} // namespace lpm::gui
