// SPDX-License-Identifier: GPL-3.0-or-later
// Lines across the window that cannot be missed: that this is a demo, that the feed is not live.
#pragma once

#include "core/domain/positionupdate.h"
#include "gui/theme.h"

#include <QTimeZone>
#include <QWidget>

class QPushButton;

namespace lpm::gui {

class Banner : public QWidget
{
    Q_OBJECT
public:
    explicit Banner(const Theme &theme, QWidget *parent = nullptr);

    // A solid line with the mark of the mode; hidden when it is the real thing.
    void showMode(domain::RunMode mode);
    // A tinted line with a sentence; hidden without one.
    void showNotice(const QString &text, Tone tone);
    // A button at its end; pressed, offerTaken() tells it. None by "".
    void offer(const QString &text);
    QString text() const { return m_text; }
    QString mark() const { return m_mark; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void offerTaken();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void say(const QString &mark, const QString &text);
    bool hasOffer() const;

    const Theme &m_theme;
    QString m_mark;
    QString m_text;
    Tone m_tone = Tone::Warning;
    QColor m_solid; // invalid: tinted
    QPushButton *m_offer = nullptr;
};

// What the window is titled and marked with in a mode; empty when it is the real thing.
QString modeMark(domain::RunMode mode);
QColor modeColor(domain::RunMode mode); // that the mark stands on; the same in every theme
QString modeSentence(domain::RunMode mode);

struct Notice
{
    QString text; // "" while all is well
    Tone tone = Tone::Warning;
};

// The one sentence that matters most about the state of the feeds.
Notice noticeOf(const domain::HealthView &health, base::Timestamp now);
// The monitor itself tells nothing any more.
Notice noticeOfSilence(base::Timestamp lastHeard, base::Timestamp now, const QTimeZone &zone);

} // namespace lpm::gui
