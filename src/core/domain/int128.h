// SPDX-License-Identifier: GPL-3.0-or-later
// A 128-bit signed integer: the compiler's where it has one, Boost's otherwise (MSVC).
#pragma once

#include <cstdint>

#ifdef __SIZEOF_INT128__
namespace lpm::domain {
__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;
} // namespace lpm::domain
#else
#include <boost/multiprecision/cpp_int.hpp>
namespace lpm::domain {
using Int128 = boost::multiprecision::int128_t;
using UInt128 = boost::multiprecision::uint128_t;
} // namespace lpm::domain
#endif
