// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowbench.h"

#include "gui/language/translation.h"
#include "gui/limits.h"
#include "gui/views/shortstrip.h"

#include <QLayout>
#include <QScreen>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

class LayoutRequests : public QObject
{
public:
    int count = 0;

    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::LayoutRequest ? 1 : 0;
        return false;
    }
};

} // namespace

// A screen of 1920×1080 at 200 % has 960×540 for everything.
class LowWindowTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void beginsNoLargerThanItsScreen();
    void fitsAScreenThatIsScaledTwice_data();
    void fitsAScreenThatIsScaledTwice();
    void staysNarrowWhateverItsLinesSay();
    void showsAllRowsOfTheSummaryWhereThereIsRoom();
    void staysAsItIsInAWindowThatIsLowerThanItMayBe();

private:
    static const ShortStrip &stripOf(const WindowBench &bench);
};

const ShortStrip &LowWindowTest::stripOf(const WindowBench &bench)
{
    return *bench.window.findChild<ShortStrip *>();
}

void LowWindowTest::beginsNoLargerThanItsScreen()
{
    const WindowBench bench;
    const QSize room = bench.window.screen()->availableSize() - QSize(0, limits::FrameHeight);

    QCOMPARE(bench.window.size(), QSize(1440, 900).boundedTo(room));
}

void LowWindowTest::fitsAScreenThatIsScaledTwice_data()
{
    QTest::addColumn<Language>("language");
    QTest::newRow("English") << Language::English;
    QTest::newRow("German, whose words are long") << Language::German;
}

void LowWindowTest::fitsAScreenThatIsScaledTwice()
{
    QFETCH(Language, language);
    Translation spoken;
    spoken.speak(language);
    WindowBench bench;
    bench.window.show();
    bench.window.resize(960, 540);
    QCoreApplication::processEvents();

    QCOMPARE(bench.window.size(), QSize(960, 540));
    QVERIFY(stripOf(bench).isShort());
    QVERIFY(stripOf(bench).height() < stripOf(bench).widget()->height()); // the rest by scrolling
}

void LowWindowTest::staysNarrowWhateverItsLinesSay()
{
    Translation spoken;
    spoken.speak(Language::German);
    WindowBench bench;
    bench.window.show();
    bench.window.resize(820, 540);
    auto refused = std::make_shared<domain::HealthView>(*health(bench.source.accounts()));
    refused->isAuditRefusing = true;

    Q_EMIT bench.source.healthChanged(refused);
    QCoreApplication::processEvents();

    QCOMPARE(bench.window.width(), 820);
}

void LowWindowTest::showsAllRowsOfTheSummaryWhereThereIsRoom()
{
    WindowBench bench;
    bench.window.show();
    bench.window.resize(960, 540);
    QCoreApplication::processEvents();
    bench.window.resize(960, 900);

    QTRY_COMPARE(stripOf(bench).height(), stripOf(bench).widget()->height());
    QVERIFY(!stripOf(bench).isShort());
}

// Some desktops give a window less than it asks for; that must not be asked for for ever.
void LowWindowTest::staysAsItIsInAWindowThatIsLowerThanItMayBe()
{
    WindowBench bench;
    bench.window.layout()->setSizeConstraint(QLayout::SetNoConstraint);
    bench.window.setMinimumSize(1, 1);
    bench.window.show();
    bench.window.resize(960, 240);

    LayoutRequests requests;
    bench.window.installEventFilter(&requests);
    for (int i = 0; i < 300; ++i)
        QCoreApplication::processEvents();
    QVERIFY2(requests.count < 30, qPrintable(QString::number(requests.count)));
    QCOMPARE(bench.window.height(), 240);
}

QTEST_MAIN(LowWindowTest)
#include "tst_lowwindow.moc"
