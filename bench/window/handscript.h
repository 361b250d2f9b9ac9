// SPDX-License-Identifier: GPL-3.0-or-later
// What a hand does in the window: types into the filter and takes it back, walks the table by keys,
// turns the wheel, moves the mouse over rows. Round after round.
#pragma once

#include <QEvent>
#include <QPointF>
#include <QString>

#include <memory>
#include <vector>

class QInputEvent;

namespace lpm::bench::window {

class Stage;

struct Stroke
{
    QEvent::Type type = QEvent::None;
    QPointF at{}; // in the window
    int key = 0;
    QString text{};
    int turn = 0; // of the wheel, in eighths of a degree
};

std::vector<Stroke> strokesIn(Stage &stage, int count);
std::unique_ptr<QInputEvent> eventOf(const Stroke &stroke, const QPointF &windowAt);

} // namespace lpm::bench::window
