// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the window in every state that matters, on made-up data, in English or in the
// language that is named: gui_preview DIRECTORY [de].
#include "fakesource.h"

#include "gui/appicon.h"
#include "gui/charts/equitypanel.h"
#include "gui/language/translation.h"
#include "gui/limits.h"
#include "gui/log/logtail.h"
#include "gui/mainwindow.h"
#include "gui/privacy.h"
#include "gui/shell/trayface.h"
#include "gui/views/compactstrip.h"
#include "gui/views/headerbar.h"
#include "gui/views/positionspanel.h"
#include "gui/views/reconciliationpanel.h"
#include "gui/views/summarystrip.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QEventLoop>
#include <QLineEdit>
#include <QPainter>
#include <QTextStream>
#include <QTimer>

using namespace lpm;
using namespace lpm::gui;
using namespace lpm::gui::testing;

namespace {

struct Scene
{
    const char *name;
    QSize size{1440, 900};
    ThemeChoice theme = ThemeChoice::Dark;
    domain::RunMode mode = domain::RunMode::Demo;
    std::vector<domain::WatchedAccount> accounts{watched(1, "Main")};
    domain::FeedState state = domain::FeedState::Live;
    std::chrono::seconds later{0};
    int positions = -1; // −1: the trader's book
    bool isSilent = false;
    std::chrono::seconds hangs{0}; // the monitor tells nothing for so long
    enum class Proof { Behind, Agrees, Differs } proof = Proof::Behind;
    void (*act)(MainWindow &window) = nullptr; // what somebody does with it then
};

void choose(MainWindow &window, const char *menuText)
{
    for (QAction *action : window.findChildren<QAction *>()) {
        if (action->text() == PositionsPanel::tr(menuText))
            action->trigger();
    }
}

void filter(MainWindow &window, const char *text)
{
    window.findChild<HeaderBar *>()->filter().setText(QString::fromUtf8(text));
}

template <int Panel>
void callFor(MainWindow &window)
{
    constexpr std::array names{"log", "orders", "alerts"};
    auto *dock = window.findChild<QDockWidget *>(QLatin1String(names[Panel]));
    dock->toggleViewAction()->trigger();
    for (int i = 0; i < 5; ++i)
        QApplication::processEvents();
}

void fillLog(LogTail &tail)
{
    auto add = [&, at = Noon - std::chrono::hours(3)](LogLevel level,
                                                           const char *words) mutable {
        tail.add(at += std::chrono::minutes(11), level, words);
    };
    add(LogLevel::Info, "lpm.exchange: feed: connected");
    add(LogLevel::Info, "lpm.server: listening on http://127.0.0.1:8000");
    add(LogLevel::Debug, "lpm.exchange: messages of this kind are not read: notification");
    add(LogLevel::Warning, "lpm.sync: DOGE size differs: ours -21000, the exchange's -20000");
    add(LogLevel::Warning, "lpm.exchange: feed lost: the connection was closed");
    add(LogLevel::Error, "lpm.audit: the disk refuses: no space left on the device");
    add(LogLevel::Info, "lpm.exchange: feed: connected");
}

// Half a day of an equity that rose, fell and rose again.
void tellPast(FakeSource &source, const domain::WatchedAccount &account, const domain::Decimal &now)
{
    domain::EquityPast past;
    for (int minute = 1; minute < 13 * 60; ++minute) {
        domain::EquitySample sample;
        sample.account = account.address;
        sample.time = Noon - std::chrono::minutes(minute);
        const int wave = minute % 240 < 120 ? minute % 240 : 240 - minute % 240;
        sample.equity = now + domain::Decimal(wave * 7 - minute);
        sample.unrealizedPnl = domain::Decimal(wave * 2);
        sample.realizedPnl = domain::Decimal(-minute / 4);
        sample.fees = domain::Decimal(40);
        past.push_back(sample);
    }
    Q_EMIT source.equityRead(std::make_shared<const domain::EquityPast>(past));
}

void hideAmounts(MainWindow &window)
{
    window.findChild<Privacy *>()->setHidden(true);
}

// Two prices up, one down, a moment ago.
void move(MainWindow &window)
{
    window.positions().setFlashing(true);
    auto book = tradersBook();
    for (const std::size_t i : {0U, 1U, 4U}) {
        auto &moved = book[i];
        const domain::Decimal step = number(i == 1 ? "-0.5" : "0.0003");
        moved.currentPrice = *moved.currentPrice + step;
        moved.notionalValue = moved.quantity * *moved.currentPrice;
        moved.unrealizedPnl = *moved.unrealizedPnl + moved.quantity * step;
        window.positions().takeUpdate(priceUpdate(moved, 200 + i));
    }
    window.positions().flush();
}

// Two coins that differ, and what became of others before.
domain::ReconciliationView proofOf(const Scene &scene, const domain::WatchedAccount &account,
                                   const std::vector<domain::PositionView> &book)
{
    using enum domain::DriftOutcome;
    using std::chrono::seconds;
    auto view = agreement(account, book);
    view.history = {drift("DOGE", "-21000", "-20000", ExplainedByFill, seconds(1900)),
                    drift("SUI", "3300", "3600", Adjusted, seconds(5400)),
                    drift("HYPE", "-1850", "-1700", Gone, seconds(9100))};
    if (scene.proof != Scene::Proof::Differs)
        return view;
    differ(view, "SOL", "540.25", domain::FieldVerdict::Differs);
    differ(view, "ETH", "-40.2", domain::FieldVerdict::Suspect);
    view.history.insert(view.history.begin(), drift("SOL", "612.5", "540.25", Held, seconds(31)));
    return view;
}

void play(const Scene &scene, FakeSource &source)
{
    if (scene.isSilent)
        return;
    for (const domain::WatchedAccount &account : scene.accounts) {
        auto book = scene.positions < 0 ? tradersBook(account.address)
                                        : manyPositions(scene.positions, account.address);
        if (account.address == address(2))
            book.resize(std::min<std::size_t>(book.size(), 3));
        if (!book.empty() && scene.positions < 0) {
            using enum domain::FillSide;
            std::uint64_t seq = 0;
            Q_EMIT source.positionUpdated(fillUpdate(book[0], ++seq, Buy, "0.25", "Open Long"));
            Q_EMIT source.positionUpdated(fillUpdate(book[1], ++seq, Sell, "4.2", "Open Short"));
            Q_EMIT source.positionUpdated(fillUpdate(book[2], ++seq, Buy, "120.5", "Open Long"));
            if (book.size() > 5) {
                Q_EMIT source.positionUpdated(
                    fillUpdate(book[3], ++seq, Buy, "150", "Close Short", "-286.65"));
                Q_EMIT source.positionUpdated(
                    fillUpdate(book[4], ++seq, Buy, "4200000", "Open Long"));
                Q_EMIT source.positionUpdated(
                    fillUpdate(book[5], ++seq, Sell, "20", "Close Long", "115.02"));
            }
        }
        auto proof = proofOf(scene, account, book);
        if (scene.state != domain::FeedState::Live) {
            proof.state = domain::ReconciliationState::Unknown;
            proof.nextCheck.reset();
        }
        const auto told = summary(account, book, 100, scene.state, scene.mode);
        Q_EMIT source.summaryChanged(told);
        if (told->equity)
            tellPast(source, account, *told->equity);
        Q_EMIT source.reconciliationChanged(shared(proof));
    }
    const base::Milliseconds silence = scene.later + base::Milliseconds{400};
    Q_EMIT source.healthChanged(health(scene.accounts, scene.state, silence, Noon + scene.later));
}

bool picture(const Scene &scene, const QDir &directory)
{
    base::ManualClock clock(Noon + scene.later);
    FakeSource source(scene.accounts, scene.mode);
    LogTail tail;
    fillLog(tail);
    MainWindowOptions options{
        {}, QStringLiteral("http://127.0.0.1:8000"), {}, QStringLiteral("0.1.0")};
    options.log = &tail;
    MainWindow window(source, clock, options);
    window.theme().choose(scene.theme);
    window.resize(scene.size);
    window.show();
    window.positions().setNow(clock.now().wall);
    play(scene, source);
    window.flush();
    if (scene.hangs.count() > 0) {
        clock.advance(scene.hangs);
        QEventLoop loop;
        QTimer::singleShot(limits::TickPace * 2, &loop, &QEventLoop::quit);
        loop.exec();
        window.flush();
    }
    if (scene.proof != Scene::Proof::Behind)
        window.findChild<QDockWidget *>(QStringLiteral("reconciliation"))->raise();
    for (int i = 0; i < 5; ++i)
        QApplication::processEvents();
    if (scene.act) {
        scene.act(window);
        QApplication::processEvents();
    }
    return window.grab().save(
        directory.filePath(QString::fromLatin1(scene.name) + QStringLiteral(".png")));
}

// The compact strip, live, old, dead and hidden, one below the other.
bool stripPicture(const QString &file, ThemeChoice choice)
{
    QWidget window;
    Theme theme(window);
    theme.choose(choice);
    PositionsModel positions;
    const auto made = summary(watched(1, "Main"), tradersBook());
    positions.takeSummary(made);
    positions.setNow(Noon);
    positions.flush();
    CompactView view = compactViewOf(positions, std::nullopt, totalsOf({made}), false);
    view.account = QStringLiteral("Main");
    QImage all(560, 4 * 60, QImage::Format_RGB32);
    all.fill(Qt::darkGray);
    QPainter painter(&all);
    for (int i = 0; i < 4; ++i) {
        Privacy privacy;
        CompactStrip strip(theme, privacy);
        view.mark = i == 0 ? QStringLiteral("DEMO") : QString();
        view.freshness = static_cast<domain::PriceState>(i % 3);
        strip.show(view);
        privacy.setHidden(i == 3);
        painter.drawPixmap(10, 8 + i * 58, strip.grab());
    }
    painter.end();
    return all.save(file);
}

// The tray's icon in its modes and states, at three sizes.
bool saveTray(const QString &file)
{
    QImage all(760, 200, QImage::Format_RGB32);
    all.fill(Qt::lightGray);
    QPainter painter(&all);
    int x = 10;
    for (const char *net : {"0.42", "-466.77", "9876.5", "-12345", "1250000", "0"}) {
        CompactView view;
        view.totals.netPnl = *domain::Decimal::parse(net);
        const auto mode = x < 200 ? domain::RunMode::Demo : domain::RunMode::Live;
        view.freshness = x > 400 ? domain::PriceState::Stale : domain::PriceState::Live;
        const TrayFace face = trayFaceOf(view, mode, false, false);
        int y = 10;
        for (const int size : {22, 32, 64}) {
            painter.drawPixmap(x, y, trayPixmap(face, darkColors(), size));
            y += size + 12;
        }
        x += 110;
    }
    painter.end();
    return all.save(file);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QDir directory(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    Translation translation;
    translation.speak(languageFromKey(QString::fromLocal8Bit(argc > 2 ? argv[2] : "en")));
    using std::chrono::seconds;
    const std::vector<domain::WatchedAccount> two{watched(1, "Main"), watched(2, "Hedge")};
    // clang-format off
    const std::vector<Scene> scenes{
        {.name = "dark"},
        {.name = "light", .theme = ThemeChoice::Light},
        {.name = "live-two-accounts", .mode = domain::RunMode::Live, .accounts = two},
        {.name = "testnet-light", .theme = ThemeChoice::Light, .mode = domain::RunMode::Testnet},
        {.name = "empty", .positions = 0},
        {.name = "starting", .theme = ThemeChoice::Light, .isSilent = true},
        {.name = "old", .mode = domain::RunMode::Live, .state = domain::FeedState::Stale, .later = seconds(14)},
        {.name = "stale", .mode = domain::RunMode::Live, .state = domain::FeedState::Offline, .later = seconds(75)},
        {.name = "stale-light", .theme = ThemeChoice::Light, .mode = domain::RunMode::Live, .state = domain::FeedState::Offline, .later = seconds(75)},
        {.name = "proof-agrees", .proof = Scene::Proof::Agrees},
        {.name = "proof-differs", .proof = Scene::Proof::Differs},
        {.name = "proof-differs-light", .theme = ThemeChoice::Light, .mode = domain::RunMode::Live, .accounts = two, .proof = Scene::Proof::Differs},
        {.name = "proof-stale", .mode = domain::RunMode::Live, .state = domain::FeedState::Stale, .later = seconds(14), .proof = Scene::Proof::Agrees},
        {.name = "proof-dead-light", .theme = ThemeChoice::Light, .mode = domain::RunMode::Live, .state = domain::FeedState::Offline, .later = seconds(75), .proof = Scene::Proof::Agrees},
        {.name = "proof-many", .positions = 500, .proof = Scene::Proof::Agrees},
        {.name = "hangs", .mode = domain::RunMode::Live, .hangs = seconds(7), .proof = Scene::Proof::Agrees},
        {.name = "hangs-flat-light", .theme = ThemeChoice::Light, .positions = 0, .hangs = seconds(75)},
        {.name = "risk", .act = [](MainWindow &window) { window.findChild<PositionsPanel *>()->choosePreset(ColumnPreset::Risk); }},
        {.name = "filter", .act = [](MainWindow &window) { filter(window, "side:long dist<19 upnl<"); }},
        {.name = "groups", .accounts = two, .act = [](MainWindow &window) { choose(window, "By &account"); }},
        {.name = "groups-light", .theme = ThemeChoice::Light, .accounts = two, .act = [](MainWindow &window) { choose(window, "By &dex"); }},
        {.name = "flash", .act = move},
        {.name = "flash-light", .theme = ThemeChoice::Light, .act = move},
        {.name = "all-columns-light", .size = {1920, 800}, .theme = ThemeChoice::Light, .accounts = two, .act = [](MainWindow &window) { window.findChild<PositionsPanel *>()->choosePreset(ColumnPreset::All); }},
        {.name = "1280x800", .size = {1280, 800}},
        {.name = "small", .size = {820, 560}},
        {.name = "1100x700", .size = {1100, 700}},
        {.name = "1100x700-light-old", .size = {1100, 700}, .theme = ThemeChoice::Light, .mode = domain::RunMode::Live, .accounts = two, .state = domain::FeedState::Stale, .later = seconds(14)},
        {.name = "1920x1080", .size = {1920, 1080}},
        {.name = "log", .act = callFor<0>},
        {.name = "log-light", .theme = ThemeChoice::Light, .act = callFor<0>},
        {.name = "orders", .act = callFor<1>},
        {.name = "alerts-light", .theme = ThemeChoice::Light, .act = callFor<2>},
        {.name = "high-contrast", .theme = ThemeChoice::HighContrast},
        {.name = "high-contrast-old", .theme = ThemeChoice::HighContrast, .mode = domain::RunMode::Live, .state = domain::FeedState::Stale, .later = seconds(14)},
        {.name = "colour-blind-dark", .theme = ThemeChoice::ColourBlindDark},
        {.name = "colour-blind-light", .theme = ThemeChoice::ColourBlindLight},
        {.name = "red-up-dark", .act = [](MainWindow &window) { window.theme().setRedUp(true); }},
        {.name = "red-up-light", .theme = ThemeChoice::Light, .act = [](MainWindow &window) { window.theme().setRedUp(true); }},
        {.name = "hidden-dark", .accounts = two, .act = hideAmounts},
        {.name = "hidden-light", .theme = ThemeChoice::Light, .act = hideAmounts},
        {.name = "hidden-proof", .proof = Scene::Proof::Differs, .act = hideAmounts},
        {.name = "many", .positions = 500},
    };
    // clang-format on
    bool isSaved = true;
    for (const Scene &scene : scenes)
        isSaved = picture(scene, directory) && isSaved;
    isSaved =
        stripPicture(directory.filePath(QStringLiteral("strip-dark.png")), ThemeChoice::Dark) &&
        isSaved;
    isSaved =
        stripPicture(directory.filePath(QStringLiteral("strip-light.png")), ThemeChoice::Light) &&
        isSaved;
    isSaved = saveTray(directory.filePath(QStringLiteral("tray.png"))) && isSaved;
    isSaved =
        appPixmap(256).save(directory.filePath(QStringLiteral("position-monitor.png"))) && isSaved;
    QTextStream(stdout) << (isSaved ? "saved in " : "could not save in ")
                        << directory.absolutePath() << "\n";
    return isSaved ? 0 : 1;
}
