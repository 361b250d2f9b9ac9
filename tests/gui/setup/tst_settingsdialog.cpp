// SPDX-License-Identifier: GPL-3.0-or-later
// Every setting is there with its origin; what is changed is kept, and nothing else.
#include "fakesetup.h"

#include "gui/setup/settingfield.h"
#include "gui/setup/settingsdialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

std::vector<SettingItem> someSettings()
{
    const auto text = [](const char *value) { return QString::fromLatin1(value); };
    return {
        {text("live"), text("Watch the real exchange"), {}, SettingKind::Switch, {}, {text("true")},
         text("false"), text("config file /c"), false},
        {text("account"), text("An account"), {}, SettingKind::List, {}, {text("0xaa"), text("0xbb")},
         {}, text("config file /c"), false},
        {text("log-dir"), text("Where the log goes"), {}, SettingKind::Text, {}, {text("/var/log")},
         text("logs"), text("environment LOG_DIR"), true},
        {text("audit-sync"), text("When"), {}, SettingKind::Choice, {text("interval"), text("each")},
         {text("interval")}, text("interval"), {}, false},
        {text("headless"), text("No window"), {}, SettingKind::Switch, {}, {text("false")},
         text("false"), {}, false},
    };
}

struct SettingsBench
{
    SettingsBench()
    {
        setup.items = someSettings();
        dialog = std::make_unique<SettingsDialog>(setup);
    }

    template <class Editor>
    Editor &editor(const char *name) const
    {
        auto *found = dialog->field(QLatin1String(name))->findChild<Editor *>();
        if (found == nullptr)
            qFatal("no such editor");
        return *found;
    }
    QPushButton &save() const
    {
        for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
            if (button->text() == QLatin1String("&Save"))
                return *button;
        }
        qFatal("no button");
    }
    QString origin(const char *name) const
    {
        return dialog->field(QLatin1String(name))
            ->findChild<QLabel *>(QStringLiteral("settingOrigin"))
            ->text();
    }

    FakeSetup setup;
    std::unique_ptr<SettingsDialog> dialog;
};

} // namespace

class SettingsDialogTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsInUse()
    {
        const SettingsBench bench;

        for (const SettingItem &item : bench.setup.items)
            QCOMPARE(bench.dialog->field(item.name)->values(), item.values);
        QVERIFY(!bench.save().isEnabled());
    }

    void saysWhereAValueComesFrom()
    {
        const SettingsBench bench;

        QCOMPARE(bench.origin("live"), QStringLiteral("from config file /c"));
        QCOMPARE(bench.origin("audit-sync"), QStringLiteral("the default"));
        QVERIFY(bench.origin("log-dir").startsWith(QStringLiteral("given by environment LOG_DIR")));
    }

    void whatGoesBeforeTheFileCannotBeChangedHere()
    {
        const SettingsBench bench;

        QVERIFY(!bench.editor<QLineEdit>("log-dir").isEnabled());
        QVERIFY(!bench.editor<QToolButton>("log-dir").isEnabled());
    }

    void howTheProgramIsStartedIsShownAndNotChanged()
    {
        SettingsBench bench;
        bench.setup.items.back().isOfTheStart = true; // headless
        const SettingsDialog dialog(bench.setup);
        const SettingField *field = dialog.field(QStringLiteral("headless"));

        QVERIFY(!field->findChild<QCheckBox *>()->isEnabled());
        QCOMPARE(field->findChild<QLabel *>(QStringLiteral("settingOrigin"))->text(),
                 QStringLiteral("chosen when the program is started: --headless"));
    }

    void onlyWhatIsChangedIsKept()
    {
        const SettingsBench bench;

        bench.editor<QComboBox>("audit-sync").setCurrentIndex(1);
        bench.editor<QPlainTextEdit>("account").setPlainText(QStringLiteral("0xaa\n\n 0xcc \n"));
        bench.editor<QCheckBox>("live").setChecked(false);
        bench.editor<QCheckBox>("live").setChecked(true);
        QTest::mouseClick(&bench.save(), Qt::LeftButton);

        const SettingChanges expected{
            {QStringLiteral("audit-sync"), QStringList{QStringLiteral("each")}},
            {QStringLiteral("account"), QStringList{QStringLiteral("0xaa"), QStringLiteral("0xcc")}}};
        QCOMPARE(bench.setup.stored, expected);
        QCOMPARE(bench.dialog->result(), int(QDialog::Accepted));
    }

    void theDefaultIsAskedForByTakingTheValueOut()
    {
        const SettingsBench bench;

        QTest::mouseClick(&bench.editor<QToolButton>("live"), Qt::LeftButton);
        QTest::mouseClick(&bench.save(), Qt::LeftButton);

        const SettingChanges expected{{QStringLiteral("live"), std::nullopt}};
        QCOMPARE(bench.setup.stored, expected);
    }

    void aRefusalIsSaidAndNothingIsLost()
    {
        SettingsBench bench;
        bench.setup.refusal = QStringLiteral("A start with this would be refused: no account");
        bench.dialog->show();
        bench.editor<QPlainTextEdit>("account").clear();

        QTest::mouseClick(&bench.save(), Qt::LeftButton);

        QVERIFY(bench.dialog->isVisible());
        QCOMPARE(bench.dialog->sentence(), bench.setup.refusal);
        QVERIFY(bench.save().isEnabled());
        bench.editor<QPlainTextEdit>("account").setPlainText(QStringLiteral("0xdd"));
        QCOMPARE(bench.dialog->sentence(), QString()); // of the text before
    }

    void aSettingThatNoPageNamesIsThereToo()
    {
        SettingsBench bench;
        bench.setup.items.push_back({QStringLiteral("brand-new"), {}, {}, SettingKind::Text, {}, {}, {},
                                     {}, false});
        const SettingsDialog dialog(bench.setup);

        QVERIFY(dialog.field(QStringLiteral("brand-new")));
        QVERIFY(dialog.field(QStringLiteral("brand-new"))->parentWidget() != &dialog);
    }
};

QTEST_MAIN(SettingsDialogTest)
#include "tst_settingsdialog.moc"
