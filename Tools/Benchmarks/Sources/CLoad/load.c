#define _GNU_SOURCE
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "connection.h"

/// How long answers are waited for after the last request; seconds.
static const double patience = 10;

typedef struct {
    const cload_plan *plan;
    cload_result *result;
    connection *connections;
    /// Which are free: a stack.
    size_t *idle;
    size_t idle_count;
    size_t capacity, next, busy;
    int epoll, timer;
    uint64_t random;
    double began, end, due;
} load;

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

/// A gap of a Poisson process of this rate.
static double gap(load *self) {
    self->random ^= self->random << 13;
    self->random ^= self->random >> 7;
    self->random ^= self->random << 17;
    return -log(((double)(self->random >> 11) + 0.5) / 9007199254740992.0) / self->plan->rate;
}

static int watch(load *self, size_t at, int isNew, uint32_t events) {
    struct epoll_event event = {.events = events, .data.u64 = at};
    return epoll_ctl(self->epoll, isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, self->connections[at].file, &event) ? errno : 0;
}

static int reopen(load *self, size_t at) {
    connection *one = &self->connections[at];
    if (one->file >= 0) close(one->file);
    int fault = connection_open(one);
    if (fault) return fault;
    self->result->connected++;
    return watch(self, at, 1, EPOLLOUT);
}

/// Keeps an answer; 0 or an errno.
static int keep(load *self, const connection *one) {
    cload_result *result = self->result;
    if (result->count == self->capacity) {
        size_t capacity = self->capacity ? 2 * self->capacity : 4096;
        cload_answer *more = realloc(result->answers, capacity * sizeof *more);
        if (!more) return ENOMEM;
        result->answers = more;
        self->capacity = capacity;
    }
    double at = now();
    result->answers[result->count++] = (cload_answer){
        .status = one->status, .late = (float)(1000 * (one->began - one->due)),
        .milliseconds = (float)(1000 * (at - one->due))};
    result->seconds = at - self->began;
    return 0;
}

static int fail(load *self, size_t at) {
    self->result->broken++;
    self->busy--;
    return reopen(self, at);
}

static void start(load *self, size_t at, double due);

/// The connection is free: it sends the next request, or waits for its turn.
static void rest(load *self, size_t at) {
    self->connections[at].state = IDLE;
    if (self->plan->rate == 0 && now() < self->end) return start(self, at, now());
    self->idle[self->idle_count++] = at;
}

static void start(load *self, size_t at, double due) {
    connection *one = &self->connections[at];
    one->request = &self->plan->requests[self->next++ % self->plan->request_count];
    one->sent = one->head_count = 0;
    one->has_head = 0;
    one->state = BUSY;
    one->due = due;
    one->began = self->plan->rate == 0 ? due : now();
    self->busy++;
    self->result->sent++;
    progress sent = connection_send(one);
    // What failed is seen when it is read: a server may have answered before it closed.
    watch(self, at, 0, sent == MORE ? EPOLLIN | EPOLLOUT : EPOLLIN);
}

/// A connection that its server closed while nobody used it is made anew.
static int lost(load *self, size_t at) {
    for (size_t place = 0; place < self->idle_count; place++) {
        if (self->idle[place] != at) continue;
        self->idle[place] = self->idle[--self->idle_count];
        break;
    }
    return reopen(self, at);
}

static int handle(load *self, size_t at, uint32_t events) {
    connection *one = &self->connections[at];
    switch (one->state) {
    case CONNECTING:
        if (events & (EPOLLERR | EPOLLHUP)) return ECONNREFUSED;
        watch(self, at, 0, EPOLLIN);
        rest(self, at);
        return 0;
    case IDLE: return lost(self, at);
    case BUSY: break;
    }
    if (events & EPOLLOUT) {
        if (connection_send(one) != MORE) watch(self, at, 0, EPOLLIN);
    }
    if (!(events & (EPOLLIN | EPOLLERR | EPOLLHUP))) return 0;
    progress read = connection_receive(one);
    if (read == MORE) return 0;
    if (read == BROKEN) return fail(self, at);
    int fault = keep(self, one);
    if (fault) return fault;
    self->busy--;
    int isCut = one->sent < one->request->count;
    self->result->cut += (size_t)isCut;
    if (isCut || one->closes) return reopen(self, at);
    rest(self, at);
    return 0;
}

/// Sends what is due, and sets the timer for what comes next.
static void arrivals(load *self) {
    double at = now();
    while (self->due <= at && self->due < self->end) {
        if (self->idle_count > 0) {
            start(self, self->idle[--self->idle_count], self->due);
        } else {
            self->result->unsent++;
        }
        self->due += gap(self);
    }
    if (self->due >= self->end) return;
    struct itimerspec when = {.it_value = {.tv_sec = (time_t)self->due}};
    when.it_value.tv_nsec = (long)(1e9 * (self->due - floor(self->due)));
    timerfd_settime(self->timer, TFD_TIMER_ABSTIME, &when, NULL);
}

static int run(load *self) {
    const cload_plan *plan = self->plan;
    const size_t timer = plan->connections;
    for (size_t at = 0; at < plan->connections; at++) {
        self->connections[at].port = plan->ports[at % plan->port_count];
        int fault = reopen(self, at);
        if (fault) return fault;
    }
    self->began = now();
    self->end = self->began + plan->seconds;
    if (plan->rate > 0) {
        struct epoll_event event = {.events = EPOLLIN, .data.u64 = timer};
        if (epoll_ctl(self->epoll, EPOLL_CTL_ADD, self->timer, &event)) return errno;
        self->due = self->began + gap(self);
        arrivals(self);
    }
    struct epoll_event events[256];
    for (;;) {
        double left = self->end - now();
        if (left <= 0 && (self->busy == 0 || left < -patience)) break;
        int wait = (int)ceil(1000 * (left > 0 ? left : 0.1));
        int count = epoll_wait(self->epoll, events, 256, wait);
        if (count < 0 && errno != EINTR) return errno;
        for (int each = 0; each < count; each++) {
            if (events[each].data.u64 == timer) {
                uint64_t ticks;
                if (read(self->timer, &ticks, sizeof ticks) > 0) arrivals(self);
                continue;
            }
            int fault = handle(self, events[each].data.u64, events[each].events);
            if (fault) return fault;
        }
    }
    self->result->broken += self->busy;
    return 0;
}

int cload_run(const cload_plan *plan, cload_result *result) {
    memset(result, 0, sizeof *result);
    load self = {.plan = plan, .result = result, .next = plan->first, .random = 0x9E3779B97F4A7C15};
    self.epoll = epoll_create1(EPOLL_CLOEXEC);
    self.timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    self.connections = calloc(plan->connections, sizeof *self.connections);
    self.idle = calloc(plan->connections, sizeof *self.idle);
    int fault = self.epoll < 0 || self.timer < 0 || !self.connections || !self.idle ? ENOMEM : 0;
    for (size_t at = 0; self.connections && at < plan->connections; at++) self.connections[at].file = -1;
    if (!fault) fault = run(&self);
    for (size_t at = 0; self.connections && at < plan->connections; at++) {
        if (self.connections[at].file >= 0) close(self.connections[at].file);
    }
    free(self.connections);
    free(self.idle);
    if (self.timer >= 0) close(self.timer);
    if (self.epoll >= 0) close(self.epoll);
    if (fault) cload_free(result);
    return fault;
}

void cload_free(cload_result *result) {
    free(result->answers);
    result->answers = NULL;
    result->count = 0;
}
