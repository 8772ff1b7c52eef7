extension Tape {
    /// The rows that a part of a model makes of a batch, piece by piece, one piece's after another's: (n, D).
    ///
    /// The pieces are shared out over the threads, and each is worked on by one thread alone from end to end: what one
    /// operation wrote, the next finds in that core's cache, and nobody waits for the other between them. Each thread
    /// sums its parameters' gradients apart; they are added in a fixed order, so runs repeat exactly.
    ///
    /// - Parameters:
    ///   - recomputing: Keeps the rows alone and computes a piece once more on the way back: the same gradients, bit for
    ///     bit, in the memory of a piece for each thread, for a third more work (gradient caching, Gao et al. 2021).
    ///   - precision: What the linear maps of the pieces multiply.
    ///   - make: Computes the rows of a piece on the tape it is given; called from several threads.
    public func inPieces(
        _ count: Int, recomputing: Bool = false, precision: Precision = .single,
        _ make: @escaping (_ piece: Int, _ tape: Tape) -> Variable
    ) -> Variable {
        precondition(count > 0, "a batch has a piece")
        let workers = min(threads, count)
        // A single piece is everyone's work.
        let each = count == 1 ? threads : 1
        let stores = (0..<workers).map { $0 == 0 ? gradients : GradientStore.own() }
        let made = PieceShelf(count)
        // Pieces go round the workers, so that long and short ones mix.
        func eachPiece(_ work: (_ piece: Int, _ store: GradientStore) -> Void) {
            Arithmetic.inParallel(workers, threads: workers) {
                for worker in $0 {
                    for piece in stride(from: worker, to: count, by: workers) { work(piece, stores[worker]) }
                }
            }
        }
        let keeps = isRecording && !recomputing
        eachPiece { piece, store in
            let tape = Tape(recording: keeps, threads: each, gradients: store, precision: precision)
            made.put(piece, tape, make(piece, tape))
        }
        let y = made.stacked()
        let starts = made.starts
        if !keeps { made.forget() }
        return record(y) { [gradients] gradient in
            eachPiece { piece, store in
                let slopes = gradient.part(starts[piece]..<starts[piece + 1])
                if let (tape, rows) = made.take(piece) { return tape.backward(from: rows, gradient: slopes) }
                let tape = Tape(recording: true, threads: each, gradients: store, precision: precision)
                tape.backward(from: make(piece, tape), gradient: slopes)
            }
            for store in stores.dropFirst() { store.move(to: gradients) }
        }
    }
}

/// The pieces of a batch as the workers made them.
private final class PieceShelf: @unchecked Sendable {  // every piece has a place of its own
    private let places: UnsafeMutableBufferPointer<(tape: Tape, rows: Variable)?>

    init(_ count: Int) {
        places = .allocate(capacity: count)
        places.initialize(repeating: nil)
    }

    deinit {
        places.deinitialize()
        places.deallocate()
    }

    func put(_ piece: Int, _ tape: Tape, _ rows: Variable) { places[piece] = (tape, rows) }

    /// The piece, which is forgotten; nil where it was before.
    func take(_ piece: Int) -> (Tape, Variable)? {
        defer { places[piece] = nil }
        return places[piece]
    }

    func forget() { for at in places.indices { places[at] = nil } }

    /// Where the rows of each piece start among all, and where the last end.
    var starts: [Int] {
        places.reduce(into: [0]) { starts, place in
            starts.append(starts[starts.count - 1] + (place?.rows.value.rows ?? 0))
        }
    }

    /// All rows, piece after piece.
    func stacked() -> Tensor {
        let parts = places.compactMap { $0?.rows.value }
        let y = Tensor(uninitialized: [parts.reduce(0) { $0 + $1.rows }, parts.first?.columns ?? 0])
        var at = y.memory
        for part in parts {
            precondition(part.columns == y.columns, "pieces have rows of one width")
            at.update(from: part.memory, count: part.count)
            at += part.count
        }
        return y
    }
}
