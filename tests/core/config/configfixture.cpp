// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/config/configfixture.h"

#include <QFile>

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace lpm::config::testing {

namespace {

AddressRules rules()
{
    AddressRules rules;
    rules.check = [](std::string_view text) { return domain::Address::parse(text); };
    rules.fromPrivateKey = [](std::span<char> key) -> base::Result<domain::Address> {
        const bool isGood = std::string_view(key.data(), key.size()) == GoodKey;
        std::fill(key.begin(), key.end(), '\0');
        if (!isGood)
            return base::failure(base::ErrorCode::InvalidArgument, "not a key");
        return domain::Address::parse(KeyHolder);
    };
    return rules;
}

} // namespace

tl::expected<Invocation, EarlyExit> CommandLine::parse(std::vector<std::string> arguments) const
{
    arguments.insert(arguments.begin(), "position-monitor");
    std::vector<const char *> pointers;
    for (const std::string &argument : arguments)
        pointers.push_back(argument.c_str());
    const Surroundings surroundings{environment, directory.path().toStdString(),
                                    "/home/trader/.local/share/position-monitor",
                                    defaultConfigFile};
    return config::parse(static_cast<int>(pointers.size()), pointers.data(), surroundings,
                         rules());
}

Settings CommandLine::settings(std::vector<std::string> arguments) const
{
    const auto parsed = parse(std::move(arguments));
    if (!parsed)
        throw std::runtime_error(parsed.error().message);
    return parsed->settings;
}

EarlyExit CommandLine::refusal(std::vector<std::string> arguments) const
{
    const auto parsed = parse(std::move(arguments));
    if (parsed)
        throw std::runtime_error("was not refused");
    return parsed.error();
}

std::string CommandLine::path(const std::string &name) const
{
    return directory.path().toStdString() + "/" + name;
}

std::string CommandLine::file(const std::string &name, const std::string &text,
                              bool isPrivate) const
{
    const std::string where = path(name);
    std::ofstream(where, std::ios::binary | std::ios::trunc) << text;
    const auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QFile::setPermissions(QString::fromStdString(where),
                          isPrivate ? owner : owner | QFileDevice::ReadOther);
    return where;
}

} // namespace lpm::config::testing
