// Prints what happens, a line each.
//     position-stream ws://localhost:8000/api/v1/positions/stream [TOKEN-FILE]
#include "positionstream.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace {

QString tokenIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qUtf8Printable(path));
    return QString::fromUtf8(file.readAll()).trimmed();
}

void printLine(const QString &line)
{
    std::puts(qUtf8Printable(line));
    std::fflush(stdout);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const QString url = arguments.value(1, "ws://localhost:8000/api/v1/positions/stream");
    PositionStream stream(QUrl(url), arguments.size() > 2 ? tokenIn(arguments[2]) : QString());

    QString shown;
    QObject::connect(&stream, &PositionStream::changed, &app, [&] {
        const QString now = QString(stream.isLive() ? "live: %1 positions" : "old: %1 positions")
                                .arg(stream.positions().size());
        if (std::exchange(shown, now) != now)
            printLine(now);
    });
    QObject::connect(&stream, &PositionStream::filled, &app, [](const QJsonObject &fill) {
        QStringList words{"fill"};
        for (const char *key : {"fill_id", "symbol", "side", "quantity", "price"})
            words.append(fill[QLatin1String(key)].toString());
        printLine(words.join(' '));
    });
    QObject::connect(&stream, &PositionStream::restarted, &app,
                     [] { printLine("restart: fills may be missing"); });
    return app.exec();
}
