import Pictures

extension Preprocessing {
    /// What makes this the input of no encoder we can build; `name` is where it stands.
    func faults(_ name: String) -> [String] {
        var found = [EncoderConfig.bounded("\(name).size", size, 8...1024)].compactMap { $0 }
        guard found.isEmpty else { return found }
        let channels = "\(name) has a mean and a positive deviation for each of three channels"
        if mean.count != 3 || deviation.count != 3 || !mean.allSatisfy(\.isFinite)
            || !deviation.allSatisfy({ $0 > 0 && $0.isFinite })
        {
            found.append(channels)
        }
        if fill.count != 3 { found.append("\(name).fill has a level for each of three channels") }
        if !(rescale > 0 && rescale.isFinite) { found.append("\(name).rescale is \(rescale); it is above zero") }
        if let edge, let fault = EncoderConfig.bounded("\(name).edge", edge, size...4096) { found.append(fault) }
        // Ours scales the whole of a picture before the middle is kept, however long it is.
        if resampling == .own, fit == .shortest || fit == .shortestToEven {
            found.append("\(name).fit is \(fit.rawValue); with it, resampling is bilinear, bicubic or lanczos")
        }
        return found
    }
}
