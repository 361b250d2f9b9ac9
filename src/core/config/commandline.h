// SPDX-License-Identifier: GPL-3.0-or-later
// From what the user typed and set to checked Settings: flag > environment > .env > config file >
// default (design: section 6). Touches no global state: all it reads is handed in.
#pragma once

#include "core/config/settings.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lpm::config {

// What only the exchange's own parts know of addresses; given by the application.
struct AddressRules
{
    std::function<base::Result<domain::Address>(std::string_view text)> check;
    // The characters of the key are zero on return.
    std::function<base::Result<domain::Address>(std::span<char> key)> fromPrivateKey;
};

struct Surroundings
{
    std::map<std::string, std::string> environment; // of the names that settings have
    std::string workingDirectory;  // absolute; .env and relative paths are looked up there
    std::string dataHome;          // default of --data-dir, absolute
    std::string defaultConfigFile; // read if it exists; "" for none
    std::optional<std::string> configText{}; // read instead of the config file: a change is tried
};

// Takes the variables that settings know. The private key is wiped from the process's environment.
Surroundings surroundingsOfThisProcess();

// A private key in the surroundings is wiped when this returns, used or not.
tl::expected<Invocation, EarlyExit> parse(int argc, const char *const *argv,
                                          Surroundings surroundings, const AddressRules &rules);

} // namespace lpm::config
