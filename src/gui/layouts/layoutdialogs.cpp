// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/layouts/layoutdialogs.h"

#include "gui/format/inerttext.h"
#include "gui/layouts/layoutsmenu.h"
#include "gui/limits.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace lpm::gui {

namespace {

constexpr int NameWidth = 340;
constexpr QSize ManageSize(460, 330);
constexpr int ListSpacing = 3;
constexpr int NameRole = Qt::UserRole; // as it is kept; the text may be edited

QLabel *sentenceLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

LayoutNameDialog::LayoutNameDialog(LayoutBook book, const QString &suggested, QWidget *parent)
    : QDialog(parent),
      m_book(std::move(book)),
      m_name(new QLineEdit(suggested, this)),
      m_says(sentenceLabel(this))
{
    setWindowTitle(tr("Save the layout"));
    m_name->setMaxLength(limits::LayoutNameLength);
    m_name->setMinimumWidth(NameWidth);
    m_name->setPlaceholderText(tr("A name of your choice"));
    m_name->setAccessibleName(tr("Name of the layout"));
    m_name->selectAll();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_save = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    m_save->setDefault(true);
    auto *caption = new QLabel(tr("&Name"), this);
    caption->setBuddy(m_name);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(caption);
    layout->addWidget(m_name);
    layout->addWidget(m_says);
    layout->addWidget(buttons);
    connect(m_name, &QLineEdit::textChanged, this, &LayoutNameDialog::look);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this] { Q_EMIT named(layoutName(m_name->text())); });
    look();
}

QString LayoutNameDialog::sentence() const { return m_says->text(); }

void LayoutNameDialog::look()
{
    const QString name = layoutName(m_name->text());
    const QString why = m_book.whyNot(name);
    const bool isTaken = m_book.find(name) != nullptr;
    m_save->setEnabled(why.isEmpty());
    m_save->setText(isTaken ? tr("Replace") : tr("Save"));
    if (isTaken)
        m_says->setText(tr("There is one of this name: it is replaced by the present layout."));
    else if (why.isEmpty() || m_name->text().isEmpty())
        m_says->setText(tr("Keeps panels, columns, grouping and the window's place."));
    else
        m_says->setText(why);
}

ManageLayoutsDialog::ManageLayoutsDialog(LayoutsMenu &layouts, QWidget *parent)
    : QDialog(parent),
      m_layouts(layouts),
      m_list(new QListWidget(this)),
      m_says(sentenceLabel(this))
{
    setWindowTitle(tr("Layouts"));
    resize(ManageSize);
    build();
    connect(m_list, &QListWidget::itemSelectionChanged, this, &ManageLayoutsDialog::look);
    connect(m_list, &QListWidget::itemChanged, this, &ManageLayoutsDialog::onEdited);
    fill(layouts.current());
}

void ManageLayoutsDialog::build()
{
    m_list->setAccessibleName(tr("Layouts"));
    m_list->setSpacing(ListSpacing);
    m_list->setEditTriggers(QAbstractItemView::EditKeyPressed);
    const auto button = [this](const QString &text, auto act) {
        auto *made = new QPushButton(text, this);
        made->setAutoDefault(false);
        connect(made, &QPushButton::clicked, this, act);
        return made;
    };
    m_switch = button(tr("&Switch to it"), [this] { m_layouts.choose(selected()); });
    m_rename = button(tr("&Rename"), [this] { m_list->editItem(m_list->currentItem()); });
    m_up = button(tr("Move &up"), [this] { step(-1); });
    m_down = button(tr("Move &down"), [this] { step(1); });
    m_delete = button(tr("D&elete"), [this] { askRemove(); });
    auto *column = new QVBoxLayout;
    for (QPushButton *each : {m_switch, m_rename, m_up, m_down, m_delete})
        column->addWidget(each);
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addWidget(m_list, 1);
    row->addLayout(column);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(row, 1);
    layout->addWidget(m_says);
    layout->addWidget(buttons);
}

QString ManageLayoutsDialog::sentence() const { return m_says->text(); }

QString ManageLayoutsDialog::selected() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->data(NameRole).toString() : QString();
}

void ManageLayoutsDialog::fill(const QString &selected)
{
    const QSignalBlocker silent(m_list);
    m_list->clear();
    for (const NamedLayout &layout : m_layouts.book().layouts()) {
        auto *item = new QListWidgetItem(layout.name, m_list);
        item->setData(NameRole, layout.name);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
        if (layout.name == selected)
            m_list->setCurrentItem(item);
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    look();
}

void ManageLayoutsDialog::onEdited(QListWidgetItem *item)
{
    const QString name = item->data(NameRole).toString();
    const QString wanted = layoutName(item->text());
    const bool isRenamed = wanted == name || m_layouts.rename(name, wanted);
    if (isRenamed)
        m_says->clear();
    else if (m_layouts.book().find(wanted) != nullptr)
        m_says->setText(tr("Another layout has this name already."));
    else
        m_says->setText(tr("A name has 1 to %n characters.", nullptr, limits::LayoutNameLength));
    QMetaObject::invokeMethod( // the list is still speaking of the item
        this, [this, shown = isRenamed ? wanted : name] { fill(shown); }, Qt::QueuedConnection);
}

void ManageLayoutsDialog::askRemove()
{
    const QString name = selected();
    auto *box = new QMessageBox(QMessageBox::Question, tr("Layouts"),
                                tr("Delete the layout “%1”?").arg(inertName(name.toStdString())),
                                QMessageBox::Cancel, this);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    const QPushButton *removing = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    connect(removing, &QPushButton::clicked, this, [this, name] {
        m_layouts.remove(name);
        fill({});
    });
    box->open();
}

void ManageLayoutsDialog::step(int by)
{
    const QString name = selected();
    m_layouts.move(name, by);
    fill(name);
}

void ManageLayoutsDialog::look()
{
    const int row = m_list->currentRow();
    const bool isAny = row >= 0;
    for (QPushButton *each : {m_switch, m_rename, m_delete})
        each->setEnabled(isAny);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(isAny && row + 1 < m_list->count());
}

} // namespace lpm::gui
