// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/log/logmodel.h"

#include "gui/format/inerttext.h"
#include "gui/format/timeformat.h"
#include "gui/models/positionsmodel.h"
#include "gui/privacy.h"

#include <QRegularExpression>

#include <algorithm>

namespace lpm::gui {

namespace {

Tone toneOfLevel(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return Tone::Muted;
    case LogLevel::Info:
        return Tone::Neutral;
    case LogLevel::Warning:
        return Tone::Warning;
    case LogLevel::Error:
        break;
    }
    return Tone::Bad;
}

} // namespace

QString levelText(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return LogModel::tr("debug");
    case LogLevel::Info:
        return LogModel::tr("info");
    case LogLevel::Warning:
        return LogModel::tr("warning");
    case LogLevel::Error:
        break;
    }
    return LogModel::tr("error");
}

// Rather one number too many: which of them are amounts, a line does not say.
QString withoutAmounts(const QString &words)
{
    const QRegularExpression number(
        QStringLiteral("(?<![\\w.…-])(?<!\\d:)[-−+]?\\d[\\d,]*(\\.\\d+)?([eE][-+]?\\d+)?"
                       "(?![\\d…x-]|:\\d|[.,]\\d)"),
        QRegularExpression::UseUnicodePropertiesOption);
    return QString(words).replace(number, hiddenText());
}

LogModel::LogModel(QTimeZone zone, QObject *parent)
    : QAbstractTableModel(parent), m_zone(std::move(zone))
{
}

void LogModel::setPrivacy(const Privacy &privacy)
{
    m_privacy = &privacy;
    const auto tell = [this] {
        if (!m_lines.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, LogColumnCount - 1));
    };
    connect(&privacy, &Privacy::changed, this, tell);
    tell();
}

void LogModel::take(const std::vector<LogLine> &lines)
{
    if (lines.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(lines.size()) - 1);
    for (const LogLine &line : lines)
        m_lines.push_front(line);
    endInsertRows();
    if (m_lines.size() <= limits::LogLines)
        return;
    beginRemoveRows({}, static_cast<int>(limits::LogLines), rowCount() - 1);
    m_lines.resize(limits::LogLines);
    endRemoveRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_lines.clear();
    endResetModel();
}

void LogModel::setNow(base::Timestamp now)
{
    const QDate today = dayOf(now, m_zone);
    if (today == m_today)
        return;
    m_today = today;
    constexpr int time = static_cast<int>(LogColumn::Time);
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0, time), index(rowCount() - 1, time));
}

QString LogModel::words(const LogLine &line) const
{
    return isHidden(m_privacy) ? withoutAmounts(line.words) : line.words;
}

QString LogModel::textOf(const LogLine &line, LogColumn column) const
{
    switch (column) {
    case LogColumn::Time:
        return clockText(line.time, m_zone, m_today);
    case LogColumn::Level:
        return levelText(line.level);
    case LogColumn::Words:
        break;
    }
    return words(line);
}

QString LogModel::lineText(int row) const
{
    const LogLine &line = m_lines[static_cast<std::size_t>(row)];
    return fullTimeText(line.time, m_zone) + QLatin1Char('\t') + levelText(line.level) +
           QLatin1Char('\t') + words(line);
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : LogColumnCount;
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    const LogLine &line = m_lines[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<LogColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(line, column);
    case PositionsModel::ToneRole:
        return static_cast<int>(column == LogColumn::Time ? Tone::Muted : toneOfLevel(line.level));
    case PositionsModel::FreshnessRole:
        return static_cast<int>(domain::PriceState::Live);
    case Qt::ToolTipRole:
        return inertToolTip(fullTimeText(line.time, m_zone) + QLatin1Char('\n') + words(line));
    case Qt::TextAlignmentRole:
        return QVariant(alignmentOf(CellKind::Text));
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= LogColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(alignmentOf(CellKind::Text));
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<LogColumn>(section)) {
    case LogColumn::Time:
        return tr("Time");
    case LogColumn::Level:
        return tr("Level");
    case LogColumn::Words:
        break;
    }
    return tr("What happened");
}

LogFilter::LogFilter(LogModel &model, QObject *parent)
    : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(&model);
}

void LogFilter::setLeast(LogLevel least)
{
    m_least = least;
    invalidateFilter();
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    return m_model.level(row) >= m_least;
}

} // namespace lpm::gui
