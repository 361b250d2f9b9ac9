// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shell/zonemenu.h"

#include "gui/format/shownzone.h"

#include <QInputDialog>
#include <QMenu>

namespace lpm::gui {

namespace {

const QString UtcKey = QStringLiteral("UTC");

QStringList zoneNames()
{
    QStringList names;
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds())
        names += QString::fromUtf8(id);
    return names;
}

} // namespace

ZoneMenu::ZoneMenu(QMenu &menu, QWidget &window)
    : QObject(&window), m_menu(menu), m_window(window), m_entries(nullptr)
{
    add(tr("&This computer's (%1)").arg(QString::fromUtf8(QTimeZone::systemTimeZoneId())), {});
    add(tr("&UTC"), UtcKey);
    m_other = add(QString(), {});
    m_other->setVisible(false);
    menu.addSeparator();
    menu.addAction(tr("&Another zone…"), this, &ZoneMenu::askForOther);
    connect(&m_entries, &QActionGroup::triggered, this,
            [this](const QAction *entry) { choose(entry->data().toString()); });
    setChosen({});
}

QAction *ZoneMenu::add(const QString &title, const QString &key)
{
    QAction *entry = m_menu.addAction(title);
    entry->setCheckable(true);
    entry->setData(key);
    return m_entries.addAction(entry);
}

void ZoneMenu::setChosen(const QString &key)
{
    m_chosen = key; // also one that this system does not know now: it may know it again
    const bool isOther = isKnownZone(key) && !key.isEmpty() && key != UtcKey;
    m_other->setVisible(isOther);
    if (isOther) {
        m_other->setText(m_chosen);
        m_other->setData(m_chosen);
    }
    const QString shown = isKnownZone(key) ? key : QString();
    for (QAction *entry : m_entries.actions()) {
        if (entry->isVisible() && entry->data().toString() == shown)
            entry->setChecked(true);
    }
}

void ZoneMenu::choose(const QString &key)
{
    if (key == m_chosen)
        return;
    setChosen(key);
    Q_EMIT choiceChanged();
}

void ZoneMenu::askForOther()
{
    const QStringList names = zoneNames();
    auto *asking = new QInputDialog(&m_window);
    asking->setAttribute(Qt::WA_DeleteOnClose);
    asking->setWindowTitle(tr("Another zone"));
    asking->setLabelText(tr("Times are shown as they are in"));
    asking->setComboBoxItems(names);
    asking->setTextValue(m_chosen.isEmpty()
                             ? QString::fromUtf8(QTimeZone::systemTimeZoneId())
                             : m_chosen);
    connect(asking, &QInputDialog::textValueSelected, this, &ZoneMenu::choose);
    asking->open();
}

} // namespace lpm::gui
