// SPDX-License-Identifier: GPL-3.0-or-later
// What the window remembers between two starts, in window.ini of a given directory. A file that
// cannot be read is kept aside as window.ini.broken, and defaults are used. Of one whose panels
// another version arranged all but their places is used; it is kept as window.ini.old.
#pragma once

#include <QByteArray>
#include <QPoint>
#include <QString>
#include <QStringList>

#include <optional>

namespace lpm::gui {

// What stands where; an empty part changes nothing.
struct Arrangement
{
    QByteArray geometry;
    QByteArray docks;
    QStringList positionsColumns; // by key, see views/columnlayout.h
    QByteArray fillsHeader;
    QString grouping;                 // none, account, dex
    bool isFitted = true;             // the columns of the positions follow the window's width
    std::optional<QPoint> stripPlace; // of the compact strip, on the screen
    int accounts = 1; // so many there were: of one nobody had to say whose a row is

    bool isOfSeveral() const { return accounts > 1; }
};

struct WindowState : Arrangement
{
    QByteArray positionsHeader; // as versions without keys saved it; read, not written
    QString theme;
    QString language; // by key, see language/language.h
    QString timeZone; // likewise, see format/shownzone.h
    QString account; // address in full, "" for all
    QString filter;  // as it was typed
    QString curve;    // of the equity's panel: equity, pnl
    QString logLevel; // the least that the log's panel shows: debug, info, warning, error
    bool isSortFrozen = false;
    std::optional<bool> isFlashing; // nullopt: as the desktop wishes
    bool areAmountsHidden = false;  // a start does not show what was hidden
    bool isRedUp = false;
    bool isStripOpen = false;  // in the window's place
    bool isKeptInTray = false; // when it is closed
    bool wasTrayTold = false;  // that it is kept there
    QStringList noticesOff;    // kinds by key, see shell/notices.h
    bool isNoticeHeard = true; // with a sound
};

class WindowSettings
{
public:
    // "" remembers nothing.
    explicit WindowSettings(QString directory) : m_directory(std::move(directory)) {}

    // nullopt: nothing was saved, or it was unreadable. keptAside is told where a file is kept of
    // which not all can be used.
    std::optional<WindowState> load(QString *keptAside = nullptr) const;
    bool save(const WindowState &state) const; // whether it is on disk
    QString language() const; // by key, before there is a window; "" where nothing can be read
    QString timeZone() const; // likewise
    QString theme() const;
    QString fileName() const;

private:
    QString word(const QString &key) const; // of one that is written without quotes or escapes

    QString m_directory;
};

} // namespace lpm::gui
