// SPDX-License-Identifier: GPL-3.0-or-later
#include "colourvision.h"
#include "fakesource.h"
#include "modelproof.h"

#include "gui/models/fillsmodel.h"
#include "gui/models/positionsmodel.h"
#include "gui/theme.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QProxyStyle>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

#include <utility>
#include <vector>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

constexpr double ReadableContrast = 4.5;
constexpr double HighContrast = 7;
constexpr double EdgeContrast = 3; // of a line that shows where a control is
// Colours so far apart are two colours at a glance, also in small digits.
constexpr double PlainlyApart = 60;

using Named = std::pair<const char *, QColor>;

std::vector<Named> textsOf(const ThemeColors &colors)
{
    return {{"text", colors.text},     {"muted", colors.muted}, {"faint", colors.faint},
            {"accent", colors.accent}, {"gain", colors.gain},   {"loss", colors.loss},
            {"good", colors.good},     {"bad", colors.bad},     {"warning", colors.warning}};
}

std::vector<Named> backgroundsOf(const ThemeColors &colors)
{
    return {{"window", colors.window},
            {"surface", colors.surface},
            {"raised", colors.raised},
            {"hover", colors.hover},
            {"selection", colors.selection}};
}

} // namespace

namespace {

// As some desktops have it.
class PicturesWished : public QProxyStyle
{
public:
    PicturesWished() : QProxyStyle(QStringLiteral("Fusion")) {}
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override
    {
        return hint == SH_DialogButtonBox_ButtonsHaveIcons
                   ? 1
                   : QProxyStyle::styleHint(hint, option, widget, data);
    }
};

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isSavedByAKeyThatStays_data();
    void isSavedByAKeyThatStays();
    void isTheSystemsForAKeyNobodyKnows();
    void isTheDesktopsBesideAWindowThatChoseAnother();
    void readsOnEveryBackground_data();
    void readsOnEveryBackground();
    void drawsEdgesInHighContrast();
    void readsTheHintOfAnEmptyField();
    void tellsGainFromLossToEveryEye_data();
    void tellsGainFromLossToEveryEye();
    void tellsGainFromLossWithoutAnyColour();
    void turnsGainAndLossRoundAndNothingElse();
    void saysThatTheColoursChanged();
    void knowsWhichThemesAreDark();
    void noButtonOfADialogHasAPicture();
};

void ThemeTest::isSavedByAKeyThatStays_data()
{
    QTest::addColumn<int>("choice");
    QTest::addColumn<QString>("key");
    const auto row = [](ThemeChoice choice, const char *key) {
        QTest::newRow(key) << static_cast<int>(choice) << QString::fromLatin1(key);
    };
    row(ThemeChoice::System, "system");
    row(ThemeChoice::Light, "light");
    row(ThemeChoice::Dark, "dark");
    row(ThemeChoice::HighContrast, "high_contrast");
    row(ThemeChoice::ColourBlindLight, "colour_blind_light");
    row(ThemeChoice::ColourBlindDark, "colour_blind_dark");
}

void ThemeTest::isSavedByAKeyThatStays()
{
    QFETCH(int, choice);
    QFETCH(QString, key);

    QCOMPARE(themeKey(static_cast<ThemeChoice>(choice)), key);
    QCOMPARE(static_cast<int>(themeFromKey(key)), choice);
    QVERIFY(!themeTitle(static_cast<ThemeChoice>(choice)).isEmpty());
}

void ThemeTest::isTheSystemsForAKeyNobodyKnows()
{
    for (const char *key : {"", "Dark", "solarized", "light "})
        QCOMPARE(themeFromKey(QString::fromLatin1(key)), ThemeChoice::System);
}

void ThemeTest::isTheDesktopsBesideAWindowThatChoseAnother()
{
    QWidget first;
    Theme chosen(first);
    const bool isSystemDark = chosen.isDark();
    chosen.choose(isSystemDark ? ThemeChoice::Light : ThemeChoice::Dark);

    QWidget second;
    const Theme ofTheDesktop(second);

    QCOMPARE(ofTheDesktop.isDark(), isSystemDark);
}

void ThemeTest::readsOnEveryBackground_data()
{
    QTest::addColumn<int>("choice");
    QTest::addColumn<bool>("isSystemDark");
    QTest::addColumn<double>("least");
    for (const ThemeChoice choice : ThemeChoices) {
        for (const bool isSystemDark : {false, true})
            QTest::addRow("%s, the desktop %s", qPrintable(themeKey(choice)),
                          isSystemDark ? "dark" : "light")
                << static_cast<int>(choice) << isSystemDark
                << (choice == ThemeChoice::HighContrast ? HighContrast : ReadableContrast);
    }
}

void ThemeTest::readsOnEveryBackground()
{
    QFETCH(int, choice);
    QFETCH(bool, isSystemDark);
    QFETCH(double, least);
    const ThemeColors colors = colorsOf(static_cast<ThemeChoice>(choice), isSystemDark);

    for (const auto &[text, ink] : textsOf(colors)) {
        for (const auto &[background, paper] : backgroundsOf(colors)) {
            const double ratio = contrast(ink, paper);
            QVERIFY2(ratio >= least,
                     qPrintable(QStringLiteral("%1 on %2: %3")
                                    .arg(QLatin1String(text), QLatin1String(background))
                                    .arg(ratio)));
        }
    }
}

void ThemeTest::drawsEdgesInHighContrast()
{
    const ThemeColors colors = highContrastColors();

    for (const auto &[background, paper] : backgroundsOf(colors))
        QVERIFY2(contrast(colors.border, paper) >= EdgeContrast, background);
}

