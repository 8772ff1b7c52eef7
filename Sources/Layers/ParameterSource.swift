public import Tensors

/// Where a model's parameters come from: a file by their key, or a seeded beginning.
///
/// A layer asks for its parameters by name; `at` steps into a part of the model, so that the path of properties is the
/// key in the weights file ("blocks.3.attention.qkv.weight").
public struct ParameterSource {
    private let store: Store
    private let path: String
    private let isFixed: Bool

    private final class Store {
        let read: ((String, [Int]) throws -> Tensor?)?
        var generator: Generator
        var made: [(key: String, parameter: Parameter)] = []
        var trained: [(key: String, parameter: Parameter)] = []

        init(read: ((String, [Int]) throws -> Tensor?)?, generator: Generator) {
            self.read = read
            self.generator = generator
        }
    }

    private init(_ store: Store, path: String, isFixed: Bool = false) {
        self.store = store
        self.path = path
        self.isFixed = isFixed
    }

    /// Parameters as `read` gives them for a key and the shape that is expected; it throws where they are not so.
    public init(reading read: @escaping (String, [Int]) throws -> Tensor) {
        self.init(Store(read: read, generator: Generator(seed: 0)), path: "")
    }

    /// Fresh parameters from a seeded generator.
    public init(fresh generator: Generator) { self.init(Store(read: nil, generator: generator), path: "") }

    /// Parameters as `start` gives them for a key and the shape that is expected, and fresh ones where it gives none.
    public init(fresh generator: Generator, from start: @escaping (String, [Int]) throws -> Tensor?) {
        self.init(Store(read: start, generator: generator), path: "")
    }

    /// The source for the part called `name`.
    public func at(_ name: String) -> ParameterSource {
        ParameterSource(store, path: path + name + ".", isFixed: isFixed)
    }

    /// The same source for a part that training leaves as it is.
    public var fixed: ParameterSource { ParameterSource(store, path: path, isFixed: true) }

    /// Every parameter asked for so far, with its key, in the order asked.
    public var made: [(key: String, parameter: Parameter)] { store.made }

    /// Those of them that training may change.
    public var trained: [(key: String, parameter: Parameter)] { store.trained }

    /// The parameter `name` of that shape; where it is fresh, drawn from a normal of that deviation about `mean`.
    public func parameter(_ name: String, _ shape: [Int], deviation: Float, mean: Float = 0) throws -> Parameter {
        let parameter: Parameter
        if let given = try store.read?(path + name, shape) {
            parameter = Parameter(given)
        } else {
            let value = Tensor(uninitialized: shape)
            for at in 0..<value.count {
                value.memory[at] = mean + (deviation == 0 ? 0 : deviation * store.generator.normal())
            }
            parameter = Parameter(value)
        }
        store.made.append((path + name, parameter))
        if !isFixed { store.trained.append((path + name, parameter)) }
        return parameter
    }
}
