// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of the log as rows, newest first, bounded by limits::LogLines; and those of them that are
// grave enough. GUI thread.
#pragma once

#include "gui/log/logtail.h"
#include "gui/models/positioncolumns.h"

#include <QAbstractTableModel>
#include <QDate>
#include <QSortFilterProxyModel>
#include <QTimeZone>

#include <deque>
#include <vector>

namespace lpm::gui {

class Privacy;

enum class LogColumn { Time, Level, Words };
inline constexpr int LogColumnCount = static_cast<int>(LogColumn::Words) + 1;

QString levelText(LogLevel level);
// A number that may be an amount becomes •••; times, and digits inside of names, stay.
QString withoutAmounts(const QString &words);

class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit LogModel(QTimeZone zone, QObject *parent = nullptr);

    void setPrivacy(const Privacy &privacy); // must outlive it
    void take(const std::vector<LogLine> &lines); // oldest first, behind all that are here
    void clear();
    void setNow(base::Timestamp now); // times of another day have their date
    LogLevel level(int row) const { return m_lines[static_cast<std::size_t>(row)].level; }
    QString lineText(int row) const; // time, level and words, as they are copied

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    QString words(const LogLine &line) const;
    QString textOf(const LogLine &line, LogColumn column) const;

    const Privacy *m_privacy = nullptr;
    QTimeZone m_zone;
    QDate m_today; // until it is known all times are of it
    std::deque<LogLine> m_lines; // newest first
};

class LogFilter : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit LogFilter(LogModel &model, QObject *parent = nullptr);

    void setLeast(LogLevel least);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    const LogModel &m_model;
    LogLevel m_least = LogLevel::Debug;
};

} // namespace lpm::gui
