// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the heap as small as what is in it. A first start reads up to 10,000 fills an account; by
// its defaults glibc would hold on to that room, tens of megabytes, for the rest of the run.
// Elsewhere these do nothing.
#pragma once

namespace lpm::app {

void giveLargeBlocksBackWhenFreed(); // before anything large is allocated
void giveFreedMemoryBack();          // takes milliseconds: once the first reading is done

} // namespace lpm::app
