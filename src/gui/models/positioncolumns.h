// SPDX-License-Identifier: GPL-3.0-or-later
// The columns of the positions table: one line each says what a column is called, how wide it
// starts, what its cells show, when a cell is the same as before, and how two rows compare.
#pragma once

#include "core/domain/positionupdate.h"
#include "core/domain/reconciliation.h"
#include "gui/format/numberformat.h"
#include "gui/models/figuresteps.h"

#include <QString>
#include <Qt>

#include <compare>
#include <optional>

namespace lpm::gui {

enum class PositionColumn {
    Account,
    Coin,
    Side,
    Size,
    Notional,
    Entry,
    Mark,
    BreakEven,
    Unrealized,
    Roe,
    Realized,
    Fees,
    Funding,
    Net,
    Liquidation,
    Distance,
    Margin,
    StopLoss,
    TakeProfit,
    Opened,
    Reconciled,
    ExitPnl,
    NextFunding
};
inline constexpr int PositionColumnCount = static_cast<int>(PositionColumn::NextFunding) + 1;

enum class CellKind { Text, Name, Side, Number, Money, Bar, Tick };

Qt::Alignment alignmentOf(CellKind kind); // of the cells and of the header above them

// One cell, ready to be painted.
struct Cell
{
    QString text;
    QString secondary; // small, beside the text: an age, a dex, a margin mode
    Tone tone = Tone::Neutral;

    friend bool operator==(const Cell &, const Cell &) = default;
};

// What a cell is made of; the account's name is not part of a position.
struct CellInput
{
    const domain::PositionView &position;
    const QString &account;
    base::Timestamp now;
    // The worst of its fields in the last comparison, where that is worse than not compared.
    domain::FieldVerdict verdict = domain::FieldVerdict::Agrees;
    bool isProofUnknown = false; // nobody knows whether it agrees now
    const FigureSteps *steps = nullptr; // nullptr: nobody followed it
};

struct PositionColumnSpec
{
    const char *key; // stable: saved layouts name columns by it
    const char *title;
    const char *tip;
    CellKind kind;
    int width;          // in characters, to start with
    int secondaryWidth; // in characters, reserved beside the number
    bool isHiddenAtFirst;
    Cell (*make)(const CellInput &input);
    // Whether the cell of a reads the same as that of b, apart from the passing of time.
    bool (*same)(const domain::PositionView &a, const domain::PositionView &b);
    std::weak_ordering (*compare)(const domain::PositionView &a, const domain::PositionView &b);
    bool (*isKnown)(const domain::PositionView &position); // unknown ones sort last, both ways
    // The exact number behind the cell; nullopt for one that is not known, and for a text.
    std::optional<domain::Decimal> (*number)(const domain::PositionView &position);
};

const PositionColumnSpec &spec(PositionColumn column);
QString titleOf(PositionColumn column); // in the user's language, as the tip
QString tipOf(PositionColumn column);
inline bool isTimed(PositionColumn column) // its cell changes by the passing of time alone
{
    return column == PositionColumn::Mark || column == PositionColumn::Opened;
}

// Follows from the mark price, and is no better than it.
bool isPriced(PositionColumn column);

// HIP-3: "xyz:TSLA" is TSLA of the dex xyz.
QString coinWithoutDex(std::string_view coin);

} // namespace lpm::gui
