// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/loggable.h"

#include "core/domain/address.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace lpm::app {

namespace {

constexpr std::size_t AddressCharacters = 42;

bool isHex(char c) { return std::isxdigit(static_cast<unsigned char>(c)) != 0; }

// Whether an address begins here, and nothing longer: a hash stays whole.
bool beginsAddress(std::string_view text)
{
    if (!text.starts_with("0x") || text.size() < AddressCharacters)
        return false;
    const std::string_view digits = text.substr(2, AddressCharacters - 2);
    return std::all_of(digits.begin(), digits.end(), isHex) &&
           (text.size() == AddressCharacters || !isHex(text[AddressCharacters]));
}

// How many bytes of a character that must not stand in a line begin here: ASCII's and Latin-1's
// controls, Unicode's ends of lines and turns of direction.
std::size_t unfitBytes(std::string_view text)
{
    const auto at = [text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
    };
    const auto isIn = [&](std::size_t i, unsigned low, unsigned high) {
        return at(i) >= low && at(i) <= high;
    };
    if (at(0) < 0x20 || at(0) == 0x7f)
        return 1;
    if (at(0) == 0xc2 && isIn(1, 0x80, 0x9f))
        return 2;
    const bool isTurn = at(0) == 0xe2 && ((at(1) == 0x80 && (isIn(2, 0xa8, 0xae) || isIn(2, 0x8e, 0x8f))) ||
                                          (at(1) == 0x81 && isIn(2, 0xa6, 0xa9)));
    return isTurn ? 3 : 0;
}

void appendEscaped(std::string &line, std::string_view bytes)
{
    constexpr std::string_view hex = "0123456789abcdef";
    for (const char byte : bytes) {
        line += "\\x";
        line += hex[static_cast<unsigned char>(byte) >> 4];
        line += hex[static_cast<unsigned char>(byte) & 15];
    }
}

} // namespace

std::string loggable(const std::string &message, bool withAddresses)
{
    std::string line;
    line.reserve(message.size());
    for (std::string_view rest = message; !rest.empty();) {
        if (!withAddresses && beginsAddress(rest)) {
            const auto address = domain::Address::parse(rest.substr(0, AddressCharacters));
            line += address ? address->shortText() : std::string("0x…");
            rest.remove_prefix(AddressCharacters);
            continue;
        }
        const std::size_t unfit = unfitBytes(rest);
        if (unfit == 0)
            line += rest.front();
        else
            appendEscaped(line, rest.substr(0, unfit));
        rest.remove_prefix(std::max<std::size_t>(unfit, 1));
    }
    return line;
}

} // namespace lpm::app
