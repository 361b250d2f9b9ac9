// SPDX-License-Identifier: GPL-3.0-or-later
// Each key that the key sheet names beside the menus is pressed, and does what the sheet says.
#include "tests/gui/windowbench.h"

#include "gui/charts/curvechart.h"
#include "gui/layouts/layoutdialogs.h"
#include "gui/layouts/layoutsmenu.h"
#include "gui/privacy.h"
#include "gui/shell/commandpalette.h"
#include "gui/shell/viewkeys.h"
#include "gui/views/compactstrip.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSignalSpy>
#include <QTimer>

#include <memory>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

void activate(QWidget &window)
{
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window))
        qFatal("a window of a test is not active");
}

// As it comes from a keyboard: to the window that is active.
void press(const QKeySequence &key)
{
    QTest::keyClick(QGuiApplication::focusWindow(), key[0].key(), key[0].keyboardModifiers());
}

// The menu key itself comes from the platform as an event of its own.
bool opensMenu(QWidget &view, const QKeySequence &key)
{
    bool isOpen = false;
    QTimer looking; // some menus have a loop of their own
    QObject::connect(&looking, &QTimer::timeout, &view, [&isOpen] {
        if (auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget())) {
            isOpen = true;
            menu->close();
        }
    });
    looking.start(0);
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, view.rect().center(),
                            view.mapToGlobal(view.rect().center()));
    if (key == QKeySequence(Qt::Key_Menu))
        QCoreApplication::sendEvent(&view, &asked);
    else
        press(key);
    return QTest::qWaitFor([&isOpen] { return isOpen; });
}

struct TableBench : WindowBench
{
    TableBench()
    {
        fill();
        activate(window);
        positions.setFocus();
        positions.setCurrentIndex(positions.model()->index(5, column));
        QGuiApplication::clipboard()->clear();
    }
    int row() const { return positions.currentIndex().row(); }
    int place() const
    {
        return positions.horizontalHeader()->visualIndex(positions.currentIndex().column());
    }
    auto chosen() const { return positions.selectionModel()->selectedRows().size(); }
    static QString copied() { return QGuiApplication::clipboard()->text(); }

    DataTable &positions = table("Positions");
    static constexpr int column = static_cast<int>(PositionColumn::Notional);
};

bool doesInTable(KeyDeed deed, const QKeySequence &key)
{
    TableBench bench;
    const int row = bench.row();
    const int place = bench.place();
    const int last = bench.positions.model()->rowCount() - 1;
    if (deed == KeyDeed::CopyMenu)
        return opensMenu(bench.positions, key);
    press(key);
    switch (deed) {
    case KeyDeed::NextRow:
        return std::abs(bench.row() - row) == 1 && bench.place() == place;
    case KeyDeed::NextCell:
        return std::abs(bench.place() - place) == 1 && bench.row() == row;
    case KeyDeed::FirstCell:
        return bench.row() == 0 && bench.place() < place;
    case KeyDeed::LastCell:
        return bench.row() == last && bench.place() > place;
    case KeyDeed::PageOn:
        return std::abs(bench.row() - row) > 1;
    case KeyDeed::ChooseMore:
        return bench.chosen() == 2;
    case KeyDeed::ChooseAll:
        return bench.chosen() == last + 1;
    case KeyDeed::CopyRows:
        return bench.copied().contains(QLatin1Char('\t'));
    case KeyDeed::CopyCell:
        return !bench.copied().isEmpty() && !bench.copied().contains(QLatin1Char('\t'));
    default:
        return false;
    }
}

bool doesOnCurve(KeyDeed deed, const QKeySequence &key)
{
    const auto point = [](int second, std::string_view text) {
        return TimePoint{base::fromUnixMilliseconds(1'795'000'000'000 + second * 1000LL),
                         *domain::Decimal::parse(text), false};
    };
    QWidget window;
    const Theme theme(window);
    CurveChart chart(theme, QTimeZone::utc());
    chart.resize(600, 300);
    chart.showCurves({{QStringLiteral("Mark"),
                       {point(0, "11"), point(1, "12"), point(2, "13"), point(3, "14")}}},
                     {}, 2);
    activate(chart);
    chart.setFocus();
    const auto reads = [&](const char *value) {
        return chart.accessibleDescription().endsWith(QLatin1String(value));
    };
    if (deed == KeyDeed::NextPoint || deed == KeyDeed::LastPoint) {
        press(QKeySequence(Qt::Key_Home));
        press(QKeySequence(Qt::Key_Right));
        if (!reads("12"))
            return false;
    }
    press(key);
    return deed == KeyDeed::NextPoint   ? reads("11") || reads("13")
           : deed == KeyDeed::LastPoint ? reads("14")
                                        : reads("11");
}

