// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/stage.h"

#include "gui/views/datatable.h"
#include "gui/views/headerbar.h"

#include <QEventLoop>
#include <QLineEdit>
#include <QTimer>
#include <QWindow>

namespace lpm::bench::window {

namespace {

using namespace std::chrono_literals;

constexpr auto ShownPatience = 10s;

gui::MainWindowOptions windowOptions()
{
    gui::MainWindowOptions options;
    options.apiAddress = QStringLiteral("http://127.0.0.1:8000");
    options.version = QStringLiteral("bench");
    return options;
}

} // namespace

void runFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

bool runUntil(const std::function<bool()> &isSo, std::chrono::milliseconds patience)
{
    const auto end = SteadyClock::now() + patience;
    while (!isSo()) {
        if (SteadyClock::now() > end)
            return false;
        runFor(1ms);
    }
    return true;
}

gui::DataTable &tableOf(const gui::MainWindow &window, const char *name)
{
    for (gui::DataTable *table : window.findChildren<gui::DataTable *>()) {
        if (table->accessibleName() == QLatin1String(name))
            return *table;
    }
    qFatal("the window has no such table");
}

Stage::Stage()
    : m_book(Positions, Accounts),
      m_source(m_book.accounts(), m_core),
      m_player(std::make_unique<Player>(m_book, m_source.relay())),
      m_window(m_source, m_clock, windowOptions())
{
    m_core.setObjectName(QStringLiteral("core"));
    m_player->moveToThread(&m_core);
    m_core.start();
    m_window.show();
    positions().sortByColumn(static_cast<int>(gui::PositionColumn::Unrealized),
                             Qt::DescendingOrder);
    filter().setText(QStringLiteral("side:long"));
}

Stage::~Stage()
{
    onCore([this] { m_player.reset(); });
}

QLineEdit &Stage::filter() const { return m_window.findChild<gui::HeaderBar *>()->filter(); }

void Stage::onCore(const std::function<void()> &action)
{
    QMetaObject::invokeMethod(&m_source.relay(), action, Qt::BlockingQueuedConnection);
}

bool Stage::play()
{
    onCore([this] { m_player->begin(); });
    const auto isShown = [this] {
        return m_window.windowHandle()->isExposed() && positions().model()->rowCount() > 0;
    };
    return runUntil(isShown, ShownPatience);
}

void Stage::pause()
{
    onCore([this] { m_player->end(); });
}

Player::Told Stage::told()
{
    Player::Told told;
    onCore([&] { told = m_player->told(); });
    return told;
}

void Stage::tellFills(int count)
{
    onCore([this, count] { m_player->tellFills(count); });
}

} // namespace lpm::bench::window
