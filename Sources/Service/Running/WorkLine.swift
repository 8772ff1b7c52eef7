import Dispatch

/// Who of those that have work goes on, and who waits: the rules of a queue, without its threads.
///
/// So many compute at once. One that waits for others leaves its place to them (`HeldPlace`) and comes back before whatever
/// has not begun; so more are begun than compute.
struct WorkLine<Job> {
    /// How many compute at once.
    private let places: Int
    /// How many are begun at once.
    private let workers: Int
    private var computing = 0
    private(set) var begun = 0
    private(set) var waiting: [Job] = []
    private var comingBack: [DispatchSemaphore] = []

    /// Who takes a place that became free.
    enum Successor {
        case comingBack(DispatchSemaphore)
        case beginning(Job)
        case nobody
    }

    init(places: Int, workers: Int) { (self.places, self.workers) = (places, workers) }

    /// Those that are begun and those that wait.
    var count: Int { begun + waiting.count }

    /// Whether none has to wait for another.
    var isAtEase: Bool { count < places }

    /// Whether one that comes begins at once.
    var hasPlace: Bool { computing < places && begun < workers }

    /// - Returns: Whether it begins at once; else it waits.
    mutating func add(_ job: Job) -> Bool {
        guard hasPlace else {
            waiting.append(job)
            return false
        }
        (computing, begun) = (computing + 1, begun + 1)
        return true
    }

    /// One is done.
    mutating func end() -> Successor {
        begun -= 1
        return passOn()
    }

    /// One leaves its place for a while.
    mutating func leave() -> Successor { passOn() }

    /// One that left its place wants one.
    ///
    /// - Returns: What it has to wait for; nil where it goes on at once.
    mutating func comeBack() -> DispatchSemaphore? {
        if computing < places {
            computing += 1
            return nil
        }
        let signal = DispatchSemaphore(value: 0)
        comingBack.append(signal)
        return signal
    }

    private mutating func passOn() -> Successor {
        if !comingBack.isEmpty { return .comingBack(comingBack.removeFirst()) }
        guard begun < workers, !waiting.isEmpty else {
            computing -= 1
            return .nobody
        }
        begun += 1
        return .beginning(waiting.removeFirst())
    }

    /// Takes out of those that wait the ones that are not wanted any more; the others keep their order.
    mutating func drop(_ isUnwanted: (Job) -> Bool) -> [Job] {
        var (staying, dropped): ([Job], [Job]) = ([], [])
        for job in waiting {
            if isUnwanted(job) { dropped.append(job) } else { staying.append(job) }
        }
        waiting = staying
        return dropped
    }
}
