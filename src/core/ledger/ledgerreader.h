// SPDX-License-Identifier: GPL-3.0-or-later
// Answers questions about the ledger on a thread of its own, in the order they came: whoever asks
// never waits for a disk. Each is asked of the file as it is then, which may be moved aside or made
// anew in between. Everything here may be called from any thread.
#pragma once

#include "core/ledger/queries.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace lpm::ledger {

class LedgerReader
{
public:
    template <class Row>
    using List = base::Result<std::vector<Row>> (*)(Database &, const audit::Network &,
                                                    const domain::HistoryRequest &);
    template <class Row>
    using Done = std::function<void(base::Result<std::vector<Row>>)>;

    LedgerReader(std::string file, audit::Network network);
    ~LedgerReader(); // what waits is not answered any more
    LedgerReader(const LedgerReader &) = delete;
    LedgerReader &operator=(const LedgerReader &) = delete;

    // `list` is one of queries.h. `done` is called on the reader's thread, unless the asker has gone
    // by then. false: it will not be, limits::WaitingQuestions wait already or
    // limits::WaitingQuestionsEach of this asker.
    template <class Row>
    bool ask(List<Row> list, domain::HistoryRequest request, Done<Row> done)
    {
        const auto asker = request.asker;
        return add({[this, list, request = std::move(request), done = std::move(done)] {
                        const auto database =
                            Database::open(m_file, Database::Access::ReadOnly);
                        done(database ? list(**database, m_network, request)
                                      : base::failure(database.error()));
                    },
                    asker});
    }

private:
    struct Question
    {
        std::function<void()> answer;
        std::optional<domain::Asker> asker;
    };

    bool add(Question question);
    bool hasRoomFor(const std::optional<domain::Asker> &asker); // under the lock
    void run();

    const std::string m_file;
    const audit::Network m_network;

    std::mutex m_mutex; // of what follows
    std::condition_variable m_wake;
    std::deque<Question> m_waiting;
    bool m_isEnding = false;

    std::thread m_thread; // last: everything is there when it starts
};

} // namespace lpm::ledger
