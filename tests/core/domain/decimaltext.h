// SPDX-License-Identifier: GPL-3.0-or-later
// Decimals from and to text, for tests that read better with both written out.
#pragma once

#include "core/domain/decimal.h"

#include <QString>

namespace lpm::fixture {

inline domain::Decimal dec(const char *text)
{
    return domain::Decimal::parse(text).value();
}

inline QString shown(const domain::Decimal &value)
{
    return QString::fromStdString(value.text());
}

} // namespace lpm::fixture
