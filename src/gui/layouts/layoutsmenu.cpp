// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/layouts/layoutsmenu.h"

#include "gui/format/inerttext.h"
#include "gui/layouts/layoutdialogs.h"
#include "gui/limits.h"

#include <QAction>
#include <QDir>
#include <QMenu>

namespace lpm::gui {

QString layoutTitle(const QString &name)
{
    return inertName(name.toStdString()).replace(QLatin1Char('&'), QLatin1String("&&"));
}

LayoutsMenu::LayoutsMenu(LayoutStore store, LayoutGrips grips, QMenu &menu, QWidget &window)
    : QObject(&window),
      m_store(std::move(store)),
      m_grips(std::move(grips)),
      m_menu(menu),
      m_window(window)
{
    rebuild();
}

QString LayoutsMenu::load()
{
    KeptLayouts kept = m_store.load();
    m_book = std::move(kept.book);
    m_current = kept.current;
    rebuild();
    if (kept.unreadable == 0)
        return {};
    return tr("%n of the saved layouts could not be read and are left out; the file is kept as %1",
              nullptr, kept.unreadable)
        .arg(QDir::toNativeSeparators(kept.keptAside));
}

// Anew with each change: the entries' keys hold while the menu is closed.
void LayoutsMenu::rebuild()
{
    m_menu.clear();
    int number = 0;
    for (const NamedLayout &layout : m_book.layouts()) {
        QAction *entry = m_menu.addAction(layoutTitle(layout.name), this,
                                          [this, name = layout.name] { choose(name); });
        entry->setCheckable(true);
        entry->setChecked(layout.name == m_current);
        if (++number <= limits::LayoutKeys) // with Alt a field takes it for a letter of AltGr
            entry->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(number)));
    }
    if (number > 0)
        m_menu.addSeparator();
    m_menu.addAction(tr("&Save as…"), this, &LayoutsMenu::askName);
    m_menu.addAction(tr("&Manage…"), this, &LayoutsMenu::manage)->setEnabled(number > 0);
    m_menu.addAction(tr("&Reset to the first layout"), this, &LayoutsMenu::reset);
}

// Not at once: the entry that was chosen is still speaking.
void LayoutsMenu::keep()
{
    QMetaObject::invokeMethod(this, &LayoutsMenu::rebuild, Qt::QueuedConnection);
    if (!m_store.save(m_book, m_current))
        Q_EMIT said(tr("The layouts could not be written to disk"));
    Q_EMIT changed();
}

void LayoutsMenu::saveAs(const QString &name)
{
    if (const QString why = m_book.whyNot(name); !why.isEmpty()) {
        Q_EMIT said(why);
        return;
    }
    m_book.put({name, m_grips.present()});
    m_current = name;
    Q_EMIT said(tr("The layout is kept as “%1”").arg(inertName(name.toStdString())));
    keep();
}

void LayoutsMenu::choose(const QString &name)
{
    const NamedLayout *layout = m_book.find(name);
    if (layout == nullptr)
        return;
    const QString shown = inertName(name.toStdString());
    const bool isRestored = m_grips.arrange(layout->arrangement);
    m_current = name;
    Q_EMIT said(isRestored ? tr("Layout “%1”").arg(shown)
                           : tr("The panels of layout “%1” could not be restored").arg(shown));
    keep();
}

void LayoutsMenu::reset()
{
    m_grips.reset();
    m_current.clear();
    Q_EMIT said(tr("The first layout"));
    keep();
}

bool LayoutsMenu::rename(const QString &name, const QString &wanted)
{
    if (!m_book.rename(name, wanted))
        return false;
    if (m_current == name)
        m_current = wanted;
    keep();
    return true;
}

void LayoutsMenu::remove(const QString &name)
{
    if (!m_book.remove(name))
        return;
    if (m_current == name)
        m_current.clear();
    keep();
}

void LayoutsMenu::move(const QString &name, int by)
{
    if (m_book.move(name, by))
        keep();
}

void LayoutsMenu::askName()
{
    auto *asking = new LayoutNameDialog(m_book, m_current, &m_window);
    asking->setAttribute(Qt::WA_DeleteOnClose);
    connect(asking, &LayoutNameDialog::named, this, &LayoutsMenu::saveAs);
    asking->open();
}

void LayoutsMenu::manage()
{
    auto *dialog = new ManageLayoutsDialog(*this, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace lpm::gui
