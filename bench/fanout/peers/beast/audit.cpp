// SPDX-License-Identifier: GPL-3.0-or-later
#include "beast/audit.h"

#include "beast/message.h"

#include <fcntl.h>
#include <openssl/sha.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace beastpeer {

namespace {

std::string sha256(const std::string &text)
{
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char *>(text.data()), text.size(), digest.data());
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    for (const unsigned char byte : digest) {
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

} // namespace

Audit::Audit(const std::string &path)
    : m_file(::open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600))
{
    if (m_file < 0) {
        std::perror("fanout_beast: the audit file");
        std::exit(1);
    }
}

Audit::~Audit() { ::close(m_file); }

void Audit::append(std::string body)
{
    std::string line =
        "{\"seq\":" + std::to_string(++m_seq) + ',' + body + ",\"prev\":\"" + m_previous + "\"}";
    m_previous = sha256(line);
    line.pop_back();
    line += ",\"hash\":\"" + m_previous + "\"}\n";
    if (::write(m_file, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
        std::perror("fanout_beast: the audit file");
        std::exit(1);
    }
}

void Audit::fill(const Account &account, const Position &after, const Fill &fill)
{
    append("\"timestamp\":\"" + timeText(fill.time) + "\",\"type\":\"fill\",\"symbol\":\"" +
           fill.coin + "-USD\",\"side\":\"" + (fill.side == "B" ? "buy" : "sell") +
           "\",\"quantity\":\"" + numberText(fill.size) + "\",\"price\":\"" +
           numberText(fill.price) + "\",\"account\":\"" + account.address + "\",\"coin\":\"" +
           fill.coin + "\",\"time\":" + std::to_string(fill.time) +
           ",\"tid\":" + std::to_string(fill.tradeId) + ",\"oid\":" + std::to_string(fill.orderId) +
           ",\"fee\":\"" + numberText(fill.fee) + "\",\"closed_pnl\":\"" +
           numberText(fill.closedPnl) + "\",\"before\":\"" +
           numberText(after.size - fill.signedSize()) + "\",\"after\":\"" + numberText(after.size) +
           '"');
}

void Audit::price(const Account &account, const Position &position, std::int64_t now)
{
    append("\"timestamp\":\"" + timeText(now) +
           "\",\"type\":\"position_change\",\"event\":\"price_update\",\"symbol\":\"" +
           position.coin + "-USD\",\"account\":\"" + account.address + "\",\"quantity\":\"" +
           numberText(position.size) + "\",\"price\":\"" + numberText(position.mark) + '"');
}

} // namespace beastpeer