void ThemeTest::readsTheHintOfAnEmptyField()
{
    QWidget window;
    auto *field = new QLineEdit(&window);
    Theme theme(window);
    window.show();

    for (const ThemeChoice choice : ThemeChoices) {
        theme.choose(choice);
        QCOMPARE(field->palette().color(QPalette::PlaceholderText), theme.colors().muted);
        QCOMPARE(field->palette().color(QPalette::Text), theme.colors().text);
    }
}

void ThemeTest::tellsGainFromLossToEveryEye_data()
{
    QTest::addColumn<int>("choice");
    QTest::addColumn<bool>("isToldApart");
    QTest::newRow("colour-blind, light") << static_cast<int>(ThemeChoice::ColourBlindLight) << true;
    QTest::newRow("colour-blind, dark") << static_cast<int>(ThemeChoice::ColourBlindDark) << true;
    // Green and red are what those eyes take for one another: what the other themes are for.
    QTest::newRow("light") << static_cast<int>(ThemeChoice::Light) << false;
    QTest::newRow("dark") << static_cast<int>(ThemeChoice::Dark) << false;
}

void ThemeTest::tellsGainFromLossToEveryEye()
{
    QFETCH(int, choice);
    QFETCH(bool, isToldApart);
    const ThemeColors colors = colorsOf(static_cast<ThemeChoice>(choice), false);

    for (const VisionMatrix &eyes : {Protanopia, Deuteranopia}) {
        QCOMPARE(distanceAsSeen(colors.gain, colors.loss, eyes) > PlainlyApart, isToldApart);
        QCOMPARE(distanceAsSeen(colors.good, colors.bad, eyes) > PlainlyApart, isToldApart);
    }
}

void ThemeTest::tellsGainFromLossWithoutAnyColour()
{
    PositionsModel positions;
    prove(positions);
    positions.takeSummary(summary(watched(1, "Main"), tradersBook()));
    positions.flush();
    FillsModel fills(QTimeZone::utc());
    prove(fills);
    using enum domain::FillSide;
    const auto book = tradersBook();
    fills.take(fillUpdate(book[0], 1, Buy, "0.25", "Close Short", "12.5"));
    fills.take(fillUpdate(book[1], 2, Sell, "0.25", "Close Long", "-12.5"));
    fills.flush();

    int gains = 0;
    int losses = 0;
    for (const QAbstractItemModel *model : {static_cast<QAbstractItemModel *>(&positions),
                                            static_cast<QAbstractItemModel *>(&fills)}) {
        for (int row = 0; row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                const QModelIndex index = model->index(row, column);
                const QString text = index.data().toString();
                const auto tone = static_cast<Tone>(index.data(PositionsModel::ToneRole).toInt());
                const auto says = [&](const char *sign, const char *side, const char *fill) {
                    return text.startsWith(QString::fromUtf8(sign)) ||
                           text == QLatin1String(side) || text == QLatin1String(fill);
                };
                if (tone == Tone::Gain)
                    QVERIFY2(++gains && says("+", "Long", "Buy"), qPrintable(text));
                if (tone == Tone::Loss)
                    QVERIFY2(++losses && says("−", "Short", "Sell"), qPrintable(text));
            }
        }
    }
    QVERIFY(gains > 10);
    QVERIFY(losses > 10);
}

void ThemeTest::turnsGainAndLossRoundAndNothingElse()
{
    const ThemeColors usual = darkColors();

    const ThemeColors turned = withRedUp(usual);

    QCOMPARE(turned.of(Tone::Gain), usual.of(Tone::Loss));
    QCOMPARE(turned.of(Tone::Loss), usual.of(Tone::Gain));
    for (const Tone tone : {Tone::Good, Tone::Bad, Tone::Warning, Tone::Muted, Tone::Neutral})
        QCOMPARE(turned.of(tone), usual.of(tone));
}

void ThemeTest::saysThatTheColoursChanged()
{
    QWidget window;
    Theme theme(window);
    theme.choose(ThemeChoice::Light);
    const QSignalSpy changed(&theme, &Theme::changed);

    theme.setRedUp(true);
    QCOMPARE(theme.colors().gain, lightColors().loss);
    theme.choose(ThemeChoice::Dark); // the switch is another one than the theme
    QCOMPARE(theme.colors().gain, darkColors().loss);
    theme.setRedUp(true);
    theme.setRedUp(false);

    QCOMPARE(theme.colors().gain, darkColors().gain);
    QCOMPARE(changed.count(), 3);
}

void ThemeTest::knowsWhichThemesAreDark()
{
    for (const ThemeChoice choice : ThemeChoices) {
        for (const bool isSystemDark : {false, true})
            QCOMPARE(colorsOf(choice, isSystemDark).window.lightness() < 128,
                     isDark(choice, isSystemDark));
    }
}

void ThemeTest::noButtonOfADialogHasAPicture()
{
    QApplication::setStyle(new PicturesWished);
    QMessageBox wished(QMessageBox::Warning, {}, {}, QMessageBox::Ok);
    QVERIFY(!wished.button(QMessageBox::Ok)->icon().isNull());
    QWidget window;
    const Theme theme(window);

    QMessageBox box(QMessageBox::Warning, {}, {}, QMessageBox::Ok, &window);
    const QDialogButtonBox buttons(QDialogButtonBox::Close, &window);

    QVERIFY(box.button(QMessageBox::Ok)->icon().isNull());
    QVERIFY(buttons.button(QDialogButtonBox::Close)->icon().isNull());
}

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
