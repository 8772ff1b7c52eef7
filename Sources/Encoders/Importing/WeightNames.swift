/// Where a parameter of ours stands among the weights of another program.
enum WeightOrigin {
    /// As it is; extents of one may stand before its own.
    case same(String)
    /// One below the other, with as many rows each.
    case stacked([String])
    /// Some of the thirds of what packs queries, keys and values.
    case thirds(String, Range<Int>)
    /// The first rows of a table.
    case firstRows(String)
    /// Rows for columns.
    case turned(String)
    /// The kernels of a convolution, (out, channels, size, size); ours have the channels of a pixel side by side.
    case kernels(String)
    /// Nowhere: it is zero.
    case zeros

    func renamed(_ name: (String) -> String) -> WeightOrigin {
        switch self {
        case .same(let theirs): .same(name(theirs))
        case .stacked(let theirs): .stacked(theirs.map(name))
        case .thirds(let theirs, let range): .thirds(name(theirs), range)
        case .firstRows(let theirs): .firstRows(name(theirs))
        case .turned(let theirs): .turned(name(theirs))
        case .kernels(let theirs): .kernels(name(theirs))
        case .zeros: .zeros
        }
    }
}

/// The names that another program gives the parameters of a `JointEncoder`.
struct WeightNames {
    /// By our key; "#" stands for the number of a block, in theirs too.
    private var origins: [String: WeightOrigin] = [:]

    subscript(key: String) -> WeightOrigin? {
        get {
            var words = key.split(separator: ".").map(String.init)
            guard let at = words.firstIndex(of: "blocks"), at + 1 < words.count else { return origins[key] }
            let number = words[at + 1]
            words[at + 1] = "#"
            return origins[words.joined(separator: ".")]?.renamed { $0.replacing("#", with: number) }
        }
        set { origins[key] = newValue }
    }

    /// A linear map or a norm: weight and bias under the same names as ours.
    mutating func module(_ ours: String, _ theirs: String) {
        self.origins[ours + ".weight"] = .same(theirs + ".weight")
        self.origins[ours + ".bias"] = .same(theirs + ".bias")
    }

    /// A map without a bias, which in ours is zero.
    mutating func unbiased(_ ours: String, _ weight: WeightOrigin) {
        origins[ours + ".weight"] = weight
        origins[ours + ".bias"] = .zeros
    }
}
