// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is told and asked where a start, or a change of settings, does not carry. GUI thread,
// under a QApplication; no window of the program needs to be there.
#pragma once

#include "app/settingsfile.h"

#include <QString>

#include <optional>
#include <string>

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

// A reason begins small, as the end of a line in a terminal would.
QString asSentence(QString reason);

// Its owner is who shows it; it goes when it is closed.
QMessageBox *refusedBox(const std::string &text, QWidget *parent);

// The program ends without a window: who started it from an icon sees no terminal. Returns when it
// was read. Shows nothing on a platform without a screen.
void tellRefusal(const std::string &sentence);

// Asks whether to start without the config file that refuses the start, and keeps it aside if so.
bool goesOnWithoutFile(const std::string &path, const std::string &refusal);

// The changed settings do not carry a run: the change is taken out of the file, unless somebody
// else wrote there since. What is to be said of it in the window that comes.
std::string putBack(const std::string &path, const std::optional<KeptChange> &change,
                    const std::string &refusal);

} // namespace lpm::app
