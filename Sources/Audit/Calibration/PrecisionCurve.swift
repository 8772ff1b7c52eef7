/// What each threshold makes of pairs whose truth is known.
public struct PrecisionCurve: Codable, Hashable, Sendable {
    /// Pairs of this confidence or a higher one.
    public struct Point: Codable, Hashable, Sendable {
        public let threshold: Double
        /// How many there are, and how many of them are right.
        public let taken: Int
        public let right: Int

        /// By the rule of succession, (right + 1) / (taken + 2): three pairs that are all right do not show a precision of
        /// one, and .99 takes at least 98 of them.
        public var precision: Double { Double(right + 1) / Double(taken + 2) }
    }

    /// How many of the pairs are the same, and how many are not.
    public let same: Int
    public let different: Int
    /// The highest threshold first.
    public let points: [Point]

    /// About so many steps of the pairs that are the same.
    private static let most = 400

    public init(same: Int, different: Int, points: [Point]) {
        (self.same, self.different, self.points) = (same, different, points)
    }

    /// - Parameter scored: How sure the evidence made of pairs that the model had not seen.
    public init(_ scored: [(confidence: Double, isSame: Bool)]) {
        var points: [Point] = []
        var (taken, right) = (0, 0)
        for pair in scored.sorted(by: { $0.confidence > $1.confidence }) {
            taken += 1
            right += pair.isSame ? 1 : 0
            if points.last?.threshold == pair.confidence { points.removeLast() }
            points.append(Point(threshold: pair.confidence, taken: taken, right: right))
        }
        self.init(same: right, different: taken - right, points: Self.thinned(points, by: max(1, right / Self.most)))
    }

    /// Those at which a step more are right, or a fiftieth more are taken; and the last. Most pairs are the same as little as can
    /// be: they would leave few points to those that matter.
    private static func thinned(_ points: [Point], by step: Int) -> [Point] {
        var kept: [Point] = []
        for (at, point) in points.enumerated() {
            if let last = kept.last, at + 1 < points.count, point.right < last.right + step,
                point.taken * 50 < last.taken * 51
            {
                continue
            }
            kept.append(point)
        }
        return kept
    }

    public func recall(_ point: Point) -> Double { same > 0 ? Double(point.right) / Double(same) : 0 }

    /// Where a threshold lies: the lowest point that is not below it. Nil where no pair was as sure.
    public func point(at threshold: Double) -> Point? { points.last { $0.threshold >= threshold } }

    /// Where a threshold is put that takes what a point takes and no more of what was seen: half way to the next.
    public func threshold(_ point: Point) -> Double {
        let next = points.first { $0.threshold < point.threshold }
        return next.map { (point.threshold + $0.threshold) / 2 } ?? point.threshold
    }

    /// Where the threshold for a purpose lies; nil where the pairs show none.
    public func point(for purpose: AuditPurpose) -> Point? {
        switch purpose {
        case .precision(let share):
            // Of those that find as many the surest: what is wrong is not taken because there is room for it.
            points.last { $0.precision >= share }.flatMap { widest in points.first { $0.right == widest.right } }
        case .recall(let share): points.first { recall($0) >= share }
        case .balance:
            points.dropFirst().reduce(points.first) { best, point in
                best.map { f1($0) >= f1(point) ? $0 : point }
            }
        }
    }

    /// The point of the highest precision.
    public var surest: Point? {
        points.dropFirst().reduce(points.first) { best, point in
            best.map { $0.precision >= point.precision ? $0 : point }
        }
    }

    private func f1(_ point: Point) -> Double { 2 * Double(point.right) / Double(point.taken + same) }
}
