// SPDX-License-Identifier: GPL-3.0-or-later
// Overwrites a secret so that it does not stay in memory; the compiler may not leave it out.
#pragma once

#include <cstddef>
#include <string>

namespace lpm::config {

inline void wipe(char *bytes, std::size_t count)
{
    volatile char *at = bytes;
    for (std::size_t i = 0; i < count; ++i)
        at[i] = 0;
}

inline void wipe(std::string &secret)
{
    secret.resize(secret.capacity());
    wipe(secret.data(), secret.size());
    secret.clear();
}

// Wipes at the end of its scope, whichever way that is left.
class Wiper
{
public:
    explicit Wiper(std::string &secret) : m_secret(secret) {}
    ~Wiper() { wipe(m_secret); }
    Wiper(const Wiper &) = delete;
    Wiper &operator=(const Wiper &) = delete;

private:
    std::string &m_secret;
};

} // namespace lpm::config
