// SPDX-License-Identifier: GPL-3.0-or-later
// Unpacks gzip as it is read, with bounded memory.
#pragma once

#include "core/audit/disk.h"

#include <memory>

namespace lpm::audit {

// Corrupt when the bytes are not gzip, or end before gzip's own end.
std::unique_ptr<ByteSource> inflated(std::unique_ptr<ByteSource> packed);

} // namespace lpm::audit
