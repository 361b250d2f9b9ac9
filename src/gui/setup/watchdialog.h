// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for the account to watch: an address, a name for it, and the network. What is typed is
// checked at once, and the exchange is asked what it knows of it. GUI thread.
#pragma once

#include "gui/setup/setup.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace lpm::gui {

class WatchDialog : public QDialog
{
    Q_OBJECT
public:
    // The setup must outlive the dialog. It is accepted once the account is stored.
    explicit WatchDialog(Setup &setup, QWidget *parent = nullptr);
    ~WatchDialog() override;

    QString sentence() const; // what is said of the address

private:
    void build();
    void onEdited();
    void askExchange();
    void onStanding(const AccountStanding &standing);
    void watch();
    void say(const QString &sentence, bool isWrong);
    bool isTestnet() const;
    QString address() const;

    Setup &m_setup;
    QLineEdit *m_address;
    QLineEdit *m_label;
    QComboBox *m_network;
    QLabel *m_sentence;
    QPushButton *m_watch = nullptr;
    QTimer m_pause; // of typing, before the exchange is asked
};

} // namespace lpm::gui
