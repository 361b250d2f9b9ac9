// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/attacheddashboard.h"

#include "gui/theme.h"
#include "gui/windowsettings.h"

#include <QStatusBar>

#include <chrono>
#include <utility>

namespace lpm::gui {

namespace {

constexpr std::chrono::milliseconds AnswerShown{10'000};

} // namespace

AttachedDashboard::AttachedDashboard(RemoteSource &source, const base::Clock &clock,
                                     MainWindowOptions window, TokenReader readToken)
    : m_source(source),
      m_clock(clock),
      m_options(std::move(window)),
      m_readToken(std::move(readToken)),
      m_connecting(std::make_unique<ConnectingWindow>(source))
{
    connect(&source, &RemoteSource::ready, this, &AttachedDashboard::showWindow);
    connect(&source, &DashboardSource::modeChanged, this, &AttachedDashboard::showWindow);
    connect(m_connecting.get(), &ConnectingWindow::tokenAsked, this,
            [this] { askToken(*m_connecting); });
    connect(&source, &RemoteSource::notCompared, this, [this](const QString &sentence) {
        if (m_window)
            m_window->statusBar()->showMessage(sentence, static_cast<int>(AnswerShown.count()));
    });
    auto *theme = new Theme(*m_connecting); // as the dashboard was left
    theme->choose(themeFromKey(WindowSettings(m_options.settingsDirectory).theme()));
    m_connecting->show();
}

AttachedDashboard::~AttachedDashboard() = default;

void AttachedDashboard::showWindow()
{
    if (m_window)
        m_window->save(); // the next one reads it
    auto before =
        std::exchange(m_window, std::make_unique<MainWindow>(m_source, m_clock, m_options));
    m_window->setWindowTitle(tr("%1 · %2").arg(m_window->windowTitle(), m_options.apiAddress));
    connect(m_window.get(), &MainWindow::tokenAsked, this, [this] { askToken(*m_window); });
    // Before the other one goes: the program ends with its last window.
    m_window->appear();
    if (before) {
        before->closeForGood();
        before.release()->deleteLater(); // it may be hearing of this right now
    }
    if (m_connecting)
        m_connecting->hide(); // a strip is no window whose closing another outlives
    m_connecting.reset();
    Q_EMIT shown();
}

void AttachedDashboard::askToken(QWidget &window)
{
    askOtherToken(window, m_readToken,
                  [this](const QByteArray &token) { m_source.useToken(token); });
}

} // namespace lpm::gui
