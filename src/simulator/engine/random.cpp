// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/engine/random.h"

#include "core/base/check.h"

#include <bit>

namespace lpm::simulator {

namespace {

// splitmix64: spreads a small seed over the 256 bits of state.
std::uint64_t splitMix(std::uint64_t &state)
{
    state += 0x9E37'79B9'7F4A'7C15ULL;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EBULL;
    return z ^ (z >> 31);
}

} // namespace

Random::Random(std::uint64_t seed) : m_seed(seed)
{
    for (std::uint64_t &word : m_state)
        word = splitMix(seed);
}

Random Random::fork(std::string_view purpose) const
{
    std::uint64_t mixed = m_seed ^ 0xCBF2'9CE4'8422'2325ULL; // FNV-1a over the purpose
    for (const char c : purpose) {
        mixed ^= static_cast<unsigned char>(c);
        mixed *= 0x0000'0100'0000'01B3ULL;
    }
    return Random(mixed);
}

// xoshiro256**
std::uint64_t Random::next()
{
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t shifted = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

std::int64_t Random::below(std::int64_t bound)
{
    base::ensure(bound >= 1, "a random number has room");
    // The bias of a remainder is far below what a simulated market could show.
    return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
}

std::int64_t Random::between(std::int64_t low, std::int64_t high)
{
    return low + below(high - low + 1);
}

bool Random::chance(int perMille) { return below(1000) < perMille; }

std::int64_t Random::around0(std::int64_t spread)
{
    std::int64_t sum = 0;
    for (int i = 0; i < 4; ++i)
        sum += between(-spread, spread);
    return sum;
}

std::string Random::hex(int digits)
{
    static constexpr char alphabet[] = "0123456789abcdef";
    std::string text;
    text.reserve(static_cast<std::size_t>(digits));
    std::uint64_t word = 0;
    for (int i = 0; i < digits; ++i) {
        if (i % 16 == 0)
            word = next();
        text += alphabet[word & 0xF];
        word >>= 4;
    }
    return text;
}

} // namespace lpm::simulator
