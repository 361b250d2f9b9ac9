// SPDX-License-Identifier: GPL-3.0-or-later
// The line above the summary: which account is shown, a filter, the frozen order, the feeds.
#pragma once

#include "core/domain/account.h"
#include "gui/views/feedstrip.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace lpm::gui {

class ElidedLabel;

class HeaderBar : public QWidget
{
    Q_OBJECT
public:
    HeaderBar(const Theme &theme, std::vector<domain::WatchedAccount> accounts,
              QWidget *parent = nullptr);

    FeedStrip &feeds() { return *m_feeds; }
    QLineEdit &filter() { return *m_filter; }
    // What is wrong with the filter, beside it; "" when nothing is.
    void showFilterMessage(const QString &message);
    QString filterMessage() const;
    QToolButton &freeze() { return *m_freeze; }
    QToolButton &reconcile() { return *m_reconcile; }

    std::optional<domain::Address> account() const; // nullopt: all
    QString accountTitle() const;                   // as the list names it
    // "" or not watched: the first choice, until setAccounts brings it.
    void selectAccount(const QString &address);
    // The choice stays where it can: the same account, else the same place.
    void setAccounts(std::vector<domain::WatchedAccount> accounts);

Q_SIGNALS:
    void accountChosen();

private:
    void fillSelector();
    void buildFilter();

    std::vector<domain::WatchedAccount> m_accounts;
    QComboBox *m_selector;
    QLineEdit *m_filter;
    ElidedLabel *m_filterSays;
    QToolButton *m_freeze;
    QToolButton *m_reconcile;
    FeedStrip *m_feeds;
    QString m_wanted; // asked for, but not watched so far
};

} // namespace lpm::gui
