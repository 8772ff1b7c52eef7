import Glibc
import Tensors
import Testing

/// Which way the edges of pictures run, cell by cell.
@Suite struct OrientedGradientsTests {
    private let side = 16
    private let cells = 4

    /// Of one picture, channel by channel: (cells * cells) rows of `Tape.orientations`.
    private func histograms(_ value: (_ x: Int, _ y: Int, _ channel: Int) -> Float) -> [ArraySlice<Float>] {
        let places = (0..<side).flatMap { y in (0..<side).map { x in (x, y) } }
        let pixels = places.flatMap { x, y in (0..<3).map { value(x, y, $0) } }
        return rows(Tensor(pixels, shape: [1, side, side, 3]))
    }

    private func rows(_ pixels: Tensor) -> [ArraySlice<Float>] {
        let all = Tape().orientedGradients(Variable(pixels, needsGradient: false), cells: cells).value.values
        return stride(from: 0, to: all.count, by: Tape.orientations).map { all[$0..<($0 + Tape.orientations)] }
    }

    /// The place of the largest within the slice.
    private func largest(_ row: ArraySlice<Float>) -> Int? {
        row.indices.max { row[$0] < row[$1] }.map { $0 - row.startIndex }
    }

    @Test(
        "a slope counts by its direction among sixteen, and among eight where its sign is passed over",
        arguments: 0..<16)
    func directions(direction: Int) {
        let angle = 2 * Float.pi * Float(direction) / 16
        // It rises in that direction everywhere; at the border it ends, so the cells within are asked.
        let rows = histograms { x, y, _ in cos(angle) * Float(x) + sin(angle) * Float(y) }
        for cell in [5, 6, 9, 10] {
            #expect(largest(rows[cell].prefix(16)) == direction)
            #expect(largest(rows[cell].dropFirst(16)) == direction % 8)
        }
    }

    @Test("each cell is what the definition gives: shared between two directions, the roots of the sums, evened out")
    func definition() {
        var g = Generator(seed: 3)
        let pixels = Tensor.normal([1, side, side, 3], &g)
        func at(_ x: Int, _ y: Int, _ c: Int) -> Double {
            Double(pixels.values[(max(0, min(side - 1, y)) * side + max(0, min(side - 1, x))) * 3 + c])
        }
        var sums = [[Double]](repeating: .init(repeating: 0, count: 16), count: cells * cells)
        for y in 0..<side {
            for x in 0..<side {
                let slopes = (0..<3).map { (at(x + 1, y, $0) - at(x - 1, y, $0), at(x, y + 1, $0) - at(x, y - 1, $0)) }
                guard let (dx, dy) = slopes.max(by: { hypot($0.0, $0.1) < hypot($1.0, $1.1) }) else { continue }
                let turns = atan2(dy, dx) / (2 * .pi) * 16
                let place = turns < 0 ? turns + 16 : turns
                let (low, share) = (Int(place) % 16, place - place.rounded(.down))
                let cell = y / (side / cells) * cells + x / (side / cells)
                sums[cell][low] += hypot(dx, dy) * (1 - share)
                sums[cell][(low + 1) % 16] += hypot(dx, dy) * share
            }
        }
        let roots = sums.flatMap { own in (own + (0..<8).map { own[$0] + own[$0 + 8] }).map { $0.squareRoot() } }
        let mean = roots.reduce(0, +) / Double(roots.count)
        let deviation = (roots.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(roots.count)).squareRoot()
        for (found, root) in zip(rows(pixels).joined(), roots) {
            #expect(abs(Double(found) - (root - mean) / deviation) < 1e-4)
        }
    }

    @Test("the same picture in another light, or with its colours exchanged, has the same edges")
    func light() {
        var g = Generator(seed: 4)
        let noise = Tensor.normal([side, side, 3], &g).values
        func noisy(_ x: Int, _ y: Int, _ c: Int) -> Float { noise[(y * side + x) * 3 + c] }
        let plain = histograms(noisy)
        for other in [histograms { 0.4 * noisy($0, $1, $2) - 2 }, histograms { noisy($0, $1, 2 - $2) }] {
            for (one, another) in zip(plain.joined(), other.joined()) { #expect(abs(one - another) < 1e-3) }
        }
    }

    @Test("a flat picture has none, and no number is lost")
    func flat() {
        #expect(histograms { _, _, c in Float(c) }.joined().allSatisfy { $0 == 0 })
    }

    @Test("pictures of a batch do not mix")
    func batch() {
        var g = Generator(seed: 5)
        let two = Tensor.normal([2, side, side, 3], &g)
        let apart = (0..<2).flatMap { rows(two.part($0..<($0 + 1))).joined() }
        #expect(rows(two).joined().elementsEqual(apart))
    }
}
