// SPDX-License-Identifier: GPL-3.0-or-later
// Whether amounts of money and size may be seen by whoever looks at the screen. One object of the
// window, given to every model and view that shows amounts, and outlives them; prices and percents
// are no amounts. GUI thread.
#pragma once

#include <QObject>
#include <QString>

class QAction;

namespace lpm::gui {

class Privacy : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    bool isHidden() const { return m_isHidden; }
    void setHidden(bool isHidden);
    // "Hide amounts" with its key, on and off with this. Of `parent`.
    QAction *makeAction(QObject *parent);

Q_SIGNALS:
    void changed();

private:
    bool m_isHidden = false;
};

bool isHidden(const Privacy *privacy); // nullptr: nobody asked for it
QString hiddenText();                  // •••, where an amount would stand
QString hiddenSentence();

} // namespace lpm::gui
