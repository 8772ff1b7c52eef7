import Tensors
import Testing

@testable import Training

@Suite struct MapTests {
    /// Rows of unit length around `centres` directions, `each` a centre, one centre after the other.
    private static func clusters(_ centres: Int, each: Int, dimension: Int = 16) -> [Float] {
        var generator = Generator(seed: 11)
        var rows: [Float] = []
        for _ in 0..<centres {
            let centre = (0..<dimension).map { _ in generator.normal() }
            for _ in 0..<each {
                let row = centre.map { $0 + 0.3 * generator.normal() }
                let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
                rows += row.map { $0 / length }
            }
        }
        return rows
    }

    @Test("the first two components are the axes of an ellipse, with their shares of the variance")
    func components() {
        // Along (3, 4)/5 the deviation is 3, along (-4, 3)/5 it is 1; the third direction is still.
        var generator = Generator(seed: 5)
        let along = (0..<4000).map { _ in (3 * generator.normal(), generator.normal()) }
        var rows: [Float] = []
        for (a, b) in along {
            let x: Float = (3 * a - 4 * b) / 5
            let y: Float = (4 * a + 3 * b) / 5
            rows += [7 + x, y - 2, 1]
        }
        let found = PrincipalComponents(rows, dimension: 3)
        #expect(abs(found.shares.x - 0.9) < 0.01 && abs(found.shares.x + found.shares.y - 1) < 1e-4)
        for ((a, b), place) in zip(along, found.places) {
            // A direction's sign is its own; the means are taken off.
            #expect(abs(abs(place.x) - abs(a)) < 0.35 && abs(abs(place.y) - abs(b)) < 0.35)
        }
    }

    @Test("rows that are all one, or one row, or no numbers, lie at the middle")
    func still() {
        for rows in [[Float](repeating: 0.5, count: 40), [0.1, 0.2, 0.3, 0.4], [.nan, 1, 2, 3, 4, 5, 6, 7]] {
            let found = PrincipalComponents(rows, dimension: 4)
            #expect(found.places.count == rows.count / 4)
            #expect(found.places.allSatisfy { abs($0.x) < 1e-3 && abs($0.y) < 1e-3 })
        }
        #expect(PrincipalComponents([], dimension: 4).places.isEmpty)
    }

    @Test("in the neighbours' map the nearest point is of the same cluster, and the map is the same each time")
    func neighbours() {
        let (each, rows) = (20, Self.clusters(4, each: 20))
        let start = PrincipalComponents(rows, dimension: 16).places
        let places = NeighbourMap.places(rows, dimension: 16, from: start)
        let right = places.indices.count { at in
            func distance(_ other: Int) -> Float {
                let apart = places[other] - places[at]
                return apart.x * apart.x + apart.y * apart.y
            }
            let nearest = places.indices.filter { $0 != at }.min { distance($0) < distance($1) }
            return (nearest ?? 0) / each == at / each
        }
        #expect(right >= 76)
        #expect(places == NeighbourMap.places(rows, dimension: 16, from: start))
    }

    @Test("a map of products that are all one still has numbers for places")
    func neighboursOfOne() {
        let rows = [Float](repeating: 0.25, count: 16 * 40)
        let places = NeighbourMap.places(rows, dimension: 16, from: Array(repeating: .zero, count: 40))
        #expect(places.count == 40 && places.allSatisfy { $0.x.isFinite && $0.y.isFinite })
    }

    @Test("a bunch is drawn as one: the map does not stretch it over the frame")
    func bunch() throws {
        var places: [SIMD2<Float>] = []
        for at in 0..<50 { places.append([Float(at % 7) * 0.001, Float(at % 5) * 0.001]) }
        let figure = PointMap(
            title: "t", note: "", axes: ("a", "b"), places: places, colours: places.map { _ in 0 },
            names: places.map { _ in "n" }, leastReach: 0.5
        ).figure()
        let xs = figure.matches(of: /cx="([0-9.]+)"/).compactMap { Double($0.output.1) }
        let (low, high) = (try #require(xs.min()), try #require(xs.max()))
        #expect(xs.count == 50 && high - low < 5)
    }

    @Test("the widest level that tells products apart has the colours; more than eight share the last")
    func colours() {
        let few = CategoryColours([["All", "Shoes"], ["All", "Bags"], ["All", "Shoes"], []])
        #expect(few.names.map(\.name) == ["Shoes", "Bags", "no category"])
        #expect(few.names.map(\.count) == [2, 1, 1] && few.colours == [0, 1, 0, 2])
        let many = CategoryColours((0..<12).flatMap { at in Array(repeating: ["c\(at)"], count: 20 - at) })
        #expect(many.names.count == 8 && many.names.map(\.name).prefix(2) == ["c0", "c1"])
        #expect(many.names.last?.name == "other" && many.names.last?.count == 13 + 12 + 11 + 10 + 9)
        #expect(many.colours.max() == 7 && many.colours.count == many.names.map(\.count).reduce(0, +))
        let none = CategoryColours([[], []])
        #expect(none.names.map(\.name) == ["no category"] && none.colours == [0, 0])
    }
}
