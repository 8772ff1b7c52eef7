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

    /// The gradient to write to, and what is there: where nothing flowed back yet (`kept` is 0) every value must be
    /// written, which spares the zeros; else (1) be added to.
    func gradientToWrite() -> (gradient: Tensor, kept: Float) {
        if let gradient { return (gradient, 1) }
        let fresh = Tensor(uninitialized: value.shape)
        gradient = fresh
        return (fresh, 0)
    }

    /// Adds `other`, or takes it where there is none yet: then nobody else may keep it.
    public func add(gradient other: Tensor) {
        precondition(other.count == value.count, "a gradient has the shape of its value")
        if let gradient { Arithmetic.add(other, to: gradient) } else { gradient = other }
    }
}

/// What was computed, so that gradients can flow back in the opposite order.
///
/// Its operations are few and big, each with its way back beside it, in `Tape+What.swift`. The gradient that comes back
/// to an operation is that operation's own: it may write over it or hand it on. A tape that does not record keeps
/// nothing: activations are freed as soon as the next layer has read them.
public final class Tape {
    public let isRecording: Bool
    /// How many threads an operation shares its work over.
    let threads: Int
    /// Where the gradients of parameters go.
    let gradients: GradientStore
    /// What its linear maps multiply.
    let precision: Precision
    /// Where attentions note what they read; nil where nobody asks.
    public var attentions: AttentionNote?
    /// Where linear maps note what they read; nil where nobody asks.
    public var inputs: InputRanges?
    private var steps: [() -> Void] = []

    public convenience init(recording: Bool = true) {
        self.init(recording: recording, threads: Arithmetic.threads, gradients: .shared, precision: .single)
    }

    init(recording: Bool, threads: Int, gradients: GradientStore, precision: Precision) {
        isRecording = recording
        self.threads = threads
        self.gradients = gradients
        self.precision = precision
    }

    /// A tape for the same threads that records nothing: for what is not learnt.
    public func silent() -> Tape {
        let tape = Tape(recording: false, threads: threads, gradients: gradients, precision: precision)
        (tape.attentions, tape.inputs) = (attentions, inputs)
        return tape
    }

    /// Whether halves of transformer blocks are one operation here, with bf16 between their products; not where somebody
    /// wants to see what they read.
    public var fusesBranches: Bool { precision != .single && attentions == nil && inputs == nil }
    /// Whether weights kept as bytes are multiplied as such here.
    var multipliesBytes: Bool { precision == .bytes && !isRecording }

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
        record(parameter.value) { [gradients] in Arithmetic.add($0, to: gradients[parameter]) }
    }

    /// Lets the gradient of the scalar `loss` flow to every parameter it came from, adding to their gradients.
    public func backward(from loss: Variable) {
        precondition(loss.value.count == 1, "gradients flow from one number")
        backward(from: loss, gradient: Tensor([1], shape: loss.value.shape))
    }

    /// Lets `gradient`, of the shape of `result`, flow back from there; the tape is empty afterwards.
    func backward(from result: Variable, gradient: Tensor) {
        precondition(isRecording, "this tape records nothing")
        result.add(gradient: gradient)
        while let step = steps.popLast() { step() }
    }

    /// Runs `body` over parts of 0..<count on the tape's threads.
    func inParallel(_ count: Int, grain: Int = 1, _ body: (Range<Int>) -> Void) {
        Arithmetic.inParallel(count, grain: grain, threads: threads, body)
    }
}
