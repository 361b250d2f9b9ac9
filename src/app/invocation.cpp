// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/invocation.h"

#include "core/config/commandline.h"
#include "core/exchange/hyperliquid/address.h"

namespace lpm::app {

namespace hl = exchange::hyperliquid;

tl::expected<config::Invocation, config::EarlyExit>
readInvocation(const Arguments &arguments, std::optional<std::string> configText)
{
    config::Surroundings surroundings = config::surroundingsOfThisProcess();
    surroundings.configText = std::move(configText);
    return config::parse(arguments.count, arguments.values, std::move(surroundings),
                         {hl::checkedAddress, hl::addressFromPrivateKey});
}

} // namespace lpm::app
