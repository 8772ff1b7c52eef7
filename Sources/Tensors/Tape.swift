/// A value on the way through a model, with room for its gradient.
public final class Variable {
    public let value: Tensor
    /// The same shape as the value; nil until something flowed back.
    public private(set) var gradient: Tensor?

    /// False for what is given rather than learnt, pixels for one: no gradient is worked out for it.
    public let needsGradient: Bool

    public init(_ value: Tensor, needsGradient: Bool = true) {
        self.value = value
        self.needsGradient = needsGradient
    }

    /// The gradient to add to, zero at first.
    public func gradientToAdd() -> Tensor {
        if let gradient { return gradient }
        let zeros = Tensor(zeros: value.shape)
        gradient = zeros
        return zeros
    }

    /// Adds `other`, or takes it where there is none yet: then nobody else may keep it.
    public func add(gradient other: Tensor) {
        precondition(other.count == value.count, "a gradient has the shape of its value")
        if let gradient { Arithmetic.add(other, to: gradient) } else { gradient = other }
    }
}

/// What was computed, so that gradients can flow back in the opposite order.
///
/// Its operations are few and big, each with its way back beside it, in `Tape+What.swift`. A tape that does not record
/// keeps nothing: activations are freed as soon as the next layer has read them.
public final class Tape {
    public let isRecording: Bool
    private var steps: [() -> Void] = []

    public init(recording: Bool = true) { isRecording = recording }

    /// Puts a computed value on the tape; `backward` gets its gradient and adds to those of its inputs.
    public func record(_ value: Tensor, backward: @escaping (Tensor) -> Void) -> Variable {
        let variable = Variable(value)
        if isRecording {
            steps.append { [variable] in
                if let gradient = variable.gradient { backward(gradient) }
            }
        }
        return variable
    }

    /// What is learnt as a value: its gradient goes to the parameter.
    public func leaf(_ parameter: Parameter) -> Variable {
        record(parameter.value) { Arithmetic.add($0, to: parameter.gradient) }
    }

    /// Lets the gradient of the scalar `loss` flow to every parameter it came from, adding to their gradients.
    public func backward(from loss: Variable) {
        precondition(isRecording, "this tape records nothing")
        precondition(loss.value.count == 1, "gradients flow from one number")
        loss.add(gradient: Tensor([1], shape: loss.value.shape))
        while let step = steps.popLast() { step() }
    }
}
