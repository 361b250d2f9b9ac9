// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/xhand.h"

#include "window/stage.h"

#include "gui/views/datatable.h"

#include <QGuiApplication>
#include <QInputEvent>
#include <QLineEdit>
#include <QStandardPaths>

namespace lpm::bench::window {

namespace {

constexpr double Wrap = 4294967296.0; // X counts milliseconds in 32 bits

QString at(const QWidget &widget, double down)
{
    const QPoint on = widget.mapToGlobal(
        QPoint(widget.width() / 2, static_cast<int>(widget.height() * down)));
    return QStringLiteral("%1 %2").arg(on.x()).arg(on.y());
}

QString keys(const char *name, int count)
{
    QString line = QStringLiteral("key --delay 10");
    for (int i = 0; i < count; ++i)
        line += QLatin1Char(' ') + QLatin1String(name);
    return line;
}

QStringList roundIn(Stage &stage)
{
    const QWidget &rows = *stage.positions().viewport();
    QStringList lines{
        QStringLiteral("mousemove ") + at(stage.filter(), 0.5),
        QStringLiteral("click 1"),
        QStringLiteral("key --delay 10 End space c o i n colon C O I N 1"),
        keys("BackSpace", 11),
        QStringLiteral("mousemove ") + at(rows, 0.3),
        QStringLiteral("click 1"),
        keys("Down", 10),
        keys("Next", 5),
        keys("Prior", 5),
        QStringLiteral("click --repeat 15 --delay 10 5"),
        QStringLiteral("click --repeat 15 --delay 10 4"),
    };
    for (int i = 0; i < 20; ++i)
        lines << QStringLiteral("mousemove ") + at(rows, (i + 0.5) / 20)
              << QStringLiteral("sleep 0.01");
    return lines;
}

} // namespace

bool XHand::isThere()
{
    return QGuiApplication::platformName() == QLatin1String("xcb") &&
           !QStandardPaths::findExecutable(QStringLiteral("xdotool")).isEmpty();
}

XHand::XHand(Stage &stage, int rounds)
{
    QString script;
    const QString round = roundIn(stage).join(QLatin1Char('\n')) + QLatin1Char('\n');
    for (int i = 0; i < rounds; ++i)
        script += round;
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.start(QStringLiteral("xdotool"), {QStringLiteral("-")});
    m_process.write(script.toUtf8());
    m_process.closeWriteChannel();
}

XHand::~XHand()
{
    m_process.kill();
    m_process.waitForFinished();
}

double XHand::ageOf(const QInputEvent &event)
{
    if (!event.spontaneous())
        return -1;
    const double now =
        std::chrono::duration<double, std::milli>(SteadyClock::now().time_since_epoch()).count();
    double age = now - static_cast<double>(event.timestamp());
    while (age < 0)
        age += Wrap;
    while (age >= Wrap / 2)
        age -= Wrap;
    return age;
}

} // namespace lpm::bench::window
