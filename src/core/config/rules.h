// SPDX-License-Identifier: GPL-3.0-or-later
// What settings must be together: live or demo, accounts, addresses, who may reach the API.
#pragma once

#include "core/config/commandline.h"
#include "core/config/settingrows.h"

#include <string>

namespace lpm::config {

struct Circumstances
{
    Command command = Command::Run;
    bool isDemoFlag = false;      // --demo
    bool isLiveFlag = false;      // --live
    std::string privateKey;       // "" for none; wiped by applyRules
    std::string workingDirectory; // relative paths begin there
    std::string dataHome;
};

// Completes the draft's settings, or says in one sentence what is wrong with them.
tl::expected<Settings, EarlyExit> applyRules(Draft draft, Circumstances &circumstances,
                                             const AddressRules &addresses);

} // namespace lpm::config
