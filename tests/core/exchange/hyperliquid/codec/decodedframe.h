// SPDX-License-Identifier: GPL-3.0-or-later
// One message read as the frame a test expects.
#pragma once

#include "core/exchange/hyperliquid/codec/framecodec.h"

#include <QtGlobal>

#include <optional>
#include <string>
#include <variant>

namespace lpm::tests {

// Empty, with a warning when it is refused, if the message is no such frame.
template <class T>
std::optional<T> decoded(const std::string &json)
{
    const auto frame = exchange::hyperliquid::decodeFrame(json);
    if (!frame) {
        qWarning("%s", frame.error().message.c_str());
        return std::nullopt;
    }
    const T *wanted = std::get_if<T>(&*frame);
    return wanted ? std::optional<T>(*wanted) : std::nullopt;
}

} // namespace lpm::tests
