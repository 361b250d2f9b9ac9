// SPDX-License-Identifier: GPL-3.0-or-later
// The whole core in one program, without the window's libraries: that it links is the test. It also
// looks at what the system loaded, where the system tells.
#include <QCoreApplication>
#include <QFile>

#include <cstdio>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray loaded = maps.readAll();
    for (const char *library : {"libQt6Gui", "libQt6Widgets"}) {
        if (loaded.contains(library)) {
            std::printf("the core loads %s\n", library);
            return 1;
        }
    }
    return 0;
}
