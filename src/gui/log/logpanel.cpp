// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/log/logpanel.h"

#include "gui/views/datatable.h"
#include "gui/views/elidedlabel.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr int LogMinimumHeight = 70;

QString levelKey(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return QStringLiteral("debug");
    case LogLevel::Info:
        return QStringLiteral("info");
    case LogLevel::Warning:
        return QStringLiteral("warning");
    case LogLevel::Error:
        break;
    }
    return QStringLiteral("error");
}

CellStyle logStyle(int) { return {CellKind::Text, 0, false}; }

QToolButton *logButton(const QString &text, const QString &meaning, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(meaning);
    button->setAccessibleName(meaning);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

LogPanel::LogPanel(const Theme &theme, const LogTail *tail, const QString &elsewhere,
                   const QTimeZone &zone, QWidget *parent)
    : QWidget(parent),
      m_tail(tail),
      m_lines(new LogModel(zone, this)),
      m_shown(new LogFilter(*m_lines, this)),
      m_least(new QComboBox(this))
{
    buildTable(theme);
    auto *bar = new QHBoxLayout;
    fillBar(*bar, elsewhere);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 0, 10, 6);
    layout->setSpacing(6);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);
    m_pace.setInterval(limits::LogPace);
    connect(&m_pace, &QTimer::timeout, this, &LogPanel::look);
}

void LogPanel::buildTable(const Theme &theme)
{
    m_table = new DataTable(theme, logStyle, this);
    m_table->setAccessibleName(tr("Log"));
    m_table->setModel(m_shown);
    m_table->setEmptyText(tr("No lines"), tr("None of this level has been logged."));
    m_table->setColumnCharacters(static_cast<int>(LogColumn::Time), 12);
    m_table->setColumnCharacters(static_cast<int>(LogColumn::Level), 9);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setMinimumHeight(LogMinimumHeight);
    auto *copying = new QAction(tr("Copy &rows"), m_table);
    copying->setShortcuts(QKeySequence::keyBindings(QKeySequence::Copy));
    copying->setShortcutContext(Qt::WidgetShortcut);
    connect(copying, &QAction::triggered, this, &LogPanel::copy);
    m_table->addAction(copying);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void LogPanel::fillBar(QHBoxLayout &bar, const QString &elsewhere)
{
    const auto add = [this](const QString &text, LogLevel least) {
        m_least->addItem(text, static_cast<int>(least));
    };
    add(tr("Every level"), LogLevel::Debug);
    add(tr("Info and worse"), LogLevel::Info);
    add(tr("Warnings and errors"), LogLevel::Warning);
    add(tr("Errors"), LogLevel::Error);
    m_least->setAccessibleName(tr("Least level of the log's lines"));
    connect(m_least, &QComboBox::currentIndexChanged, this, [this] {
        m_shown->setLeast(static_cast<LogLevel>(m_least->currentData().toInt()));
    });
    auto *note = new ElidedLabel(this);
    note->setLine(elsewhere.isEmpty()
                      ? tr("The latest %1 lines of this run").arg(fullNumber(domain::Decimal(int{limits::LogLines})))
                      : tr("Lines of this window's own program, not of the monitor at %1")
                            .arg(elsewhere));
    auto *copying = logButton(tr("Copy"), tr("Copy the chosen lines of the log, or all"), this);
    connect(copying, &QToolButton::clicked, this, &LogPanel::copy);
    auto *clearing =
        logButton(tr("Clear"), tr("Remove the lines from this panel; the log keeps them"), this);
    connect(clearing, &QToolButton::clicked, m_lines, &LogModel::clear);
    bar.addWidget(m_least);
    bar.addWidget(note, 1);
    bar.addWidget(copying);
    bar.addWidget(clearing);
}

void LogPanel::setPrivacy(const Privacy &privacy) { m_lines->setPrivacy(privacy); }

void LogPanel::setNow(base::Timestamp now) { m_lines->setNow(now); }

QString LogPanel::least() const
{
    return levelKey(static_cast<LogLevel>(m_least->currentData().toInt()));
}

void LogPanel::setLeast(const QString &key)
{
    for (int i = 0; i < m_least->count(); ++i) {
        if (levelKey(static_cast<LogLevel>(m_least->itemData(i).toInt())) == key)
            m_least->setCurrentIndex(i);
    }
}

void LogPanel::look()
{
    if (m_tail == nullptr)
        return;
    const std::vector<LogLine> lines = m_tail->behind(m_seen);
    if (lines.empty())
        return;
    m_seen = lines.back().number;
    m_lines->take(lines);
}

// Oldest first, as a log is read.
void LogPanel::copy() const
{
    std::vector<int> rows;
    for (const QModelIndex &chosen : m_table->selectionModel()->selectedRows())
        rows.push_back(m_shown->mapToSource(chosen).row());
    if (rows.empty()) {
        for (int row = 0; row < m_shown->rowCount(); ++row)
            rows.push_back(m_shown->mapToSource(m_shown->index(row, 0)).row());
    }
    std::sort(rows.rbegin(), rows.rend());
    QString text;
    for (const int row : rows)
        text += m_lines->lineText(row) + QLatin1Char('\n');
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void LogPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    look();
    m_pace.start();
}

void LogPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_pace.stop();
}

} // namespace lpm::gui
