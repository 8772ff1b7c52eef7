// Requests over HTTP/1.1 to servers on this machine, from one thread: it waits in epoll and copies nothing that was made
// before, so that it takes little of the cores that it measures.

#ifndef CLOAD_H
#define CLOAD_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// A request as it goes over the wire, head and body.
typedef struct {
    const uint8_t *bytes;
    size_t count;
} cload_request;

typedef struct {
    /// Connections are spread over these ports of 127.0.0.1 by turns.
    const uint16_t *ports;
    size_t port_count;
    /// How many connections are kept: each has one request under way at most.
    size_t connections;
    /// Asked again and again, from `first` on.
    const cload_request *requests;
    size_t request_count, first;
    double seconds;
    /// Requests a second, at times of a Poisson process; 0 sends the next as soon as the one before is answered.
    double rate;
} cload_plan;

typedef struct {
    uint16_t status;
    /// How late it was sent, by this program's own fault; milliseconds.
    float late;
    /// To its last byte, from when it was due: from its sending, where the rate is 0; milliseconds.
    float milliseconds;
} cload_answer;

typedef struct {
    cload_answer *_Nullable answers;
    size_t count;
    /// Requests that were due while no connection was free; they were not sent.
    size_t unsent;
    /// Requests whose connection broke before an answer, or that had none ten seconds after the end.
    size_t broken;
    /// Answers that came before the whole request was sent; the connection was then given up.
    size_t cut;
    /// Connections made, those at the beginning among them.
    size_t connected;
    /// What was sent, and until the last answer.
    size_t sent;
    double seconds;
} cload_result;

/// Runs a plan to its end.
///
/// - Returns: 0, or the code of the system's error that ended it.
int cload_run(const cload_plan *plan, cload_result *result);

void cload_free(cload_result *result);

#pragma clang assume_nonnull end

#endif
