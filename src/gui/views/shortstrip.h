// SPDX-License-Identifier: GPL-3.0-or-later
// The room of the account's summary: all of its rows, but in a window that is short one of them,
// and the others by scrolling. What is below needs the room more. GUI thread.
#pragma once

#include <QPointer>
#include <QScrollArea>

namespace lpm::gui {

class SummaryStrip;

class ShortStrip : public QScrollArea
{
    Q_OBJECT
public:
    explicit ShortStrip(SummaryStrip &strip, QWidget *parent = nullptr); // takes it as its child

    bool isShort() const; // by the height of the window that it is in
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    int wantedHeight() const;

    SummaryStrip &m_strip;
    QPointer<QWidget> m_window; // that is listened to
    int m_announced = -1;       // the height that the layout was last told to ask for
};

} // namespace lpm::gui
