// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is told and asked where a start, or a change of settings, does not carry. GUI thread,
// under a QApplication; no window of the program needs to be there.
#pragma once

#include "app/settingsfile.h"

#include <QString>

#include <optional>
#include <string>
#include <utility>

class QMessageBox;
class QWidget;

namespace lpm::app {

// A window that closes while no event loop runs would end the next one.
struct NotTheLastWindow
{
    NotTheLastWindow();
    ~NotTheLastWindow();
    NotTheLastWindow(const NotTheLastWindow &) = delete;
    NotTheLastWindow &operator=(const NotTheLastWindow &) = delete;
};

// In the colours that the window of this directory was left with: one that comes before it.
void dressAsKeptIn(const std::string &directory, QWidget &window);

// A reason begins small, as the end of a line in a terminal would.
QString asSentence(QString reason);

// Its owner is who shows it; it goes when it is closed.
QMessageBox *refusedBox(const std::string &text, QWidget *parent);

// The program ends without a window: who started it from an icon sees no terminal. Returns when it
// was read. Shows nothing on a platform without a screen.
void tellRefusal(const std::string &sentence);

// Asks whether to start, with these settings, without the config file that refuses the start.
bool isStartWithoutFileWanted(const config::Settings &without, const std::string &refusal);

// The config file that this start goes without. It is touched when something stands in its place
// only: a window that runs, or a dialog that would write it.
class FileGoneWithout
{
public:
    FileGoneWithout() = default; // there is none
    explicit FileGoneWithout(std::string path) : m_path(std::move(path)) {}

    // Once; an Error leaves it where it is.
    base::Result<void> setAside();

private:
    std::string m_path;
};

// The changed settings do not carry a run: the change is taken out of the file, unless somebody
// else wrote there since. What is to be said of it in the window that comes.
std::string putBack(const std::string &path, const std::optional<KeptChange> &change,
                    const std::string &refusal);

} // namespace lpm::app
