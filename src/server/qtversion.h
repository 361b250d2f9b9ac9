// SPDX-License-Identifier: GPL-3.0-or-later
// How the Qt that we are built with differs, for the files beside apiserver.cpp that must know.
#pragma once

#include <QtGlobal>

namespace lpm::server {

// Expect: 100-continue is answered by Qt's HTTP server itself, or by our gate.
inline constexpr bool QtAnswersExpect = QT_VERSION >= QT_VERSION_CHECK(6, 5, 0);

} // namespace lpm::server
