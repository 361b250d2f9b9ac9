// SPDX-License-Identifier: GPL-3.0-or-later
#include "window/handscript.h"

#include "window/stage.h"

#include "gui/views/datatable.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QWheelEvent>

namespace lpm::bench::window {

namespace {

constexpr int Keys = 10;
constexpr int Pages = 5;
constexpr int Turns = 20;
constexpr int Moves = 40;
constexpr int Notch = 120;

QPointF placeIn(Stage &stage, const QWidget &widget, double down)
{
    const QPoint at(widget.width() / 2, static_cast<int>(widget.height() * down));
    return widget.mapTo(&stage.window(), at);
}

class Script
{
public:
    explicit Script(Stage &stage) : m_stage(stage) {}

    void round()
    {
        const QString typed = QStringLiteral(" coin:COIN1");
        click(placeIn(m_stage, m_stage.filter(), 0.5));
        press(Qt::Key_End);
        for (const QChar letter : typed)
            press(Qt::Key_A, letter);
        for (qsizetype i = 0; i < typed.size(); ++i)
            press(Qt::Key_Backspace);
        const QWidget &rows = *m_stage.positions().viewport();
        click(placeIn(m_stage, rows, 0.3));
        for (int i = 0; i < Keys; ++i)
            press(Qt::Key_Down);
        for (int i = 0; i < Pages; ++i)
            press(Qt::Key_PageDown);
        for (int i = 0; i < Pages; ++i)
            press(Qt::Key_PageUp);
        for (int i = 0; i < Turns; ++i)
            add({QEvent::Wheel, placeIn(m_stage, rows, 0.5), 0, {}, -Notch});
        for (int i = 0; i < Turns; ++i)
            add({QEvent::Wheel, placeIn(m_stage, rows, 0.5), 0, {}, Notch});
        for (int i = 0; i < Moves; ++i)
            add({QEvent::MouseMove, placeIn(m_stage, rows, (i % 20 + 0.5) / 20)});
    }

    std::vector<Stroke> take() { return std::move(m_strokes); }
    int size() const { return static_cast<int>(m_strokes.size()); }

private:
    void add(Stroke stroke) { m_strokes.push_back(std::move(stroke)); }

    void press(int key, const QString &text = {})
    {
        add({QEvent::KeyPress, {}, key, text});
        add({QEvent::KeyRelease, {}, key, text});
    }

    void click(const QPointF &at)
    {
        add({QEvent::MouseButtonPress, at});
        add({QEvent::MouseButtonRelease, at});
    }

    Stage &m_stage;
    std::vector<Stroke> m_strokes;
};

} // namespace

std::vector<Stroke> strokesIn(Stage &stage, int count)
{
    Script script(stage);
    while (script.size() < count)
        script.round();
    return script.take();
}

std::unique_ptr<QInputEvent> eventOf(const Stroke &stroke, const QPointF &windowAt)
{
    const QPointF onScreen = windowAt + stroke.at;
    const bool isKey = stroke.type == QEvent::KeyPress || stroke.type == QEvent::KeyRelease;
    if (isKey)
        return std::make_unique<QKeyEvent>(stroke.type, stroke.key, Qt::NoModifier, stroke.text);
    if (stroke.type == QEvent::Wheel)
        return std::make_unique<QWheelEvent>(stroke.at, onScreen, QPoint(), QPoint(0, stroke.turn),
                                             Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                                             false);
    const bool isMove = stroke.type == QEvent::MouseMove;
    const bool isDown = stroke.type == QEvent::MouseButtonPress;
    return std::make_unique<QMouseEvent>(stroke.type, stroke.at, stroke.at, onScreen,
                                         isMove ? Qt::NoButton : Qt::LeftButton,
                                         isDown ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
}

} // namespace lpm::bench::window
