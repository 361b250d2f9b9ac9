// SPDX-License-Identifier: GPL-3.0-or-later
// The config file, changed by the program: values are put in, and what people wrote beside them
// (comments, order, other settings) stays as it is.
#pragma once

#include "core/base/result.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lpm::config {

// By the setting's name; nullopt takes it out, so that its default holds again.
using Changes = std::map<std::string, std::optional<std::vector<std::string>>, std::less<>>;

// The text with the changes in it. Pure. An Error where the file cannot be read, where a name is
// no setting's, or where the changed text would not read back as asked: then the file is better
// changed by hand.
base::Result<std::string> withChanges(const std::string &text, const Changes &changes);

// "" where there is no such file yet.
base::Result<std::string> readConfigFile(const std::string &path);

// The name under which it would be set aside now.
std::string asideOf(const std::string &path);

// The file's bytes under a new name beside it, which is returned, and an empty file in its place.
// Nothing that was set aside before is written over. Where there is no file: "".
base::Result<std::string> setConfigFileAside(const std::string &path);

// In one step: a crash leaves the old text or the new one. Makes the folder if it is absent.
base::Result<void> writeConfigFile(const std::string &path, const std::string &text);

} // namespace lpm::config
