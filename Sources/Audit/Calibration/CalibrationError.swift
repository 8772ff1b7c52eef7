/// Why an audit's evidence could not be calibrated, or a threshold not be chosen.
public enum CalibrationError: Error, Equatable, CustomStringConvertible {
    /// The pairs show no threshold for what was asked.
    case unreachable(purpose: String, pairs: Int, best: Double, origin: String)
    /// Nothing is known of which a threshold could be chosen.
    case nothingMeasured
    /// Too few pairs of either label.
    case tooFew(same: Int, different: Int, least: Int)

    public var description: String {
        switch self {
        case .unreachable(let purpose, let pairs, let best, let origin):
            "\(purpose) cannot be had: the \(pairs) pairs known show \((best * 1000).rounded() / 1000) at best (\(origin)); "
                + "ask for less, or label more pairs with --labels"
        case .nothingMeasured:
            "no threshold can be chosen: the weights in use were never held against labelled pairs; run "
                + "`samestyle calibrate --labels FILE` first"
        case .tooFew(let same, let different, let least):
            "\(same) pairs that are the same and \(different) that are not are too few to calibrate by: label at least "
                + "\(least) of each"
        }
    }
}
