import CKernels

extension Tape {
    /// How many numbers `orientedGradients` has for a cell.
    public static let orientations = Int(CK_DIRECTIONS) * 3 / 2

    /// Which way the edges of pictures run, cell by cell: pixels (B, side, side, 3) to (B, cells * cells,
    /// `orientations`), each picture's at mean zero and deviation one (histograms of oriented gradients, Dalal & Triggs
    /// 2005; with and without sign, Felzenszwalb et al. 2010).
    ///
    /// A fixed function of the pixels: nothing flows back, and they must need nothing.
    public func orientedGradients(_ pixels: Variable, cells: Int) -> Variable {
        let shape = pixels.value.shape
        precondition(!pixels.needsGradient, "the pixels are not learnt")
        precondition(
            shape.count == 4 && shape[1] == shape[2] && shape[3] == 3, "pixels (B, side, side, 3), not \(shape)")
        precondition(cells > 0 && shape[1] % cells == 0, "\(shape[1]) pixels a side do not divide into \(cells) cells")
        let histograms = Tensor(uninitialized: [shape[0], cells * cells, Self.orientations])
        let (from, to) = (shape[1] * shape[2] * 3, cells * cells * Self.orientations)
        inParallel(shape[0]) {
            for b in $0 {
                ck_oriented_gradients(
                    pixels.value.memory + b * from, histograms.memory + b * to, shape[1], cells)
            }
        }
        return Variable(histograms, needsGradient: false)
    }
}
