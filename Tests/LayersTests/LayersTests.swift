import Layers
import Tensors
import Testing

@Suite struct LayersTests {
    @Test func theKeyOfAParameterIsItsPath() throws {
        let source = ParameterSource(fresh: Generator(seed: 1))
        _ = try TransformerBlock(source.at("blocks").at("3"), width: 8, heads: 2, depth: 4)
        #expect(source.made.map(\.key).contains("blocks.3.attention.qkv.weight"))
        #expect(source.made.count == 12)
        #expect(Set(source.made.map(\.key)).count == 12)
    }

    @Test func aSourceThatReadsGivesBackWhatASourceThatMadeWrote() throws {
        let fresh = ParameterSource(fresh: Generator(seed: 1))
        let block = try TransformerBlock(fresh, width: 8, heads: 2, depth: 1)
        let stored = Dictionary(uniqueKeysWithValues: fresh.made.map { ($0.key, $0.parameter.value) })
        let read = ParameterSource { key, shape in
            let tensor = try #require(stored[key])
            #expect(tensor.shape == shape)
            return tensor
        }
        let again = try TransformerBlock(read, width: 8, heads: 2, depth: 1)
        let x = Variable(Tensor((0..<48).map { Float($0 % 7) - 3 }, shape: [2, 3, 8]))
        #expect(block(x, on: Tape()).value.values == again(x, on: Tape(recording: false)).value.values)
    }

    @Test func whatIsPaddedNeverReachesTheWords() throws {
        let block = try TransformerBlock(ParameterSource(fresh: Generator(seed: 4)), width: 8, heads: 2, depth: 1)
        func firstRows(filler: Float) -> [Float] {
            var values = (0..<32).map { Float($0 % 5) - 2 }
            for at in 16..<32 { values[at] = filler * Float(at) }
            let y = block(Variable(Tensor(values, shape: [1, 4, 8])), lengths: [2], on: Tape(recording: false))
            return Array(y.value.values[..<16])
        }
        #expect(firstRows(filler: 0.1) == firstRows(filler: 9))
    }

    @Test func aCausalBlockNeverLooksAhead() throws {
        let block = try TransformerBlock(
            ParameterSource(fresh: Generator(seed: 4)), width: 8, heads: 2, depth: 1,
            style: BlockStyle(inner: 12, isCausal: true))
        func firstRows(next: Float) -> [Float] {
            var values = (0..<32).map { Float($0 % 5) - 2 }
            for at in 16..<32 { values[at] = next * Float(at) }
            let y = block(Variable(Tensor(values, shape: [1, 4, 8])), on: Tape(recording: false))
            return Array(y.value.values[..<16])
        }
        #expect(firstRows(next: 0.1) == firstRows(next: 9))
    }

    @Test func aConvolutionSeesWhatItsPatchHolds() throws {
        let convolution = try Convolution(
            ParameterSource(fresh: Generator(seed: 1)), from: 1, to: 1, size: 3, step: 2, padding: 1)
        convolution.linear.weight.value.memory.update(repeating: 1, count: 9)
        let picture = Variable(Tensor((0..<16).map(Float.init), shape: [1, 4, 4, 1]))
        let sums = convolution(picture, on: Tape(recording: false)).value
        #expect(sums.shape == [1, 4, 1])
        #expect(sums.values == [10, 24, 51, 90])
    }

    @Test func aTinyModelLearnsItsTask() throws {
        let source = ParameterSource(fresh: Generator(seed: 9))
        let up = try Linear(source.at("up"), from: 2, to: 16)
        let down = try Linear(source.at("down"), from: 16, to: 1)
        let x = Tensor([0, 0, 0, 1, 1, 0, 1, 1], shape: [4, 2])
        let target: [Float] = [0, 1, 1, 0]
        var errors: [Float] = []
        for _ in 0..<400 {
            let tape = Tape()
            let y = down(up(Variable(x), on: tape, activation: .gelu), on: tape)
            let differences = zip(y.value.values, target).map { $0 - $1 }
            let error = differences.reduce(0) { $0 + $1 * $1 }
            errors.append(error)
            let loss = tape.record(Tensor([error], shape: [1])) { _ in
                y.add(gradient: Tensor(differences.map { 2 * $0 }, shape: [4, 1]))
            }
            tape.backward(from: loss)
            for (_, parameter) in source.made {
                Arithmetic.add(parameter.gradient, to: parameter.value, scale: -0.05)
                parameter.clearGradient()
            }
        }
        #expect(errors[399] < 0.01 && errors[0] > 0.1, "exclusive or was not learnt: \(errors[399])")
    }
}
