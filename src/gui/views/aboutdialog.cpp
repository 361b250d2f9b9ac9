// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/views/aboutdialog.h"

#include "gui/appicon.h"

#include <QCoreApplication>
#include <QMessageBox>

namespace lpm::gui {

namespace {

struct AboutTexts
{
    Q_DECLARE_TR_FUNCTIONS(About)
};

} // namespace

QString aboutText(const QString &version)
{
    return AboutTexts::tr("Live Position Monitor %1\n\n"
                          "Positions and P&L on Hyperliquid, exact to the last digit. "
                          "It only watches: no order leaves it.\n\n"
                          "Free software under the GNU General Public License, version 3 or "
                          "later. It comes without any warranty.\n\n"
                          "Made with Qt %2.")
        .arg(version, QString::fromLatin1(qVersion()));
}

void showAbout(QWidget &parent, const QString &version)
{
    auto *box = new QMessageBox(&parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(AboutTexts::tr("About Live Position Monitor"));
    box->setIconPixmap(appPixmap(64));
    box->setTextFormat(Qt::PlainText);
    box->setText(aboutText(version));
    box->open();
}

} // namespace lpm::gui
