// SPDX-License-Identifier: GPL-3.0-or-later
// The context of the filter's sentences for translators.
#pragma once

#include <QCoreApplication>

namespace lpm::gui {

struct FilterTexts
{
    Q_DECLARE_TR_FUNCTIONS(PositionFilter)
};

} // namespace lpm::gui
