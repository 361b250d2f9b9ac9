// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/models/positionwords.h"

#include <QCoreApplication>

namespace lpm::gui {

using domain::PositionSide;

namespace {

struct PositionTexts
{
    Q_DECLARE_TR_FUNCTIONS(PositionWords)
};

} // namespace

QString sideTitle(PositionSide side)
{
    switch (side) {
    case PositionSide::Long:
        return PositionTexts::tr("Long");
    case PositionSide::Short:
        return PositionTexts::tr("Short");
    case PositionSide::Flat:
        break;
    }
    return PositionTexts::tr("Flat");
}

QString sideWord(PositionSide side)
{
    switch (side) {
    case PositionSide::Long:
        return PositionTexts::tr("long");
    case PositionSide::Short:
        return PositionTexts::tr("short");
    case PositionSide::Flat:
        break;
    }
    return PositionTexts::tr("flat");
}

QString marginModeText(domain::MarginMode marginMode)
{
    return marginMode == domain::MarginMode::Isolated ? PositionTexts::tr("isolated")
                                                      : PositionTexts::tr("cross");
}

} // namespace lpm::gui
