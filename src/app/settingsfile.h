// SPDX-License-Identifier: GPL-3.0-or-later
// The config file as the window changes it, or goes on without it: what a start would read of it and of another text in
// its place, and what was changed, so that it can be put back. GUI thread.
#pragma once

#include "app/invocation.h"
#include "core/base/result.h"
#include "core/config/configfile.h"
#include "core/config/layers.h"

#include <optional>
#include <string>

namespace lpm::app {

// The config file before the first change of a run, and after the last.
struct KeptChange
{
    std::string before;
    std::string after;
};

// The settings of a start with a window that the config file alone stands in the way of, as they
// are without it. nullopt: it is refused for something else, or nobody sits before it.
std::optional<config::Settings> settingsWithoutFile(const Arguments &arguments,
                                                    const config::EarlyExit &refusal);

// Whether a refused start would have been one of a window, as far as it could be read.
bool isRefusedWindow(const config::EarlyExit &refusal);

class SettingsFile
{
public:
    // The arguments of this run must outlive it. "": there is no place for a file.
    SettingsFile(const Arguments &arguments, std::string path);

    const std::string &path() const { return m_path; }
    base::Result<config::Layer> layer() const;                            // as it is now
    base::Result<std::string> with(const config::Changes &changes) const; // its text, changed
    // As the next start would have them: with the file, or with this text in its place.
    base::Result<config::Settings> next() const;
    base::Result<config::Settings> next(const std::string &text) const;

    base::Result<void> write(const std::string &text);
    const std::optional<KeptChange> &keptChange() const { return m_kept; }

private:
    const Arguments &m_arguments;
    std::string m_path;
    std::optional<KeptChange> m_kept;
};

} // namespace lpm::app
