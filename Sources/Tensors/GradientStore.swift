/// Where a tape adds the gradients of parameters: to the parameters' own, or to copies of one thread alone.
final class GradientStore: @unchecked Sendable {  // a store is one thread's while gradients flow
    /// The parameters' own gradients.
    static let shared = GradientStore(apart: false)

    private let apart: Bool
    private var kept: [ObjectIdentifier: (parameter: Parameter, gradient: Tensor)] = [:]

    private init(apart: Bool) { self.apart = apart }

    /// A store of copies, which start at zero.
    static func own() -> GradientStore { GradientStore(apart: true) }

    subscript(parameter: Parameter) -> Tensor {
        guard apart else { return parameter.gradient }
        if let known = kept[ObjectIdentifier(parameter)] { return known.gradient }
        let zeros = Tensor(zeros: parameter.value.shape)
        kept[ObjectIdentifier(parameter)] = (parameter, zeros)
        return zeros
    }

    /// Adds the copies to what `other` has, and forgets them.
    func move(to other: GradientStore) {
        for (parameter, gradient) in kept.values { Arithmetic.add(gradient, to: other[parameter]) }
        kept = [:]
    }
}
