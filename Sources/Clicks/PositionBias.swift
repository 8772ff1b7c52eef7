import Glibc

/// How seldom a place in a list is looked at, learnt from the log itself: the chance that place p is seen falls as
/// p^-eta (Joachims et al. 2017 weigh clicks by its inverse).
struct PositionBias: Sendable {
    private var counts: [Int: Int] = [:]
    /// 0 where the log gives no positions.
    private(set) var eta: Double = 0

    /// No click counts for more than so many at the top: rare ones would drown all others in noise.
    static let largestCorrection: Float = 4
    /// Places beyond it are too rare to say anything.
    private static let last = 50

    mutating func add(_ position: Int?) {
        if let position, (1...Self.last).contains(position) { counts[position, default: 0] += 1 }
    }

    /// Least squares of log count on log place, each place weighing as its count. It takes relevance to be spread over
    /// the places evenly, which flatters the top: so `eta` is at most one.
    mutating func fit() {
        let points = counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map {
            (x: log(Double($0.key)), y: log(Double($0.value)), weight: Double($0.value))
        }
        guard points.count > 2 else { return }
        let total = points.reduce(0) { $0 + $1.weight }
        let x = points.reduce(0) { $0 + $1.weight * $1.x } / total
        let y = points.reduce(0) { $0 + $1.weight * $1.y } / total
        let spread = points.reduce(0) { $0 + $1.weight * ($1.x - x) * ($1.x - x) }
        let slope = points.reduce(0) { $0 + $1.weight * ($1.x - x) * ($1.y - y) }
        eta = spread > 0 ? min(1, max(0, -slope / spread)) : 0
    }

    /// What a click at a place, from 1, counts.
    func correction(at position: Int) -> Float {
        min(Self.largestCorrection, Float(pow(Double(min(max(1, position), Self.last)), eta)))
    }
}
