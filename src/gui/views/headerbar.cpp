// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/headerbar.h"

#include "gui/filter/filterparser.h"
#include "gui/format/inerttext.h"
#include "gui/limits.h"
#include "gui/models/positionsmodel.h"
#include "gui/views/elidedlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace lpm::gui {

namespace {

constexpr int FilterWidth = 300;
constexpr int LeastFilterWidth = 150;
constexpr int LeastMessageWidth = 90; // the feeds' ages give way to it

} // namespace

HeaderBar::HeaderBar(const Theme &theme, std::vector<domain::WatchedAccount> accounts,
                     QWidget *parent)
    : QWidget(parent),
      m_accounts(std::move(accounts)),
      m_selector(new QComboBox(this)),
      m_filter(new QLineEdit(this)),
      m_filterSays(new ElidedLabel(this)),
      m_freeze(new QToolButton(this)),
      m_reconcile(new QToolButton(this)),
      m_feeds(new FeedStrip(theme, m_accounts, this))
{
    m_selector->setAccessibleName(tr("Account shown"));
    fillSelector();
    m_selector->setSizeAdjustPolicy(QComboBox::AdjustToContents);

    buildFilter();
    m_freeze->setText(tr("Freeze order"));
    m_freeze->setCheckable(true);
    m_freeze->setToolTip(tr("Keep the rows where they are while the numbers change"));
    m_reconcile->setText(tr("Compare now"));
    m_reconcile->setToolTip(tr("Compare every position with the exchange now"));
    for (QToolButton *button : {m_freeze, m_reconcile}) {
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(button->text());
    }

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_selector);
    row->addWidget(m_filter, 1);
    row->addWidget(m_freeze);
    row->addWidget(m_filterSays, 1);
    row->addWidget(m_feeds);
    row->addWidget(m_reconcile);
    connect(m_selector, &QComboBox::currentIndexChanged, this, &HeaderBar::accountChosen);
    connect(m_selector, &QComboBox::activated, this, [this] { m_wanted.clear(); });
}

void HeaderBar::buildFilter()
{
    m_filter->setPlaceholderText(tr("Filter: btc, side:long, upnl<-100"));
    m_filter->setAccessibleName(tr("Filter of the positions"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMinimumWidth(LeastFilterWidth);
    m_filter->setMaximumWidth(FilterWidth);
    m_filter->setMaxLength(limits::FilterLength);
    m_filterSays->setObjectName(QStringLiteral("filterMessage"));
    m_filterSays->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_filterSays->setAccessibleName(tr("What is wrong with the filter"));
    showFilterMessage({});
}

// The box says it too: beside it there may be no room.
void HeaderBar::showFilterMessage(const QString &message)
{
    const QString help = filterHelp();
    m_filter->setToolTip(
        inertToolTip(message.isEmpty() ? help : message + QStringLiteral("\n\n") + help));
    m_filter->setAccessibleDescription(message.isEmpty() ? help : message);
    if (m_filter->property("isWrong").toBool() == message.isEmpty()) {
        m_filter->setProperty("isWrong", !message.isEmpty()); // the style sheet colours its edge
        m_filter->style()->unpolish(m_filter);
        m_filter->style()->polish(m_filter);
    }
    m_filterSays->setToolTip(inertToolTip(message));
    m_filterSays->setMinimumWidth(message.isEmpty() ? 0 : LeastMessageWidth);
    m_filterSays->setLine(message);
}

QString HeaderBar::filterMessage() const { return m_filterSays->line(); }

void HeaderBar::fillSelector()
{
    if (m_accounts.size() > 1)
        m_selector->addItem(tr("All accounts"), QString());
    for (const domain::WatchedAccount &account : m_accounts) {
        m_selector->addItem(accountName(account.address, account.label),
                            QString::fromStdString(account.address.text()));
    }
    m_selector->setEnabled(m_accounts.size() > 1);
}

void HeaderBar::setAccounts(std::vector<domain::WatchedAccount> accounts)
{
    const QString chosen = m_selector->currentData().toString();
    const int place = m_selector->currentIndex();
    const bool isSameList = accounts.size() == m_accounts.size();
    {
        const QSignalBlocker silent(m_selector);
        m_accounts = std::move(accounts);
        m_feeds->setAccounts(m_accounts);
        m_selector->clear();
        fillSelector();
        int index = m_wanted.isEmpty() ? -1 : m_selector->findData(m_wanted);
        if (index < 0)
            index = m_selector->findData(chosen);
        if (index < 0 && isSameList)
            index = place;
        m_selector->setCurrentIndex(std::max(index, 0));
    }
    Q_EMIT accountChosen();
}

std::optional<domain::Address> HeaderBar::account() const
{
    const auto address = domain::Address::parse(m_selector->currentData().toString().toStdString());
    return address ? std::optional(*address) : std::nullopt;
}

QString HeaderBar::accountTitle() const { return m_selector->currentText(); }

void HeaderBar::selectAccount(const QString &address)
{
    const int index = m_selector->findData(address);
    m_wanted = index < 0 ? address : QString();
    if (index >= 0)
        m_selector->setCurrentIndex(index);
}

} // namespace lpm::gui
