import Encoders
import Tensors

/// What a student starts with of its teacher's weights: whatever has a like name and shape, of the blocks of a deeper
/// tower those at equal distances, the last among them.
struct TeachersWeights {
    private let parameters: [String: Parameter]
    /// By tower: how many blocks the teacher and the student have.
    private let depths: [String: (teacher: Int, student: Int)]

    init(of teacher: EmbeddingModel, for student: EncoderConfig) {
        parameters = Dictionary(
            uniqueKeysWithValues: teacher.encoder.parameters.map { ($0.key, $0.parameter) })
        let config = teacher.config
        depths = [
            "image": (config.image.transformer.depth, student.image.transformer.depth),
            "text": (config.text.transformer.depth, student.text.transformer.depth),
        ]
    }

    /// A copy, which may be written; nil where the teacher has nothing of that kind.
    func tensor(_ key: String, _ shape: [Int]) -> Tensor? {
        guard let known = parameters[teachersKey(key)]?.value, known.shape == shape else { return nil }
        let copy = Tensor(uninitialized: shape)
        copy.memory.update(from: known.memory, count: known.count)
        return copy
    }

    /// "image.blocks.0..." of three blocks is "image.blocks.1..." of six: every second one.
    private func teachersKey(_ key: String) -> String {
        var parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 3, parts[1] == "blocks", let at = Int(parts[2]), let depth = depths[parts[0]],
            depth.student > 0
        else { return key }
        parts[2] = "\(max(0, (at + 1) * depth.teacher / depth.student - 1))"
        return parts.joined(separator: ".")
    }
}
