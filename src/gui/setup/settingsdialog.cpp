// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/setup/settingsdialog.h"

#include "gui/limits.h"
#include "gui/setup/settingfield.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QStyle>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr QSize DialogSize(760, 620);

struct Page
{
    const char *title;
    QStringList names;
};

// A setting that no page names is on the last one: none is left out.
std::vector<Page> settingPages()
{
    const auto list = [](const char *names) {
        return QString::fromLatin1(names).split(QLatin1Char(' '));
    };
    return {{QT_TRANSLATE_NOOP("lpm::gui::SettingsDialog", "Exchange"),
             list("live account testnet rest-url ws-url")},
            {QT_TRANSLATE_NOOP("lpm::gui::SettingsDialog", "Comparison"),
             list("sync-interval on-discrepancy update-interval pnl-threshold")},
            {QT_TRANSLATE_NOOP("lpm::gui::SettingsDialog", "Files"),
             list("data-dir log-dir log-level log-addresses audit-sync audit-prices")},
            {QT_TRANSLATE_NOOP("lpm::gui::SettingsDialog", "API"),
             list("listen token-file max-clients allow-origin allow-host tls-cert tls-key "
                  "insecure-behind-proxy")},
            {QT_TRANSLATE_NOOP("lpm::gui::SettingsDialog", "Start"), {}}};
}

// Tab goes from field to field as they were made.
std::vector<SettingItem> inPageOrder(std::vector<SettingItem> items)
{
    QStringList order;
    for (const Page &page : settingPages())
        order += page.names;
    const auto placeOf = [&](const SettingItem &item) {
        const auto place = order.indexOf(item.name);
        return place < 0 ? order.size() : place;
    };
    std::stable_sort(items.begin(), items.end(), [&](const SettingItem &a, const SettingItem &b) {
        return placeOf(a) < placeOf(b);
    });
    return items;
}

} // namespace

SettingsDialog::SettingsDialog(Setup &setup, QWidget *parent)
    : QDialog(parent),
      m_setup(setup),
      m_pages(new QTabWidget(this)),
      m_sentence(new QLabel(this))
{
    setWindowTitle(tr("Settings"));
    build();
    resize(DialogSize.boundedTo(screen()->availableSize() - QSize(0, limits::FrameHeight)));
    showChanged();
}

void SettingsDialog::build()
{
    for (SettingItem &item : inPageOrder(m_setup.settings())) {
        auto *field = new SettingField(std::move(item), this);
        connect(field, &SettingField::edited, this, &SettingsDialog::showChanged);
        m_fields.push_back(field);
    }
    QStringList left;
    for (const SettingField *field : m_fields)
        left += field->name();
    for (const Page &page : settingPages()) {
        for (const QString &name : page.names)
            left.removeOne(name);
        if (QWidget *content = pageOf(page.names.isEmpty() ? left : page.names))
            m_pages->addTab(content, tr(page.title));
    }
    auto *where = new QLabel(tr("What is changed is kept in %1 and holds from the next start.")
                                 .arg(m_setup.fileName()),
                             this);
    for (QLabel *label : {where, m_sentence}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_sentence->setProperty("isWrong", true);
    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_save = buttons->addButton(tr("&Save"), QDialogButtonBox::AcceptRole);
    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(where);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_sentence);
    layout->addWidget(buttons);
}

QWidget *SettingsDialog::pageOf(const QStringList &names)
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    bool isEmpty = true;
    for (const QString &name : names) {
        SettingField *found = field(name);
        if (found == nullptr)
            continue;
        column->addWidget(found);
        isEmpty = false;
    }
    if (isEmpty) {
        delete content;
        return nullptr;
    }
    column->addStretch(1);
    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(content);
    return area;
}

SettingField *SettingsDialog::field(const QString &name) const
{
    const auto found
        = std::find_if(m_fields.begin(), m_fields.end(),
                       [&](const SettingField *field) { return field->name() == name; });
    return found == m_fields.end() ? nullptr : *found;
}

QString SettingsDialog::sentence() const { return m_sentence->text(); }

SettingChanges SettingsDialog::changes() const
{
    SettingChanges changes;
    for (const SettingField *field : m_fields) {
        if (field->isChanged())
            changes.emplace(field->name(), field->change());
    }
    return changes;
}

void SettingsDialog::showChanged()
{
    m_save->setEnabled(!changes().empty());
    m_sentence->clear();
    m_sentence->setVisible(false);
}

void SettingsDialog::save()
{
    const QString refused = m_setup.store(changes());
    if (refused.isEmpty()) {
        accept();
        return;
    }
    m_sentence->setText(refused);
    m_sentence->setAccessibleName(refused);
    m_sentence->setVisible(true);
}

} // namespace lpm::gui
