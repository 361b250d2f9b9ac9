// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers between two starts, in window.ini of a given directory. A file that
// cannot be read is kept aside as window.ini.broken, and defaults are used.
#pragma once

#include <QByteArray>
#include <QPoint>
#include <QString>
#include <QStringList>

#include <optional>

namespace lpm::gui {

struct WindowState
{
    QByteArray geometry;
    QByteArray docks;
    QStringList positionsColumns; // by key, see views/columnlayout.h
    QByteArray positionsHeader;   // as versions without keys saved it; read, not written
    QByteArray fillsHeader;
    QString theme;
    QString grouping; // none, account, dex
    QString account;  // address in full, "" for all
    bool isSortFrozen = false;
    bool isFitted = true;           // the columns of the positions follow the window's width
    std::optional<bool> isFlashing; // nullopt: as the desktop wishes
    bool areAmountsHidden = false;  // a start does not show what was hidden
    bool isRedUp = false;
    std::optional<QPoint> stripPlace; // of the compact strip, on the screen
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
