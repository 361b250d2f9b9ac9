// SPDX-License-Identifier: GPL-3.0-or-later
// The two ways to run: without a window (the core on the main thread), or with one (the core on a
// thread of its own). Which file provides runWithWindow is chosen by CMake.
#pragma once

#include "app/invocation.h"

#include <string>

namespace lpm::app {

int runHeadless(int argc, char **argv, const config::Settings &settings);
// Runs again, with the settings read anew, as often as the window asks for it.
// With `fileRefusal`, why the config file cannot be used: the settings are those without it, and the
// person is asked first.
int runWithWindow(const Arguments &arguments, config::Settings settings,
                  const std::string &fileRefusal = {});

// A start that is refused, told where a person looks; returns its exit code.
int showRefusal(const Arguments &arguments, const config::EarlyExit &refusal);

// "" if a window can be shown, else why not.
std::string whyNoWindow();

// Prints a sentence to stderr, for people who read a terminal.
void complain(const std::string &sentence);

} // namespace lpm::app
