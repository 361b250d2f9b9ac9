// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/hyperliquid/address.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <algorithm>
#include <array>
#include <memory>
#include <secp256k1.h>

namespace lpm::exchange::hyperliquid {

namespace {

using base::ErrorCode;
using domain::Address;

constexpr std::size_t KeyBytes = 32;
constexpr std::size_t PointBytes = 65; // 0x04, x, y

// Zeroed through a volatile pointer: a plain loop before the end of a lifetime may be left out.
void wipe(void *data, std::size_t size)
{
    volatile auto *bytes = static_cast<volatile unsigned char *>(data);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = 0;
}

// A secret that does not outlive its scope.
struct SecretKey
{
    std::array<unsigned char, KeyBytes> bytes{};

    SecretKey() = default;
    SecretKey(const SecretKey &) = delete;
    SecretKey &operator=(const SecretKey &) = delete;
    ~SecretKey() { wipe(bytes.data(), bytes.size()); }
};

struct WipeOnReturn
{
    std::span<char> text;

    ~WipeOnReturn() { wipe(text.data(), text.size()); }
};

QByteArray keccak(QByteArrayView bytes)
{
    return QCryptographicHash::hash(bytes.toByteArray(), QCryptographicHash::Keccak_256);
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::span<char> trimmed(std::span<char> text)
{
    const auto isBlank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (!text.empty() && isBlank(text.front()))
        text = text.subspan(1);
    while (!text.empty() && isBlank(text.back()))
        text = text.first(text.size() - 1);
    return text;
}

// false where the text is not 64 hex digits.
bool readKey(std::span<char> text, SecretKey &key)
{
    text = trimmed(text);
    if (text.size() >= 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
        text = text.subspan(2);
    if (text.size() != 2 * KeyBytes)
        return false;
    for (std::size_t i = 0; i < KeyBytes; ++i) {
        const int high = hexValue(text[2 * i]);
        const int low = hexValue(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        key.bytes[i] = static_cast<unsigned char>(high << 4 | low);
    }
    return true;
}

struct DestroyContext
{
    void operator()(secp256k1_context *context) const { secp256k1_context_destroy(context); }
};

// false where the number is not a key of the curve (zero, or beyond its order).
bool pointOf(const SecretKey &key, std::array<unsigned char, PointBytes> &point)
{
    const std::unique_ptr<secp256k1_context, DestroyContext> context(
        secp256k1_context_create(SECP256K1_CONTEXT_SIGN));
    secp256k1_pubkey publicKey;
    if (secp256k1_ec_pubkey_create(context.get(), &publicKey, key.bytes.data()) != 1)
        return false;
    std::size_t size = point.size();
    return secp256k1_ec_pubkey_serialize(context.get(), point.data(), &size, &publicKey,
                                         SECP256K1_EC_UNCOMPRESSED) == 1;
}

bool isOfOneCase(std::string_view digits)
{
    const auto isUpper = [](char c) { return c >= 'A' && c <= 'F'; };
    const auto isLower = [](char c) { return c >= 'a' && c <= 'f'; };
    return std::none_of(digits.begin(), digits.end(), isUpper) ||
           std::none_of(digits.begin(), digits.end(), isLower);
}

} // namespace

std::string checksumText(const Address &address)
{
    std::string text = address.text();
    const QByteArray hash =
        keccak(QByteArrayView(text.data() + 2, static_cast<qsizetype>(text.size() - 2)));
    for (std::size_t i = 2; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(hash[static_cast<qsizetype>(i - 2) / 2]);
        const int nibble = i % 2 == 0 ? byte >> 4 : byte & 0xF;
        if (text[i] >= 'a' && nibble >= 8)
            text[i] = static_cast<char>(text[i] - 'a' + 'A');
    }
    return text;
}

base::Result<Address> checkedAddress(std::string_view text)
{
    auto address = Address::parse(text);
    if (!address || isOfOneCase(text.substr(2)) ||
        text.substr(2) == checksumText(*address).substr(2))
        return address;
    return base::failure(ErrorCode::InvalidArgument,
                         "the address has a wrong checksum (capital letters): a digit is mistyped");
}

base::Result<Address> addressFromPrivateKey(std::span<char> text)
{
    const WipeOnReturn wipeText{text};
    SecretKey key;
    if (!readKey(text, key))
        return base::failure(ErrorCode::InvalidArgument,
                             "a private key is 64 hex digits, with or without 0x in front");
    std::array<unsigned char, PointBytes> point{};
    if (!pointOf(key, point))
        return base::failure(ErrorCode::InvalidArgument,
                             "the private key is not one of the curve secp256k1");
    const QByteArray hash =
        keccak(QByteArrayView(reinterpret_cast<const char *>(point.data()) + 1, PointBytes - 1));
    std::array<std::uint8_t, 20> bytes{};
    std::copy(hash.end() - 20, hash.end(), reinterpret_cast<char *>(bytes.data()));
    return Address::fromBytes(bytes);
}

} // namespace lpm::exchange::hyperliquid