bool doesInPalette(KeyDeed deed, const QKeySequence &key)
{
    QAction first(QStringLiteral("First"));
    QAction second(QStringLiteral("Second"));
    QAction third(QStringLiteral("Third"));
    const QSignalSpy done(&second, &QAction::triggered);
    CommandPalette palette({{first.text(), {}, &first},
                            {second.text(), {}, &second},
                            {third.text(), {}, &third}},
                           nullptr);
    activate(palette);
    auto *list = palette.findChild<QListWidget *>();
    list->setCurrentRow(1);
    press(key);
    return deed == KeyDeed::DoCommand ? done.size() == 1 && !palette.isVisible()
                                      : list->currentRow() != 1;
}

bool doesInDialog(KeyDeed deed, const QKeySequence &key)
{
    LayoutNameDialog dialog({}, QStringLiteral("mine"), nullptr);
    const QSignalSpy named(&dialog, &LayoutNameDialog::named);
    activate(dialog);
    dialog.findChild<QLineEdit *>()->setFocus();
    const QWidget *field = QApplication::focusWidget();
    press(key);
    switch (deed) {
    case KeyDeed::NextField:
        return QApplication::focusWidget() != field && dialog.isVisible();
    case KeyDeed::DefaultButton:
        return named.size() == 1 && !dialog.isVisible();
    default:
        return named.isEmpty() && !dialog.isVisible();
    }
}

bool doesOnStrip(KeyDeed deed, const QKeySequence &key)
{
    WindowBench bench;
    bench.fill();
    activate(bench.window);
    bench.action("Com&pact strip").trigger();
    CompactStrip *strip = nullptr;
    for (QWidget *window : QApplication::topLevelWidgets()) {
        if (window->isVisible() && strip == nullptr)
            strip = qobject_cast<CompactStrip *>(window);
    }
    if (strip == nullptr || !QTest::qWaitForWindowActive(strip))
        return false;
    if (deed == KeyDeed::StripMenu)
        return opensMenu(*strip, key);
    const auto values = strip->figures();
    press(key);
    return deed == KeyDeed::BackToWindow ? bench.window.isVisible() && !strip->isVisible()
                                         : strip->figures() != values;
}

bool renames(const QKeySequence &key)
{
    WindowBench bench;
    activate(bench.window);
    bench.only<LayoutsMenu>().saveAs(QStringLiteral("mine"));
    ManageLayoutsDialog dialog(bench.only<LayoutsMenu>(), &bench.window);
    activate(dialog);
    auto *list = dialog.findChild<QListWidget *>();
    list->setCurrentRow(0);
    list->setFocus();
    return QTest::qWaitFor([&] { // once the list is laid out
        press(key);
        return qobject_cast<QLineEdit *>(QApplication::focusWidget()) != nullptr;
    });
}

bool doesIt(KeyDeed deed, const QKeySequence &key)
{
    switch (deed) {
    case KeyDeed::NextRow:
    case KeyDeed::NextCell:
    case KeyDeed::FirstCell:
    case KeyDeed::LastCell:
    case KeyDeed::PageOn:
    case KeyDeed::ChooseMore:
    case KeyDeed::ChooseAll:
    case KeyDeed::CopyRows:
    case KeyDeed::CopyCell:
    case KeyDeed::CopyMenu:
        return doesInTable(deed, key);
    case KeyDeed::NextPoint:
    case KeyDeed::FirstPoint:
    case KeyDeed::LastPoint:
        return doesOnCurve(deed, key);
    case KeyDeed::NextCommand:
    case KeyDeed::DoCommand:
        return doesInPalette(deed, key);
    case KeyDeed::LeaveDialog:
    case KeyDeed::DefaultButton:
    case KeyDeed::NextField:
        return doesInDialog(deed, key);
    case KeyDeed::BackToWindow:
    case KeyDeed::StripMenu:
    case KeyDeed::HideInStrip:
        return doesOnStrip(deed, key);
    case KeyDeed::RenameLayout:
        return renames(key);
    }
    return false;
}

} // namespace

class ViewKeysTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachKeyDoesWhatTheSheetSays_data();
    void eachKeyDoesWhatTheSheetSays();
};

void ViewKeysTest::eachKeyDoesWhatTheSheetSays_data()
{
    QTest::addColumn<int>("deed");
    QTest::addColumn<QKeySequence>("key");
    for (const ViewKeys &view : viewKeys()) {
        for (const ViewKey &line : view.keys) {
            for (const QKeySequence &key : line.keys)
                QTest::addRow("%s: %s by %s", qPrintable(view.view), qPrintable(line.meaning),
                              qPrintable(key.toString()))
                    << static_cast<int>(line.does) << key;
        }
    }
}

void ViewKeysTest::eachKeyDoesWhatTheSheetSays()
{
    QFETCH(const int, deed);
    QFETCH(const QKeySequence, key);
    QVERIFY(doesIt(static_cast<KeyDeed>(deed), key));
}

QTEST_MAIN(ViewKeysTest)
#include "tst_viewkeys.moc"
