// SPDX-License-Identifier: GPL-3.0-or-later
// What nearly every test includes, precompiled. A test still names what it uses: a build
// with CMAKE_DISABLE_PRECOMPILE_HEADERS goes without this.
#pragma once

#include <QtTest/QTest>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <variant>
#include <vector>
