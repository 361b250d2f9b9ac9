// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hardening.h"

#include <QtGlobal>

#if defined(Q_OS_UNIX)
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>
#endif
#if defined(Q_OS_LINUX)
#include <sys/prctl.h>
#endif

namespace lpm::app {

namespace {

// A sanitizer looks at the process from beside it.
constexpr bool isLookedAt()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    return true;
#endif
#endif
    return false;
}

} // namespace

void keepToOurselves()
{
#if defined(Q_OS_UNIX)
    umask(S_IRWXG | S_IRWXO);
    std::signal(SIGXFSZ, SIG_IGN); // the write says it: a file at its limit is a disk that refuses
    if (isLookedAt())
        return;
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#if defined(Q_OS_LINUX)
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
#endif
}

tl::expected<void, Refusal> checkOwnersAlone(const std::string &directory)
{
#if defined(Q_OS_UNIX)
    struct stat found{};
    const bool isThere = stat(directory.c_str(), &found) == 0 && S_ISDIR(found.st_mode);
    if (isThere && (found.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return tl::unexpected(Refusal{ExitConfiguration,
                                      "the directory " + directory +
                                          " is open to others: chmod 700 " + directory});
#else
    Q_UNUSED(directory)
#endif
    return {};
}

} // namespace lpm::app
