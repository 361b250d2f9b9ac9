// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/heap.h"

#include <cstdlib> // tells whether this is glibc

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace lpm::app {

#ifdef __GLIBC__

// glibc begins with these values, but raises them to 32 MB and more with the first large block that
// is freed. Setting them is what keeps them.
void giveLargeBlocksBackWhenFreed()
{
    constexpr int bytes = 128 * 1024;
    mallopt(M_MMAP_THRESHOLD, bytes);
    mallopt(M_TRIM_THRESHOLD, bytes);
}

void giveFreedMemoryBack()
{
    malloc_trim(0);
}

#else

void giveLargeBlocksBackWhenFreed() {}

void giveFreedMemoryBack() {}

#endif

} // namespace lpm::app
