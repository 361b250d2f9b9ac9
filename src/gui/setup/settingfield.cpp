// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/setup/settingfield.h"

#include "gui/limits.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QToolButton>

namespace lpm::gui {

namespace {

constexpr int ListLines = 3;
constexpr int NameWidth = 190;

QStringList linesOfText(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(QLatin1Char('\n'))) {
        if (!line.trimmed().isEmpty())
            lines += line.trimmed();
    }
    return lines;
}

QString originSentence(const SettingItem &item)
{
    if (item.isOfTheStart)
        return SettingField::tr("chosen when the program is started: --%1").arg(item.name);
    if (item.origin.isEmpty())
        return SettingField::tr("the default");
    return item.isOverridden
               ? SettingField::tr("given by %1, which goes before what is kept here")
                     .arg(item.origin)
               : SettingField::tr("from %1").arg(item.origin);
}

QLabel *smallText(const QString &text, const char *name, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

SettingField::SettingField(SettingItem item, QWidget *parent)
    : QWidget(parent), m_item(std::move(item)), m_reset(new QToolButton(this))
{
    buildRow();
    setValues(m_item.values);
    m_before = values();
    m_isStandard = false;
    m_reset->setEnabled(isChangeable() && !m_item.origin.isEmpty());
}

void SettingField::buildRow()
{
    auto *name = new QLabel(m_item.name, this);
    name->setObjectName(QStringLiteral("settingName"));
    name->setFixedWidth(NameWidth);
    QWidget *editor = makeEditor();
    editor->setEnabled(isChangeable());
    editor->setAccessibleName(m_item.name);
    editor->setAccessibleDescription(m_item.help + QStringLiteral(". ") + originSentence(m_item));
    m_reset->setText(tr("Default"));
    m_reset->setAccessibleName(tr("Default of %1").arg(m_item.name));
    m_reset->setToolTip(m_item.standard.isEmpty() ? tr("Not set") : m_item.standard);
    connect(m_reset, &QToolButton::clicked, this, &SettingField::takeStandard);
    setTabOrder(editor, m_reset);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 6, 0, 6);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(3);
    grid->addWidget(name, 0, 0, Qt::AlignTop);
    grid->addWidget(editor, 0, 1);
    grid->addWidget(m_reset, 0, 2, Qt::AlignTop);
    grid->addWidget(smallText(m_item.help, "settingHelp", this), 1, 1, 1, 2);
    grid->addWidget(smallText(originSentence(m_item), "settingOrigin", this), 2, 1, 1, 2);
    grid->setColumnStretch(1, 1);
}

QWidget *SettingField::makeEditor()
{
    switch (m_item.kind) {
    case SettingKind::Switch:
        m_switch = new QCheckBox(tr("on"), this);
        connect(m_switch, &QCheckBox::toggled, this, &SettingField::onEdited);
        return m_switch;
    case SettingKind::Choice:
        m_choice = new QComboBox(this);
        m_choice->addItems(m_item.choices);
        m_choice->setFocusPolicy(Qt::StrongFocus); // the wheel scrolls the page, not the value
        connect(m_choice, &QComboBox::currentIndexChanged, this, &SettingField::onEdited);
        return m_choice;
    case SettingKind::List:
        m_list = new QPlainTextEdit(this);
        m_list->setTabChangesFocus(true);
        m_list->setPlaceholderText(tr("%1, one a line").arg(m_item.hint));
        m_list->setFixedHeight((ListLines + 1) * fontMetrics().lineSpacing());
        connect(m_list, &QPlainTextEdit::textChanged, this, &SettingField::onEdited);
        return m_list;
    case SettingKind::Text:
        break;
    }
    m_text = new QLineEdit(this);
    m_text->setMaxLength(limits::SettingLength);
    m_text->setPlaceholderText(m_item.standard);
    connect(m_text, &QLineEdit::textChanged, this, &SettingField::onEdited);
    return m_text;
}

QStringList SettingField::values() const
{
    if (m_switch != nullptr)
        return {m_switch->isChecked() ? QStringLiteral("true") : QStringLiteral("false")};
    if (m_choice != nullptr)
        return {m_choice->currentText()};
    if (m_list != nullptr)
        return linesOfText(m_list->toPlainText());
    const QString text = m_text->text().trimmed();
    return text.isEmpty() ? QStringList() : QStringList{text};
}

void SettingField::setValues(const QStringList &values)
{
    const QString last = values.isEmpty() ? QString() : values.last();
    if (m_switch != nullptr)
        m_switch->setChecked(last == QLatin1String("true"));
    else if (m_choice != nullptr)
        m_choice->setCurrentText(last);
    else if (m_list != nullptr)
        m_list->setPlainText(values.join(QLatin1Char('\n')));
    else
        m_text->setText(last);
}

bool SettingField::isChanged() const
{
    return isChangeable() && (m_isStandard || values() != m_before);
}

std::optional<QStringList> SettingField::change() const
{
    const QStringList now = values();
    return m_isStandard || now.isEmpty() ? std::nullopt : std::optional(now);
}

void SettingField::onEdited()
{
    m_isStandard = false;
    m_reset->setEnabled(true);
    Q_EMIT edited();
}

// An empty line holds the place of a default that is no value, like the platform's data folder.
void SettingField::takeStandard()
{
    const bool isValue = m_switch != nullptr || m_choice != nullptr;
    setValues(isValue ? QStringList{m_item.standard} : QStringList());
    m_isStandard = true;
    m_reset->setEnabled(false);
    Q_EMIT edited();
}

} // namespace lpm::gui
