import Dispatch
import Synchronization
import Tensors

/// The batches of a run, each made while the step before it is worked out.
///
/// They are the batches that a `BatchMaker` makes one after the other, bit for bit: what is made ahead depends on
/// nothing but the generator. A run that goes on takes `generatorAfter` of the last batch it used.
final class BatchStream {
    typealias Made = (batch: TrainingBatch, generatorAfter: Generator)

    private var maker: BatchMaker
    /// As the batch that was given out last left it.
    private var generator: Generator
    private var ahead: Ahead?

    init(_ maker: BatchMaker, from generator: Generator) { (self.maker, self.generator) = (maker, generator) }

    /// The next batch; the one after it is begun at once.
    func next() -> Made {
        let made = (ahead ?? Ahead(maker, generator)).wait()
        generator = made.generatorAfter
        ahead = Ahead(maker, generator)
        return made
    }

    /// The next batch is made from `generator`.
    func goOn(from generator: Generator) {
        self.generator = generator
        ahead = nil
    }

    /// The rivals of the batches from the next on: the one that was made ahead is made again.
    var hardNegatives: HardNegatives? {
        get { maker.hardNegatives }
        set {
            maker.hardNegatives = newValue
            ahead = nil
        }
    }

    /// One batch, made on another thread.
    private final class Ahead: Sendable {
        private let group = DispatchGroup()
        private let made = Mutex<Made?>(nil)

        init(_ maker: BatchMaker, _ generator: Generator) {
            DispatchQueue.global().async(group: group) {
                var after = generator
                let batch = maker.next(using: &after)
                self.made.withLock { $0 = (batch, after) }
            }
        }

        func wait() -> Made {
            group.wait()
            guard let made = made.withLock({ $0 }) else { preconditionFailure("the group is done when the batch is") }
            return made
        }
    }
}
