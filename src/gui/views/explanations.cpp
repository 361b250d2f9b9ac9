// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/explanations.h"

#include "gui/privacy.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace lpm::gui {

namespace {

constexpr QSize FirstSize{640, 560};

struct ExplanationWords
{
    Q_DECLARE_TR_FUNCTIONS(Explanations)
};

QString paragraph(const Explanation &explanation)
{
    QString text = QStringLiteral("%1: %2\n").arg(explanation.caption, explanation.value);
    for (const QString &line : explanation.text.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        text += QStringLiteral("    ") + line + QLatin1Char('\n');
    return text + QLatin1Char('\n');
}

QString textOf(const std::vector<ExplainedPart> &parts, const QString &moment)
{
    QString text =
        ExplanationWords::tr("As of %1. It stands still while it is open.").arg(moment)
        + QStringLiteral("\n\n");
    for (const ExplainedPart &part : parts) {
        if (part.explanations.empty())
            continue;
        text += QStringLiteral("— %1 —\n\n").arg(part.title);
        for (const Explanation &explanation : part.explanations)
            text += paragraph(explanation);
    }
    return text.trimmed();
}

} // namespace

QDialog *showExplanations(const std::vector<ExplainedPart> &parts, const QString &moment,
                          Privacy &privacy, QWidget &parent)
{
    auto *dialog = new QDialog(&parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(ExplanationWords::tr("What the numbers are made of"));
    dialog->resize(FirstSize.boundedTo(parent.size()));
    auto *text = new QPlainTextEdit(textOf(parts, moment), dialog);
    text->setAccessibleName(dialog->windowTitle());
    text->setReadOnly(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(&privacy, &Privacy::changed, dialog, &QDialog::reject);
    dialog->addAction(privacy.makeAction(dialog)); // its key is the window's, which has no focus
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(text, 1);
    layout->addWidget(buttons);
    dialog->show();
    text->setFocus();
    return dialog;
}

} // namespace lpm::gui
