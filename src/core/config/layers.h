// SPDX-License-Identifier: GPL-3.0-or-later
// Values as they were written down, by where: flags, environment, .env, config file.
#pragma once

#include "core/config/settings.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace lpm::config {

struct Given
{
    std::vector<std::string> values; // at least one
    std::string origin; // flag | environment LOG_DIR | .env | config file PATH
    std::string title;  // as a sentence names it: --log-dir | LOG_DIR (environment) …
    bool isFlag = false;
};

using Layer = std::map<std::string, Given, std::less<>>; // by the setting's name

// The rows' environment names in `variables` as a layer; an empty value counts as not set.
// `where` is "environment" or the .env file's name.
Layer environmentLayer(const std::map<std::string, std::string> &variables, std::string_view where);

// The keys are the settings' names, - or _ between words. Unknown keys are an Error.
base::Result<Layer> configFileLayer(const std::string &text, const std::string &path);

// Puts a `listen` into the layer as the `host` and `port` it stands for.
tl::expected<void, EarlyExit> splitListenIn(Layer &layer);

// The error of a value, as the program says it: exit code 2 for a flag, else 78. A long value is
// not echoed: it may be a secret in the wrong place.
EarlyExit badValue(const Given &given, const base::Error &error);

} // namespace lpm::config
