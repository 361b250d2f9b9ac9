// SPDX-License-Identifier: GPL-3.0-or-later
// The system's disk where it refuses: each Error says what could not be done, with which file, and
// why, and what is no regular file is never used as one.
#include "core/audit/disk.h"
#include "core/audit/linereader.h"
#include "tests/core/audit/trailfixture.h"

#include <QFile>
#include <QtTest>

#include <csignal>
#include <limits>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace lpm;
using namespace lpm::audit::testing;

namespace {

template <class T>
std::string sentence(const base::Result<T> &result)
{
    return result ? std::string() : result.error().message;
}

// A directory with one file in it, of `text`.
struct OneFile
{
    QTemporaryDir directory;
    std::shared_ptr<audit::Disk> disk = audit::systemDisk();
    std::string text = "some bytes\n";

    OneFile() { writeFile(path(), text); }
    std::string path(const char *name = "file") const
    {
        return directory.path().toStdString() + "/" + name;
    }
};

// No file may grow beyond so many bytes, as with `ulimit -f`.
class SizeLimit
{
public:
    explicit SizeLimit(rlim_t bytes)
    {
        m_handler = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limited{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limited);
    }
    ~SizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    SizeLimit(const SizeLimit &) = delete;
    SizeLimit &operator=(const SizeLimit &) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int) = nullptr;
};

// A regular file of which no byte can be read or written at its beginning.
const std::string Unreadable = "/proc/self/mem";

bool hasUnreadable() { return QFile::exists(QString::fromStdString(Unreadable)); }

} // namespace

class AuditSystemDiskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- what can be locked and listed -------------------------------------------------------

    void aDirectoryThatCannotBeMadeIsNamed()
    {
        const OneFile at;
        const std::string directory = at.path(std::string(300, 'x').c_str());

        const auto locked = at.disk->lock(directory);

        QVERIFY(!locked);
        QCOMPARE(locked.error().code, base::ErrorCode::Io);
        QCOMPARE(sentence(locked),
                 "cannot make the directory " + directory + ": File name too long");
    }

    void aParentThatIsAFileIsNamed()
    {
        const OneFile at;

        const auto locked = at.disk->lock(at.path() + "/trading");

        QVERIFY(!locked);
        QCOMPARE(locked.error().code, base::ErrorCode::Io);
        QVERIFY(sentence(locked).starts_with("cannot make the directory " + at.path() + ": "));
        QCOMPARE(readFile(at.path()), at.text);
    }

    void aLockThatIsALinkIsNotFollowed()
    {
        const OneFile at;
        const std::string trading = at.path("trading");
        QCOMPARE(::mkdir(trading.c_str(), 0700), 0);
        QCOMPARE(::symlink(at.path().c_str(), (trading + "/.lock").c_str()), 0);

        const auto locked = at.disk->lock(trading);

        QVERIFY(!locked);
        QCOMPARE(locked.error().code, base::ErrorCode::Io);
        QVERIFY(sentence(locked).starts_with("cannot open " + trading + "/.lock: "));
    }

    void aFileCannotBeListed()
    {
        const OneFile at;

        const auto entries = at.disk->list(at.path());

        QVERIFY(!entries);
        QCOMPARE(entries.error().code, base::ErrorCode::Io); // NotFound would be an empty trail
        QCOMPARE(sentence(entries), "cannot read the directory " + at.path() + ": Not a directory");
    }

    // --- what can be opened ------------------------------------------------------------------

    void onlyARegularFileIsOpened_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("reason");
        QTest::newRow("a directory") << "directory"
                                     << "is not a regular file";
        QTest::newRow("a link") << "link"
                                << "is a symbolic link";
        QTest::newRow("a FIFO") << "fifo"
                                << "is not a regular file";
        QTest::newRow("behind a file") << "file/file"
                                       << ": Not a directory";
    }
    void onlyARegularFileIsOpened()
    {
        QFETCH(QString, name);
        QFETCH(QString, reason);
        const OneFile at;
        QCOMPARE(::mkdir(at.path("directory").c_str(), 0700), 0);
        QCOMPARE(::symlink(at.path().c_str(), at.path("link").c_str()), 0);
        QCOMPARE(::mkfifo(at.path("fifo").c_str(), 0600), 0);
        const std::string path = at.path(name.toLatin1().constData());

        const auto read = at.disk->read(path, 0);
        const auto rewritten = at.disk->rewrite(path, 0);
        const auto opened = at.disk->open(path);

        QVERIFY(!read && !rewritten && !opened);
        QCOMPARE(read.error().code, base::ErrorCode::Io);
        QVERIFY2(sentence(read).ends_with(reason.toStdString()), sentence(read).c_str());
        QVERIFY(sentence(read).find(path) != std::string::npos);
        // Whether a directory or a FIFO is refused when it is opened or later is the system's.
        QVERIFY(sentence(opened).find(path) != std::string::npos);
        QVERIFY(sentence(rewritten).find(path) != std::string::npos);
        QCOMPARE(readFile(at.path()), at.text);
    }

    void onlyAFileThatIsNotThereIsNotFound()
    {
        const OneFile at;

        QCOMPARE(at.disk->read(at.path("other"), 0).error().code, base::ErrorCode::NotFound);
        QCOMPARE(sentence(at.disk->rewrite(at.path("other"), 0)),
                 at.path("other") + " does not exist");
    }

    void aFileThatCannotBeRenamedOrRemovedIsNamed()
    {
        const OneFile at;

        QCOMPARE(sentence(at.disk->rename(at.path("a"), at.path("b"))),
                 "cannot rename " + at.path("a") + ": No such file or directory");
        QCOMPARE(sentence(at.disk->remove(at.path("a"))),
                 "cannot remove " + at.path("a") + ": No such file or directory");
    }

    // --- what can be read and written --------------------------------------------------------

    void aFileOfItsLargestSizeTakesNoMore()
    {
        const OneFile at;
        const auto file = at.disk->open(at.path()).value();
        const SizeLimit limit(at.text.size() + 4);

        QCOMPARE(file->append("more bytes").value(), std::size_t{4});
        const auto refused = file->append("bytes");

        QVERIFY(!refused);
        QCOMPARE(refused.error().code, base::ErrorCode::Io);
        QCOMPARE(sentence(refused), "cannot write " + at.path() + ": File too large");
        QCOMPARE(file->size(), at.text.size() + 4);
        QCOMPARE(readFile(at.path()), at.text + "more");
    }

    void bytesThatCannotBeWrittenAgainStay()
    {
        const OneFile at;
        const SizeLimit limit(4);

        const auto rewritten = at.disk->rewrite(at.path(), 4);

        QVERIFY(!rewritten);
        QCOMPARE(sentence(rewritten), "cannot write " + at.path() + ": File too large");
        QCOMPARE(readFile(at.path()), at.text);
    }

    void writingAgainChangesNothing()
    {
        OneFile at;
        at.text.assign(200'000, 'x'); // in more than one piece
        at.text += "end";
        writeFile(at.path(), at.text);

        QVERIFY(at.disk->rewrite(at.path(), 7));

        QCOMPARE(readFile(at.path()), at.text);
    }

    void aFileThatCannotBeCutStays()
    {
        const OneFile at;
        const auto file = at.disk->open(at.path()).value();

        const auto cut = file->truncate(std::numeric_limits<std::uint64_t>::max());

        QVERIFY(!cut);
        QCOMPARE(sentence(cut), "cannot cut " + at.path() + ": Invalid argument");
        QCOMPARE(file->size(), at.text.size());
        QCOMPARE(readFile(at.path()), at.text);
    }

    void aPlaceThatNoFileHasCannotBeRead()
    {
        const OneFile at;

        const auto read = at.disk->read(at.path(), std::numeric_limits<std::uint64_t>::max());

        QVERIFY(!read);
        QCOMPARE(sentence(read), "cannot read " + at.path() + ": Invalid argument");
    }

    void aFileThatTheDiskCannotReadIsNamed()
    {
        if (!hasUnreadable())
            QSKIP("no file here that opens and cannot be read");
        const auto disk = audit::systemDisk();
        audit::TrailFile file;
        file.path = Unreadable;
        file.name = "audit-2026-11-23.jsonl";
        auto reader = audit::LineReader::open(*disk, file).value();

        const auto line = reader.next();

        QVERIFY(!line);
        QCOMPARE(line.error().code, base::ErrorCode::Io);
        QCOMPARE(sentence(line), std::string("audit-2026-11-23.jsonl cannot be read to its end: "
                                             "cannot read /proc/self/mem: Input/output error"));
        QCOMPARE(sentence(disk->rewrite(Unreadable, 0)),
                 std::string("cannot read /proc/self/mem: Input/output error"));
    }

    void aDirectoryThatCannotBeSyncedIsNamed()
    {
        if (!hasUnreadable())
            QSKIP("no directory here that cannot be synced");

        const auto opened = audit::systemDisk()->open(Unreadable);

        QVERIFY(!opened);
        QCOMPARE(opened.error().code, base::ErrorCode::Io);
        QCOMPARE(sentence(opened),
                 std::string("cannot sync the directory /proc/self: Invalid argument"));
    }
};

QTEST_APPLESS_MAIN(AuditSystemDiskTest)
#include "tst_auditsystemdisk.moc"
