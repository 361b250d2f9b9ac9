// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers between two starts, in window.ini of a given directory. A file that
// cannot be read is kept aside as window.ini.broken, and defaults are used.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace lpm::gui {

struct WindowState
{
    QByteArray geometry;
    QByteArray docks;
    QByteArray positionsHeader;
    QByteArray fillsHeader;
    QString theme;
    QString account; // address in full, "" for all
    bool isSortFrozen = false;
    bool isFitted = true; // the columns of the positions follow the window's width
};

class WindowSettings
{
public:
    // "" remembers nothing.
    explicit WindowSettings(QString directory) : m_directory(std::move(directory)) {}

    std::optional<WindowState> load() const;   // nullopt: nothing was saved, or it was unreadable
    bool save(const WindowState &state) const; // whether it is on disk
    QString fileName() const;

private:
    QString m_directory;
};

} // namespace lpm::gui
