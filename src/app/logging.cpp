// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logging.h"

#include "app/loggable.h"

#include <QDir>
#include <QLoggingCategory>
#include <QString>

#include <spdlog/async.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <mutex>
#include <utility>
#include <vector>

namespace lpm::app {

namespace {

constexpr std::size_t FileBytes = 10u << 20;
constexpr std::size_t FilesKept = 5;
constexpr std::size_t QueuedMessages = 8192;

spdlog::level::level_enum levelOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg: return spdlog::level::debug;
    case QtInfoMsg: return spdlog::level::info;
    case QtWarningMsg: return spdlog::level::warn;
    case QtCriticalMsg: return spdlog::level::err;
    case QtFatalMsg: break;
    }
    return spdlog::level::critical;
}

base::LogLevel loggedLevelOf(spdlog::level::level_enum level)
{
    switch (level) {
    case spdlog::level::trace:
    case spdlog::level::debug: return base::LogLevel::Debug;
    case spdlog::level::info: return base::LogLevel::Info;
    case spdlog::level::warn: return base::LogLevel::Warning;
    case spdlog::level::err:
    case spdlog::level::critical:
    case spdlog::level::off:
    case spdlog::level::n_levels: break;
    }
    return base::LogLevel::Error;
}

class HearingSink final : public spdlog::sinks::base_sink<std::mutex>
{
public:
    explicit HearingSink(LogHearer hearer) : m_hearer(std::move(hearer)) {}

protected:
    void sink_it_(const spdlog::details::log_msg &message) override
    {
        m_hearer(std::chrono::floor<base::Milliseconds>(message.time),
                 loggedLevelOf(message.level),
                 std::string_view(message.payload.data(), message.payload.size()));
    }
    void flush_() override {}

private:
    LogHearer m_hearer;
};

// A message handler is a plain function: what it has to know is set once, before it is installed.
bool showsAddresses = false;

void toLog(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    const auto logger = spdlog::default_logger();
    const char *category = context.category ? context.category : "default";
    logger->log(levelOf(type), "{}: {}", category,
                loggable(message.toStdString(), showsAddresses));
    if (type == QtFatalMsg)
        logger->flush();
}

} // namespace

tl::expected<Logging, Refusal> Logging::start(const std::string &directory,
                                              const std::string &level, bool withAddresses,
                                              LogHearer hearer)
{
    showsAddresses = withAddresses;
    if (!QDir().mkpath(QString::fromStdString(directory)))
        return tl::unexpected(
            Refusal{ExitCannotCreate, "cannot create the log directory " + directory});
    try {
        const auto file = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
            directory + "/position-monitor.log", FileBytes, FilesKept);
        const auto screen = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        std::vector<spdlog::sink_ptr> sinks{file, screen};
        if (hearer)
            sinks.push_back(std::make_shared<HearingSink>(std::move(hearer)));
        spdlog::init_thread_pool(QueuedMessages, 1);
        // A log that cannot keep up loses its oldest messages; it never holds up the core.
        const auto logger = std::make_shared<spdlog::async_logger>(
            "position-monitor", sinks.begin(), sinks.end(), spdlog::thread_pool(),
            spdlog::async_overflow_policy::overrun_oldest);
        logger->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
        logger->set_level(spdlog::level::from_str(level == "warning" ? "warn" : level));
        logger->flush_on(spdlog::level::warn);
        spdlog::set_default_logger(logger);
        spdlog::flush_every(std::chrono::seconds(1));
    } catch (const spdlog::spdlog_ex &) {
        return tl::unexpected(
            Refusal{ExitCannotCreate, "cannot write a log in the directory " + directory});
    }
    const bool isDebug = level == "debug";
    QLoggingCategory::setFilterRules(isDebug ? QStringLiteral("lpm.*=true")
                                             : QStringLiteral("lpm.*.debug=false"));
    qInstallMessageHandler(toLog);
    return Logging();
}

Logging::Logging(Logging &&other) noexcept : m_isActive(std::exchange(other.m_isActive, false)) {}

Logging::~Logging()
{
    if (!m_isActive)
        return;
    qInstallMessageHandler(nullptr);
    // The log's own thread ends before what it writes with.
    const auto logger = spdlog::default_logger();
    spdlog::shutdown();
}

} // namespace lpm::app
