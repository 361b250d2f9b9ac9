// SPDX-License-Identifier: GPL-3.0-or-later
// A cell as other programs are given it: by this role, beside its shown text. Numbers are plain and
// exact, times are UTC, what is not known is empty. While amounts are hidden it tells none.
#pragma once

#include "core/base/timestamp.h"
#include "core/domain/decimal.h"

#include <QString>
#include <Qt>

#include <optional>
#include <string>

namespace lpm::gui {

inline constexpr int CopyRole = Qt::UserRole + 20;

QString copiedNumber(const std::optional<domain::Decimal> &value);
QString copiedTime(base::Timestamp time);
QString copiedCoin(const std::string &coin); // the exchange's name, with its dex
QString copiedWords(QString text); // names come from anybody: no spreadsheet runs them as a formula

} // namespace lpm::gui
