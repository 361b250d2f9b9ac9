// SPDX-License-Identifier: GPL-3.0-or-later
// The log: Qt's categories into LOG_DIR/position-monitor.log (rotated, written by a thread of its
// own) and to stderr. Installed once for the life of the process.
#pragma once

#include "app/exitcodes.h"
#include "core/base/loglevel.h"
#include "core/base/timestamp.h"

#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace lpm::app {

// Is told each line as it is written, on the log's own thread: those who log wait for none.
using LogHearer
    = std::function<void(base::Timestamp time, base::LogLevel level, std::string_view line)>;

// While it lives, messages go to the log; at its end what waits is written.
class Logging
{
public:
    // `level`: debug, info, warning, error. Without `withAddresses` they are shortened. The hearer,
    // where there is one, is asked until the end.
    static tl::expected<Logging, Refusal> start(const std::string &directory,
                                                const std::string &level, bool withAddresses,
                                                LogHearer hearer = {});
    Logging(Logging &&other) noexcept;
    Logging &operator=(Logging &&) = delete;
    ~Logging();

private:
    Logging() = default;
    bool m_isActive = true;
};

} // namespace lpm::app
