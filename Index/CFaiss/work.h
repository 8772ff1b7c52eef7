// Threads of ours for building: so many as are wanted, and no more; OpenMP's stay as others set them.
#ifndef CFAISS_WORK_H
#define CFAISS_WORK_H
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "CFaiss.h"

namespace cfaiss {

/// Thrown where the caller said that the work is to end.
struct Cancelled : std::runtime_error {
    Cancelled() : std::runtime_error("cancelled") {}
};

struct Work {
    const cfaiss_settings &settings;

    size_t threads() const {
        size_t cores = std::max(1u, std::thread::hardware_concurrency());
        return settings.threads > 0 ? std::min<size_t>(settings.threads, 256) : cores;
    }

    /// `body(from, to)` over parts of 0..<n, `part` at a time, while the caller's thread asks now and then whether to
    /// go on.
    template <typename Body> void share(size_t n, size_t part, Body body) const {
        if (n <= part) {
            if (n > 0) body(size_t(0), n);
            return;
        }
        std::atomic<size_t> next{0};
        std::atomic<bool> stop{false};
        std::mutex mutex;
        std::condition_variable ended;
        size_t running = threads();
        std::exception_ptr thrown;
        std::vector<std::thread> all;
        auto run = [&] {
            try {
                while (!stop.load(std::memory_order_relaxed)) {
                    size_t from = next.fetch_add(part);
                    if (from >= n) break;
                    body(from, std::min(n, from + part));
                }
            } catch (...) {
                stop = true;
                std::lock_guard<std::mutex> hold(mutex);
                thrown = std::current_exception();
            }
            std::lock_guard<std::mutex> hold(mutex);
            running--;
            ended.notify_one();
        };
        size_t wanted = running;
        try {
            for (size_t i = 0; i < wanted; i++) all.emplace_back(run);
        } catch (...) {  // a system without threads to spare: those that started do it
            std::lock_guard<std::mutex> hold(mutex);
            running -= wanted - all.size();
            if (all.empty()) thrown = std::current_exception();
        }
        bool cancelled = false;
        {
            std::unique_lock<std::mutex> hold(mutex);
            while (!ended.wait_for(hold, std::chrono::milliseconds(20), [&] { return running == 0; })) {
                hold.unlock();
                if (!cancelled && settings.go_on && !settings.go_on(settings.context)) {
                    cancelled = true;
                    stop = true;
                }
                hold.lock();
            }
        }
        for (auto &thread : all) thread.join();
        if (thrown) std::rethrow_exception(thrown);
        if (cancelled) throw Cancelled();
    }
};

}  // namespace cfaiss
#endif
