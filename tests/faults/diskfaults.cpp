// SPDX-License-Identifier: GPL-3.0-or-later
// Loaded before the C library into the program under test (LD_PRELOAD): the disk of the audit
// trail refuses as the file named by LPM_DISK_FAULTS says, a line for each kind:
//   write ENOSPC | write EROFS | write half | fdatasync EIO [TIMES]
// "half" takes half of what is written and then nothing. Without the file all goes as usual.
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

// The system calls themselves: this library's own reading must not meet its faults.
long rawRead(int fd, char *into, std::size_t most) { return syscall(SYS_read, fd, into, most); }

std::string orders()
{
    const char *path = std::getenv("LPM_DISK_FAULTS");
    if (path == nullptr)
        return {};
    const long fd = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return {};
    char text[256];
    const long length = rawRead(static_cast<int>(fd), text, sizeof text);
    syscall(SYS_close, fd);
    return length > 0 ? std::string(text, static_cast<std::size_t>(length)) : std::string();
}

bool isOfTheTrail(int fd)
{
    const std::string link = "/proc/self/fd/" + std::to_string(fd);
    char path[4096];
    const ssize_t length = readlink(link.c_str(), path, sizeof path);
    return length > 0 &&
           std::string_view(path, static_cast<std::size_t>(length)).find("/trading/audit-") !=
               std::string_view::npos;
}

int errorOf(const std::string &all, std::string_view call)
{
    const auto at = all.find(call);
    if (at == std::string::npos)
        return 0;
    const std::string_view word = std::string_view(all).substr(at + call.size());
    return word.starts_with("ENOSPC") ? ENOSPC : word.starts_with("EROFS") ? EROFS : EIO;
}

// How often fdatasync still refuses; a number behind its order bounds it.
bool mayRefuseSync(const std::string &all)
{
    constexpr std::string_view Order = "fdatasync EIO ";
    static std::atomic<int> refused{0};
    const auto at = all.find(Order);
    const int most = at == std::string::npos ? 0 : std::atoi(all.c_str() + at + Order.size());
    return most == 0 || refused++ < most;
}

int refuse(int error)
{
    errno = error;
    return -1;
}

} // namespace

extern "C" {

ssize_t write(int fd, const void *bytes, size_t size)
{
    static std::atomic<bool> hasTakenHalf{false};
    const std::string all = orders();
    if (all.find("write") == std::string::npos || !isOfTheTrail(fd)) {
        if (all.empty())
            hasTakenHalf = false;
        return syscall(SYS_write, fd, bytes, size);
    }
    if (all.find("write half") != std::string::npos) {
        if (hasTakenHalf.exchange(true))
            return refuse(ENOSPC);
        return syscall(SYS_write, fd, bytes, size / 2);
    }
    return refuse(errorOf(all, "write "));
}

int fdatasync(int fd)
{
    const std::string all = orders();
    if (all.find("fdatasync") == std::string::npos || !isOfTheTrail(fd) || !mayRefuseSync(all))
        return static_cast<int>(syscall(SYS_fdatasync, fd));
    return refuse(errorOf(all, "fdatasync "));
}
}
