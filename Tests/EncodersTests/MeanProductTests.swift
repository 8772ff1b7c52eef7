import Encoders
import Layers
import Pictures
import Tensors
import TestSupport
import Testing
import Tokens

private let tolerance: Float = 1e-5

/// Models that learnt no joining of picture and text.
@Suite struct MeanProductTests {
    private let model: EmbeddingModel

    init() throws {
        let tokenizer = WordPiece.learn(from: ["red mug", "blue mug"], size: 200)
        var config = try #require(EncoderConfig.preset("demo"))
        config.joining = 0
        let source = ParameterSource(fresh: Generator(seed: 3))
        model = EmbeddingModel(
            name: "fresh", encoder: try JointEncoder(source, config, vocabulary: tokenizer.vocabularySize),
            tokenizer: tokenizer)
    }

    private func unit(_ x: [Float]) -> [Float] {
        let length = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return x.map { $0 / length }
    }

    private func same(_ a: some Collection<Float>, _ b: some Collection<Float>) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) < tolerance }
    }

    @Test func aProductIsTheUnitMeanOfItsUnitSidesAndOneSideIsThatSide() throws {
        let picture = Picture(width: 9, height: 9, filled: (200, 10, 40))
        let views = try model.embed(listings: [(picture, "red mug"), (picture, nil), (nil, "blue mug")])
        let d = model.dimension
        func row(_ values: [Float], _ at: Int) -> [Float] { Array(values[(at * d)..<((at + 1) * d)]) }
        let (i, t) = (row(views.i, 0), row(views.t, 0))
        #expect(same(row(views.m, 0), unit(zip(i, t).map { $0 + $1 })))
        #expect(same(row(views.m, 1), row(views.i, 1)) && same(row(views.m, 2), row(views.t, 2)))
        #expect(same(try model.embed(products: [(nil, "red mug")]), model.embed(texts: ["red mug"])))
    }

    @Test func itHasNoParametersOfAJoiningAndReadsBack() throws {
        #expect(!model.encoder.parameters.contains { $0.key.hasPrefix("product.") })
        let scratch = try ScratchFolder()
        try model.write(to: scratch.path("mean"))
        #expect(try EmbeddingModel(from: scratch.path("mean")).fingerprint == model.fingerprint)
    }

    @Test func gradientsReachBothSidesThroughTheMean() throws {
        let encoder = model.encoder
        var generator = Generator(seed: 1)
        func normal(_ count: Int, _ shape: [Int]) -> Tensor {
            Tensor((0..<count).map { _ in generator.normal() }, shape: shape)
        }
        let (image, text) = (Parameter(normal(8, [2, 4])), Parameter(normal(4, [1, 4])))
        let weights = normal(12, [3, 4]).values
        func loss() -> (Tape, Variable) {
            let tape = Tape()
            let m = encoder.product(
                image: tape.leaf(image), rows: [0, 1, -1], text: tape.leaf(text), rows: [0, -1, 0], on: tape)
            let sum = zip(m.value.values, weights).reduce(Float(0)) { $0 + $1.0 * $1.1 }
            return (
                tape, tape.record(Tensor([sum], shape: [1])) { _ in m.add(gradient: Tensor(weights, shape: [3, 4])) }
            )
        }
        let (tape, value) = loss()
        tape.backward(from: value)
        for side in [image, text] {
            for at in 0..<side.value.count {
                let (kept, step) = (side.value.memory[at], Float(1e-2))
                side.value.memory[at] = kept + step
                let above = loss().1.value.values[0]
                side.value.memory[at] = kept - step
                let below = loss().1.value.values[0]
                side.value.memory[at] = kept
                #expect(abs((above - below) / (2 * step) - side.gradient.memory[at]) < 4e-3)
            }
        }
    }
}
