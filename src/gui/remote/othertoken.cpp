// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/remote/othertoken.h"

#include "gui/format/toldtext.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QMessageBox>

namespace lpm::gui {

namespace {

struct TokenTexts
{
    Q_DECLARE_TR_FUNCTIONS(OtherToken)
};

void tellUnusable(QWidget &window, const base::Error &error)
{
    auto *box = new QMessageBox(QMessageBox::Warning, TokenTexts::tr("This token cannot be used"),
                                {}, QMessageBox::Ok, &window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText); // it repeats a file's name
    QString why = toldText(error.message);
    if (!why.isEmpty())
        why[0] = why[0].toUpper();
    box->setText(why);
    box->open();
}

} // namespace

QString otherTokenText() { return TokenTexts::tr("Use another &token…"); }

void askOtherToken(QWidget &window, const TokenReader &read,
                   const std::function<void(const QByteArray &token)> &taken)
{
    if (!read)
        return;
    auto *dialog = new QFileDialog(&window, TokenTexts::tr("The file with the token"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, &window,
                     [&window, read, taken](const QString &path) {
                         if (const auto token = read(path))
                             taken(*token);
                         else
                             tellUnusable(window, token.error());
                     });
    dialog->open();
}

} // namespace lpm::gui
