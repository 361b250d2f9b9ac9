// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/elidedlabel.h"

namespace lpm::gui {

namespace {

constexpr int Slack = 2; // px by which two ways to measure a text may differ

} // namespace

ElidedLabel::ElidedLabel(QWidget *parent) : QLabel(parent) { setTextFormat(Qt::PlainText); }

void ElidedLabel::setLine(const QString &line)
{
    if (line == m_line)
        return;
    m_line = line;
    setAccessibleDescription(line);
    elide();
    updateGeometry();
}

int ElidedLabel::around() const
{
    return QLabel::sizeHint().width() - fontMetrics().horizontalAdvance(text());
}

QSize ElidedLabel::sizeHint() const
{
    return {around() + fontMetrics().horizontalAdvance(m_line) + Slack,
            QLabel::sizeHint().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {around() + fontMetrics().horizontalAdvance(QStringLiteral("…")),
            QLabel::minimumSizeHint().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::elide()
{
    const QString shown = fontMetrics().elidedText(m_line, Qt::ElideRight, width() - around());
    if (shown != text())
        setText(shown);
}

} // namespace lpm::gui
