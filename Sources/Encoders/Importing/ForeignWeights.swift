import Safetensors
import Tensors

/// The weights of a folder that others made, as the parameters of a `JointEncoder`.
final class ForeignWeights {
    private let shards: SafetensorsShards
    private let names: WeightNames
    private var used: Set<String> = []

    init(_ shards: SafetensorsShards, _ names: WeightNames) {
        (self.shards, self.names) = (shards, names)
    }

    /// What stands beside the weights in files of others and says nothing of what is computed from an input.
    private static let beside = ["logit_scale", "logit_bias", "position_ids"]

    /// Refuses weights that were asked for by nothing: the model does more than was built.
    func checkAllUsed() throws(ModelError) {
        let left = shards.keys.filter { key in
            !used.contains(key) && !Self.beside.contains { key == $0 || key.hasSuffix("." + $0) }
        }
        guard let first = left.first else { return }
        throw fault(
            "it holds \(left.count) tensors that have no place in such a model, \(first) among them; the model has more "
                + "parts than its config says, or is of another kind")
    }

    private func fault(_ reason: String) -> ModelError { .badImport(path: shards.path, reason: reason) }

    /// The parameter `key`, of that shape.
    func parameter(_ key: String, _ shape: [Int]) throws(ModelError) -> Tensor {
        guard let origin = names[key] else { throw fault("nothing in such a model is known for our \(key)") }
        switch origin {
        case .zeros: return Tensor(zeros: shape)
        case .same(let name): return try same(name, shape)
        case .stacked(let names):
            let each = [shape[0] / names.count] + shape.dropFirst()
            let result = Tensor(uninitialized: shape)
            for (at, name) in names.enumerated() {
                let part = try tensor(name, each)
                (result.memory + at * part.count).update(from: part.memory, count: part.count)
            }
            return result
        case .thirds(let name, let range):
            let third = shape[0] / range.count
            let packed = try tensor(name, [3 * third] + shape.dropFirst())
            return packed.part((range.lowerBound * third)..<(range.upperBound * third)).viewed(as: shape)
        case .firstRows(let name):
            guard let rows = shards.shape(of: name)?.first, rows >= shape[0] else {
                return try tensor(name, shape)  // which says what is wrong
            }
            return try tensor(name, [rows] + shape.dropFirst()).part(0..<shape[0])
        case .turned(let name):
            let theirs = try tensor(name, [shape[1], shape[0]])
            let result = Tensor(uninitialized: shape)
            for row in 0..<shape[0] {
                for column in 0..<shape[1] {
                    result.memory[row * shape[1] + column] = theirs.memory[column * shape[0] + row]
                }
            }
            return result
        case .kernels(let name): return try kernels(name, shape)
        }
    }

    /// (out, size * size * 3) of (out, 3, size, size).
    private func kernels(_ name: String, _ shape: [Int]) throws(ModelError) -> Tensor {
        let (out, places) = (shape[0], shape[1] / 3)
        let size = Int(Double(places).squareRoot().rounded())
        let theirs = try tensor(name, [out, 3, size, size])
        let result = Tensor(uninitialized: shape)
        for kernel in 0..<out {
            for place in 0..<places {
                for channel in 0..<3 {
                    result.memory[(kernel * places + place) * 3 + channel] =
                        theirs.memory[(kernel * 3 + channel) * places + place]
                }
            }
        }
        return result
    }

    private func same(_ name: String, _ shape: [Int]) throws(ModelError) -> Tensor {
        guard let found = shards.shape(of: name), found != shape,
            found.drop(while: { $0 == 1 }) == shape.drop(while: { $0 == 1 })
        else { return try tensor(name, shape) }
        return try tensor(name, found).viewed(as: shape)
    }

    private func tensor(_ name: String, _ shape: [Int]) throws(ModelError) -> Tensor {
        let tensor: Tensor
        do { tensor = try shards.tensor(name, shape: shape) } catch { throw fault(error.reason) }
        guard Arithmetic.sumOfSquares(tensor).isFinite else { throw fault("\(name) holds what is no number") }
        used.insert(name)
        return tensor
    }
}
