// SPDX-License-Identifier: GPL-3.0-or-later
// A model is watched by Qt's own tester: whatever it tells its views wrongly ends the test.
#pragma once

#include <QAbstractItemModelTester>

namespace lpm::gui::testing {

inline void prove(QAbstractItemModel &model) // as long as it lives
{
    new QAbstractItemModelTester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal,
                                 &model);
}

} // namespace lpm::gui::testing
