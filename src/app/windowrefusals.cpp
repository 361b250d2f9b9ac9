// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowrefusals.h"

#include "app/runtime.h"
#include "core/config/configfile.h"
#include "gui/appicon.h"
#include "gui/format/toldtext.h"
#include "gui/theme.h"
#include "gui/windowsettings.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>

namespace lpm::app {

namespace {

struct RefusalTexts
{
    Q_DECLARE_TR_FUNCTIONS(RefusalTexts)
};

bool isSeen()
{
    const QString platform = QGuiApplication::platformName();
    return platform != QLatin1String("offscreen") && !platform.startsWith(QLatin1String("minimal"));
}

bool isAgreedTo(const config::Settings &without, const std::string &refusal)
{
    QMessageBox box(QMessageBox::Warning, RefusalTexts::tr("Settings cannot be read"), {});
    dressAsKeptIn(without.dataDir, box);
    box.setWindowIcon(gui::appIcon());
    box.setTextFormat(Qt::PlainText); // it repeats what somebody typed
    box.setText(RefusalTexts::tr("The settings file refuses the start:") + QLatin1Char('\n')
                + gui::toldText(refusal));
    box.setInformativeText(
        RefusalTexts::tr("Start without its settings? The file is kept as %1, and nothing of it "
                         "is lost.")
            .arg(QString::fromStdString(config::asideOf(without.configFile))));
    const auto *start = box.addButton(RefusalTexts::tr("Start without it"), QMessageBox::AcceptRole);
    box.addButton(RefusalTexts::tr("Quit"), QMessageBox::RejectRole);
    box.exec();
    return box.clickedButton() == start;
}

} // namespace

void dressAsKeptIn(const std::string &directory, QWidget &window)
{
    const gui::WindowSettings kept(QString::fromStdString(directory));
    auto *theme = new gui::Theme(window); // its child
    theme->choose(gui::themeFromKey(kept.theme()));
}

QString asSentence(QString reason)
{
    if (!reason.isEmpty())
        reason[0] = reason[0].toUpper();
    return reason;
}

NotTheLastWindow::NotTheLastWindow() { QApplication::setQuitOnLastWindowClosed(false); }

NotTheLastWindow::~NotTheLastWindow()
{
    QCoreApplication::removePostedEvents(qApp, QEvent::Quit);
    QApplication::setQuitOnLastWindowClosed(true);
}

QMessageBox *refusedBox(const std::string &text, QWidget *parent)
{
    if (parent == nullptr)
        gui::useOwnStyle(); // a window has it already
    auto *box = new QMessageBox(QMessageBox::Warning, RefusalTexts::tr("Settings refused"), {},
                                QMessageBox::Ok, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowIcon(gui::appIcon());
    box->setTextFormat(Qt::PlainText); // it repeats what somebody typed
    box->setText(asSentence(gui::toldText(text)));
    return box;
}

void tellRefusal(const std::string &sentence)
{
    if (!isSeen())
        return;
    const NotTheLastWindow other;
    QMessageBox *box = refusedBox(sentence, nullptr);
    new gui::Theme(*box); // its child: as the desktop is, no data directory may be known
    box->setWindowTitle(RefusalTexts::tr("The program cannot start"));
    box->exec();
}

bool isStartWithoutFileWanted(const config::Settings &without, const std::string &refusal)
{
    const NotTheLastWindow other;
    return isSeen() && isAgreedTo(without, refusal);
}

base::Result<void> FileGoneWithout::setAside()
{
    const std::string path = std::exchange(m_path, {});
    if (path.empty())
        return {};
    const auto aside = config::setConfigFileAside(path);
    return aside ? base::Result<void>() : base::failure(aside.error());
}

std::string putBack(const std::string &path, const std::optional<KeptChange> &change,
                    const std::string &refusal)
{
    const auto said = [told = gui::toldText(refusal).toStdString()](const QString &then) {
        return told + "\n\n" + then.toStdString();
    };
    const QString goesOn
        = RefusalTexts::tr("Monitoring goes on with the settings from before.");
    if (!change)
        return said(goesOn);
    const auto now = config::readConfigFile(path);
    if (!now || *now != change->after)
        return said(RefusalTexts::tr("Monitoring goes on with the settings from before; the config "
                                     "file was changed meanwhile and is left as it is."));
    const auto written = config::writeConfigFile(path, change->before);
    if (!written)
        return said(goesOn) + ' ' + written.error().message;
    return said(RefusalTexts::tr("Monitoring goes on with the settings from before; what was "
                                 "changed here was taken out of the config file again."));
}

} // namespace lpm::app
