// SPDX-License-Identifier: GPL-3.0-or-later
// How the window leads to what can be set up: the account to watch, and every other setting.
#include "gui/mainwindow.h"

#include "gui/setup/settingsdialog.h"
#include "gui/setup/watchdialog.h"
#include "gui/source/doubtingsource.h"
#include "gui/views/banner.h"

#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

namespace lpm::gui {

void MainWindow::addSetup(QMenu &file)
{
    if (m_options.setup == nullptr)
        return;
    const bool isDemo = m_source.mode() == domain::RunMode::Demo;
    const QString title = isDemo ? tr("&Watch my account…") : tr("&Watch another account…");
    file.addAction(title, QKeySequence::New, this, &MainWindow::watchAccount);
    file.addAction(tr("&Settings…"), QKeySequence(tr("Ctrl+,")), this,
                   &MainWindow::changeSettings);
    if (!isDemo)
        return;
    m_modeBanner->offer(tr("Watch my account"));
    connect(m_modeBanner, &Banner::offerTaken, this, &MainWindow::watchAccount);
}

// Not modal to the program: prices go on behind it, and nothing waits for it.
void MainWindow::watchAccount()
{
    auto *dialog = new WatchDialog(*m_options.setup, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &MainWindow::runAgain, Qt::QueuedConnection);
    dialog->open();
}

void MainWindow::changeSettings()
{
    auto *dialog = new SettingsDialog(*m_options.setup, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] {
        askRunAgain(tr("The settings are kept. They hold from the next start. Start monitoring "
                       "anew with them now?"));
    });
    dialog->open();
}

void MainWindow::askRunAgain(const QString &sentence)
{
    auto *question = new QMessageBox(QMessageBox::Question, tr("Start anew?"), sentence,
                                     QMessageBox::NoButton, this);
    const QPushButton *now = question->addButton(tr("Start anew"), QMessageBox::AcceptRole);
    question->addButton(tr("Later"), QMessageBox::RejectRole);
    question->setAttribute(Qt::WA_DeleteOnClose);
    connect(now, &QPushButton::clicked, this, &MainWindow::runAgain, Qt::QueuedConnection);
    question->open();
}

void MainWindow::runAgain()
{
    save();
    Q_EMIT runAgainAsked();
}

} // namespace lpm::gui
