// SPDX-License-Identifier: GPL-3.0-or-later
// Errors as values: a Result is either a T or an Error, and the compiler objects when it is dropped.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace lpm::base {

// What kind of failure it is, to branch on. The sentence for people is Error::message.
enum class ErrorCode {
    InvalidArgument, // a caller or a user gave something unusable
    Parse,           // outside data that does not have its expected form
    Overflow,        // a number that does not fit; never replaced by a wrong one
    NotFound,
    Io,          // a file or disk refused
    Network,     // no connection, TLS, name resolution
    Http,        // an answer whose status is not 200
    RateLimited, // refused by the exchange's budget or ours
    Timeout,
    Protocol, // the peer broke its own contract
    Corrupt,  // our own stored data does not verify
    Busy,     // somebody else holds the resource
    Configuration,
    Cancelled
};

struct [[nodiscard]] Error
{
    ErrorCode code = ErrorCode::InvalidArgument;
    std::string message; // a sentence for people; never holds a secret

    // Adds what was being done, in front of what went wrong.
    Error in(std::string_view context) const
    {
        return Error{code, std::string(context) + ": " + message};
    }
};

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using tl::expected<T, Error>::expected;
    Result(tl::expected<T, Error> other) : tl::expected<T, Error>(std::move(other)) {}
};

[[nodiscard]] inline tl::unexpected<Error> failure(ErrorCode code, std::string message)
{
    return tl::unexpected<Error>(Error{code, std::move(message)});
}

[[nodiscard]] inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace lpm::base
