// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/commandpalette.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr QSize FirstSize(520, 380);
constexpr int LongestInput = 80;
constexpr int RowPadding = 10;

} // namespace

CommandPalette::CommandPalette(std::vector<Command> commands, QWidget *parent)
    : QDialog(parent),
      m_commands(std::move(commands)),
      m_typed(new QLineEdit(this)),
      m_found(new QListWidget(this)),
      m_none(new QLabel(tr("No command fits."), this))
{
    setWindowTitle(tr("Commands"));
    resize(FirstSize);
    m_typed->setPlaceholderText(tr("Type a few letters of a command"));
    m_typed->setAccessibleName(tr("Command"));
    m_typed->setMaxLength(LongestInput);
    m_typed->installEventFilter(this);
    m_found->setAccessibleName(tr("Commands that fit"));
    m_found->setUniformItemSizes(true);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_typed);
    layout->addWidget(m_found, 1);
    layout->addWidget(m_none);
    connect(m_typed, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(m_typed, &QLineEdit::returnPressed, this,
            [this] { perform(m_found->currentItem()); });
    connect(m_found, &QListWidget::itemActivated, this, &CommandPalette::perform);
    find({});
}

void CommandPalette::find(const QString &typed)
{
    std::vector<std::pair<int, std::size_t>> fitting; // how well, which
    for (std::size_t i = 0; i < m_commands.size(); ++i) {
        const QAction *action = m_commands[i].action;
        const int score = fitness(m_commands[i].name, typed);
        if (action != nullptr && action->isEnabled() && score > 0)
            fitting.emplace_back(score, i);
    }
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const auto &a, const auto &b) { return a.first > b.first; });
    m_found->clear();
    for (const auto &[score, index] : fitting) {
        const Command &command = m_commands[index];
        const QString shortcut =
            command.shortcut.isEmpty() ? QString() : QStringLiteral("   ") + command.shortcut;
        auto *item = new QListWidgetItem(command.name + shortcut, m_found);
        item->setSizeHint({0, fontMetrics().height() + RowPadding}); // a box to tick needs the room
        item->setData(Qt::UserRole, static_cast<qulonglong>(index));
        if (command.action->isCheckable()) {
            item->setFlags(item->flags() & ~Qt::ItemIsUserCheckable);
            item->setCheckState(command.action->isChecked() ? Qt::Checked : Qt::Unchecked);
        }
    }
    m_found->setCurrentRow(0);
    m_none->setVisible(fitting.empty());
}

// Closed first: the command may open something itself.
void CommandPalette::perform(const QListWidgetItem *item)
{
    if (item == nullptr)
        return;
    const auto index = static_cast<std::size_t>(item->data(Qt::UserRole).toULongLong());
    const QPointer<QAction> action = m_commands[index].action;
    accept();
    if (action)
        action->trigger();
}

// Up and down move in the list while the letters go on being typed.
bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_typed && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            const int row = m_found->currentRow() + step;
            m_found->setCurrentRow(std::clamp(row, 0, std::max(0, m_found->count() - 1)));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace lpm::gui
