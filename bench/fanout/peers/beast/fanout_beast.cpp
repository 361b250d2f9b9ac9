// SPDX-License-Identifier: GPL-3.0-or-later
// What C++ on Boost.Beast makes of the same work on one thread: frames of the exchange in, the
// position computed, a line written to the audit file, the update to every client. A tick's updates
// go out as one write a client.
//
//   fanout_beast FEED_PORT AUDIT_FILE ADDRESS...
#include "beast/audit.h"
#include "beast/exchange.h"
#include "beast/hub.h"
#include "beast/message.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <stdexcept>

namespace {

using namespace beastpeer;

constexpr std::int64_t PriceSampleMs = 60'000; // a price line of a position in the audit file

std::int64_t wallMs()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

std::string labelOf(std::size_t number) { return "account" + std::to_string(number); }

class Monitor : public ExchangeListener
{
public:
    Monitor(boost::asio::io_context &context, const std::string &audit,
            const std::vector<std::string> &users)
        : m_context(context), m_audit(audit), m_missing(users.size())
    {
        for (const std::string &user : users)
            m_accounts.push_back({user, labelOf(m_accounts.size() + 1), 0, {}, {}});
    }

    void onFill(const std::string &user, const Fill &fill, bool isSnapshot) override
    {
        Account &account = accountOf(user);
        Position *position = account.apply(fill);
        if (!position)
            return;
        m_audit.fill(account, *position, fill);
        if (!isSnapshot)
            tell(account, *position, &fill);
    }

    void onSnapshotEnd(const std::string &) override
    {
        if (--m_missing > 0)
            return;
        m_hub.emplace(m_context, [] { return framed(R"({"type":"initial_state"})"); });
        std::printf("127.0.0.1:%d\n", m_hub->port());
        std::fflush(stdout);
    }

    void onMark(std::string_view coin, double price) override
    {
        const std::int64_t now = wallMs();
        for (Account &account : m_accounts) {
            const auto found = account.positions.find(coin);
            if (found == account.positions.end() || found->second.size == 0)
                continue;
            Position &position = found->second;
            const bool hasMoved = position.mark != price;
            position.mark = price;
            position.markedAt = now;
            if (!hasMoved || !m_hub)
                continue;
            if (now - position.auditedAt >= PriceSampleMs) {
                position.auditedAt = now;
                m_audit.price(account, position, now);
            }
            tell(account, position, nullptr);
        }
    }

    void onState(const std::string &user, std::string_view coin, double size) override
    {
        Account &account = accountOf(user);
        const auto found = account.positions.find(coin);
        if (found != account.positions.end())
            found->second.isReconciled = std::abs(found->second.size - size) < 1e-9;
    }

    void onFrameEnd() override
    {
        if (m_hub && !m_frames.empty())
            m_hub->broadcast(std::exchange(m_frames, {}));
    }

private:
    Account &accountOf(const std::string &user)
    {
        for (Account &account : m_accounts) {
            if (account.address == user)
                return account;
        }
        throw std::runtime_error("a frame of an account that nobody asked for");
    }

    void tell(Account &account, const Position &position, const Fill *fill)
    {
        ++account.seq;
        m_frames += framed(updateText(account, position, fill, wallMs()));
    }

    boost::asio::io_context &m_context;
    std::optional<Hub> m_hub;
    Audit m_audit;
    std::vector<Account> m_accounts;
    std::size_t m_missing;
    std::string m_frames; // of the frame that is being read
};

} // namespace

int main(int argc, char **argv)
{
    if (argc < 4) {
        std::fprintf(stderr, "fanout_beast FEED_PORT AUDIT_FILE ADDRESS...\n");
        return 2;
    }
    try {
        boost::asio::io_context context(1);
        const std::vector<std::string> users(argv + 3, argv + argc);
        Monitor monitor(context, argv[2], users);
        const Exchange exchange(context, static_cast<unsigned short>(std::atoi(argv[1])), users,
                                monitor);
        context.run();
    } catch (const std::exception &thrown) {
        std::fprintf(stderr, "fanout_beast: %s\n", thrown.what());
        return 1;
    }
    return 0;
}
