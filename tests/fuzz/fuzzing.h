// SPDX-License-Identifier: GPL-3.0-or-later
// What every fuzzer shares: how it says that a rule is broken, and how it takes values off its
// input. A fuzzer is one function, LLVMFuzzerTestOneInput; libFuzzer calls it with inputs of its
// own making, replaymain.cpp with those of tests/fuzz/corpus.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace lpm::fuzz {

// Ends the program with the sentence when it does not hold: libFuzzer keeps the input then.
void require(bool holds, std::string_view sentence);

bool isUtf8(std::string_view text);

// An input as a row of values. At its end it gives zeros, so that every input means something.
class Bytes
{
public:
    Bytes(const std::uint8_t *data, std::size_t size)
        : m_rest(reinterpret_cast<const char *>(data), size)
    {
    }

    bool isEmpty() const { return m_rest.empty(); }
    std::uint8_t byte();
    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : byte() % bound; } // bound ≤ 256
    std::uint64_t number(int bytes); // little end first
    std::string_view text(std::size_t most);
    std::string_view rest();

private:
    std::string_view m_rest;
};

} // namespace lpm::fuzz
