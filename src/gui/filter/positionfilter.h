// SPDX-License-Identifier: GPL-3.0-or-later
// What the filter of the positions asks for: terms that must all hold. A pure value and a pure
// question; numbers are compared exactly, and one that is not known fits no comparison.
#pragma once

#include "gui/filter/numberfields.h"

#include <QString>

#include <string_view>
#include <variant>
#include <vector>

namespace lpm::gui {

enum class TextField {
    Word, // a part of coin, symbol, dex, side or account
    Coin,
    Side,
    Dex,
    Account,
    Mode,
    Reconciled
};

struct TextTerm
{
    TextField field = TextField::Word;
    QString text; // not empty

    friend bool operator==(const TextTerm &, const TextTerm &) = default;
};

enum class Relation { Less, LessOrEqual, Greater, GreaterOrEqual, Equal, Unequal };

struct ComparisonTerm
{
    const NumberField *field = nullptr; // of numberFields(), never null in a parsed filter
    Relation relation = Relation::Equal;
    domain::Decimal value; // in the field's own unit: a ratio for a percentage, ms for an age

    friend bool operator==(const ComparisonTerm &, const ComparisonTerm &) = default;
};

struct FilterTerm
{
    bool isExcluded = false; // shows what does not fit it
    std::variant<TextTerm, ComparisonTerm> what;

    friend bool operator==(const FilterTerm &, const FilterTerm &) = default;
};

struct PositionFilter
{
    std::vector<FilterTerm> terms; // none: everything fits

    friend bool operator==(const PositionFilter &, const PositionFilter &) = default;
};

// What is asked about; the account's name is not part of a position, nor is doubt of its proof.
struct FilterSubject
{
    const domain::PositionView &position;
    const QString &account;
    base::Timestamp now;
    bool isProven; // it is shown with a ✓
};

bool fits(const FilterSubject &subject, const FilterTerm &term);
bool fits(const FilterSubject &subject, const PositionFilter &filter);

} // namespace lpm::gui
