// SPDX-License-Identifier: GPL-3.0-or-later
// A file of lines, each with the hash of the line before and its own: one write for each.
#pragma once

#include "beast/book.h"

#include <cstdint>
#include <string>

namespace beastpeer {

class Audit
{
public:
    explicit Audit(const std::string &path);
    ~Audit();
    Audit(const Audit &) = delete;
    Audit &operator=(const Audit &) = delete;

    void fill(const Account &account, const Position &after, const Fill &fill);
    void price(const Account &account, const Position &position, std::int64_t now);

private:
    void append(std::string body); // an object without its closing brace

    int m_file = -1;
    std::uint64_t m_seq = 0;
    std::string m_previous = std::string(64, '0');
};

} // namespace beastpeer
