// SPDX-License-Identifier: GPL-3.0-or-later
// What numbers are made of, to be read without a pointer: a window of text, of one moment, which
// says so. GUI thread.
#pragma once

#include <QString>

#include <vector>

class QDialog;
class QWidget;

namespace lpm::gui {

class Privacy;

struct Explanation
{
    QString caption;
    QString value; // as it is shown
    QString text;  // plain
};

struct ExplainedPart // of the window
{
    QString title;
    std::vector<Explanation> explanations;
};

// `moment` is shown with them. It closes where amounts are hidden. Deletes itself.
QDialog *showExplanations(const std::vector<ExplainedPart> &parts, const QString &moment,
                          Privacy &privacy, QWidget &parent);

} // namespace lpm::gui
