// SPDX-License-Identifier: GPL-3.0-or-later
// A command line with its surroundings, and the addresses' rules of an imaginary exchange.
#pragma once

#include "core/config/commandline.h"

#include <QTemporaryDir>

#include <string>
#include <vector>

namespace lpm::config::testing {

inline constexpr const char *Alice = "0xaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
inline constexpr const char *Bob = "0xbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
inline constexpr const char *KeyHolder = "0xcccccccccccccccccccccccccccccccccccccccc";
// Good is a key of 64 digits; the rules below derive KeyHolder from it and from nothing else.
inline constexpr const char *GoodKey
    = "0x5ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2e75ec2";

struct CommandLine
{
    QTemporaryDir directory;
    std::map<std::string, std::string> environment;
    std::string defaultConfigFile;

    tl::expected<Invocation, EarlyExit> parse(std::vector<std::string> arguments) const;
    // The settings, or fails the test's expectation by an exception.
    Settings settings(std::vector<std::string> arguments) const;
    EarlyExit refusal(std::vector<std::string> arguments) const;

    std::string path(const std::string &name) const;
    // mode 0600 unless said otherwise
    std::string file(const std::string &name, const std::string &text, bool isPrivate = true) const;
};

} // namespace lpm::config::testing
