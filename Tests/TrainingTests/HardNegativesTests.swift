import Encoders
import Foundation
import Layers
import Tensors
import Testing

@testable import Training

@Suite struct HardNegativesTests {
    private static let dimension = 8

    private static func units(_ count: Int, _ g: inout Generator) -> [Float] {
        (0..<count).flatMap { _ -> [Float] in
            let row = (0..<dimension).map { _ in g.normal() }
            let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
            return row.map { $0 / length }
        }
    }

    @Test("the nearest are those that a plain search finds, over the borders of tiles", arguments: [3, 40, 300, 4100])
    func exact(count: Int) {
        var g = Generator(seed: UInt64(count))
        // Members are every other place, so that places and rows differ.
        let members = (0..<count).map { 2 * $0 }
        let views = [Self.units(count, &g), Self.units(count, &g)]
        func together(_ a: Int, _ b: Int) -> Bool { a % 10 == b % 10 }
        var found = HardNegatives(products: 2 * count, each: 4)
        found.find(among: members, views: views, dimension: Self.dimension, together: together)
        for row in stride(from: 0, to: count, by: max(1, count / 20)) {
            let scores = (0..<count).map { other -> Float in
                views.reduce(0) { sum, view in
                    (0..<Self.dimension).reduce(sum) {
                        $0 + view[row * Self.dimension + $1] * view[other * Self.dimension + $1]
                    }
                }
            }
            let plain = (0..<count).filter { !together(2 * $0, 2 * row) }.sorted { scores[$0] > scores[$1] }.prefix(4)
            #expect(found.near(2 * row) == plain.map { 2 * $0 })
            #expect(found.near(2 * row + 1).isEmpty)
        }
    }

    @Test("the nearest of a very large category are sought among some of all over it")
    func pool() {
        let count = 502
        // On a circle, each nearest to its neighbours.
        let circle = (0..<count).flatMap { at -> [Float] in
            let angle = Float(at) / Float(count) * 2 * .pi
            return [cos(angle), sin(angle)]
        }
        var found = HardNegatives(products: count, each: 1)
        found.find(among: Array(0..<count), views: [circle], dimension: 2, pool: 500) { _, _ in false }
        for at in stride(from: 0, to: count, by: 9) {
            let near = found.near(at)[0]
            #expect(near % 2 == 0 && min(abs(near - at), count - abs(near - at)) < 4)
        }
    }

    @Test("those of a checkpoint are taken only where they are places of the products")
    func stored() {
        var found = HardNegatives(products: 3, each: 2)
        found.find(among: [0, 1, 2], views: [[1, 0, 0.6, 0.8, 0, 1]], dimension: 2) { _, _ in false }
        #expect(HardNegatives(places: found.places, each: 2, products: 3) == found)
        #expect(HardNegatives(places: [0, 1, 3, 0, 1, 2], each: 2, products: 3) == nil)
        #expect(HardNegatives(places: [0, 1, -2, 0, 1, 2], each: 2, products: 3) == nil)
        #expect(HardNegatives(places: [0, 1], each: 2, products: 3) == nil)
        #expect(HardNegatives(places: [], each: 0, products: 0) == nil)
    }

    @Test("a group goes on with what is near its first trigger, by the chance in the plan")
    func drawn() throws {
        let set = try SmallShop(styles: 40).set.training
        let drawing = PairDrawing(set)
        // The rivals of a product are the next two.
        var places = [Int32](repeating: -1, count: set.products.count * 2)
        for at in set.products.indices {
            for next in 0..<2 { places[at * 2 + next] = Int32((at + next + 1) % set.products.count) }
        }
        let rivals = try #require(HardNegatives(places: places, each: 2, products: set.products.count))
        var plan = TrainingPlan()
        plan.group = 3
        for (chance, expected) in [(0.0, 0.0...0.12), (1, 1...1), (0.5, 0.4...0.6)] {
            plan.hardNegatives = chance
            var (g, again) = (Generator(seed: 4), Generator(seed: 4))
            let pairs = drawing.draw(900, plan, rivals: rivals, using: &g)
            #expect(pairs == drawing.draw(900, plan, rivals: rivals, using: &again) && g == again)
            var near = 0
            for start in stride(from: 0, to: 900, by: 3) {
                let wanted = rivals.near(pairs[start].trigger)
                let rest = [pairs[start + 1].trigger, pairs[start + 2].trigger]
                near += rest.count { wanted.contains($0) }
                // None is drawn twice.
                if chance == 1 { #expect(Set(rest).count == 2) }
            }
            #expect(expected.contains(Double(near) / 600))
            #expect(
                pairs.allSatisfy { pair in
                    pair.trigger == pair.offer
                        || set.pairs.contains {
                            [pair.trigger, pair.offer] == [$0.a, $0.b] || [pair.offer, pair.trigger] == [$0.a, $0.b]
                        }
                })
        }
    }

    @Test("a model's nearest share the category and are no positives, whatever a product lacks")
    func model() throws {
        var shop = try SmallShop(styles: 30)
        for at in shop.catalogue.indices {
            shop.catalogue[at].product.category = [at % 4 == 0 ? "Even" : "Odd"]
            if at % 5 == 0 { shop.catalogue[at].picture = nil }
        }
        // Neither words nor a picture that can be read.
        shop.catalogue[1].product.title = ""
        shop.catalogue[1].product.category = []
        shop.catalogue[1].picture = "/nowhere/gone.png"
        let config = try SmallShop.config()
        let maker = BatchMaker(shop.set, SmallShop.plan(epochs: 1), config, shop.tokenizer)
        var g = Generator(seed: 1)
        let encoder = try JointEncoder(
            ParameterSource(fresh: g.split()), config, vocabulary: shop.tokenizer.vocabularySize)
        let model = EmbeddingModel(name: "m", encoder: encoder, tokenizer: shop.tokenizer)
        let found = try maker.hardNegatives(by: model, each: 5)
        let products = maker.set.training.products
        for at in products.indices {
            for near in found.near(at) {
                #expect(products[near].category == products[at].category && !maker.together(at, near))
            }
            #expect(found.near(at).count == (products[at].category.isEmpty ? 0 : 5))
        }
        #expect(found == (try maker.hardNegatives(by: model, each: 5)))
    }
}
