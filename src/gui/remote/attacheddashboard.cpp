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
                                     MainWindowOptions window)
    : m_source(source),
      m_clock(clock),
      m_options(std::move(window)),
      m_connecting(std::make_unique<ConnectingWindow>(source))
{
    connect(&source, &RemoteSource::ready, this, &AttachedDashboard::showWindow);
    connect(&source, &DashboardSource::modeChanged, this, &AttachedDashboard::showWindow);
    connect(&source, &DashboardSource::connectionChanged, this, &AttachedDashboard::showConnection);
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
        m_window->keep(); // the next one reads it
    auto before =
        std::exchange(m_window, std::make_unique<MainWindow>(m_source, m_clock, m_options));
    m_window->setWindowTitle(tr("%1 · %2").arg(m_window->windowTitle(), m_options.apiAddress));
    // Others speak in the status line too, for a while.
    connect(m_window->statusBar(), &QStatusBar::messageChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            showConnection();
    });
    // Before the other one goes: the program ends with its last window.
    m_window->show();
    if (before) {
        before->closeForGood();
        before.release()->deleteLater(); // it may be hearing of this right now
    }
    m_connecting.reset();
    Q_EMIT shown();
}

void AttachedDashboard::showConnection()
{
    if (!m_window)
        return;
    QStatusBar &line = *m_window->statusBar();
    if (!m_source.lostSentence().isEmpty())
        line.showMessage(m_source.lostSentence());
    else if (!line.currentMessage().isEmpty())
        line.clearMessage();
}

} // namespace lpm::gui
