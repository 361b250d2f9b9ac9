// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/sha256.h"

#include "core/base/check.h"

#include <openssl/evp.h>

#include <memory>

namespace lpm::audit {

namespace {

constexpr std::size_t DigestBytes = 32;

// Finding the algorithm costs more than a line's hash, so each thread does it once.
class Hasher
{
public:
    Hasher()
        : m_algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free),
          m_context(EVP_MD_CTX_new(), &EVP_MD_CTX_free)
    {
        base::ensure(m_algorithm && m_context, "libcrypto has SHA-256");
        base::ensure(EVP_DigestInit_ex2(m_context.get(), m_algorithm.get(), nullptr) == 1,
                     "SHA-256 can be begun");
    }

    std::array<unsigned char, DigestBytes> hash(std::string_view first, std::string_view second)
    {
        std::array<unsigned char, DigestBytes> digest{};
        const bool isDone = EVP_DigestInit_ex2(m_context.get(), nullptr, nullptr) == 1 &&
                            EVP_DigestUpdate(m_context.get(), first.data(), first.size()) == 1 &&
                            EVP_DigestUpdate(m_context.get(), second.data(), second.size()) == 1 &&
                            EVP_DigestFinal_ex(m_context.get(), digest.data(), nullptr) == 1;
        base::ensure(isDone, "SHA-256 of bytes in memory cannot fail");
        return digest;
    }

private:
    std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> m_algorithm;
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> m_context;
};

} // namespace

HexDigest sha256(std::string_view first, std::string_view second)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    thread_local Hasher hasher;
    HexDigest hex{};
    std::size_t at = 0;
    for (const unsigned char byte : hasher.hash(first, second)) {
        hex[at++] = digits[byte >> 4];
        hex[at++] = digits[byte & 0xF];
    }
    return hex;
}

} // namespace lpm::audit
