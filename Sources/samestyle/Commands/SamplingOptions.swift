import ArgumentParser
import Clicks

/// How clicks become pairs: what `pairs` shows and `train` learns from.
struct SamplingOptions: ParsableArguments {
    @Option(help: "leaf, top or none: within what a pair's categories must agree.")
    var category = Sampling.CategoryConstraint.leaf

    @Option(help: "The least cosine of a pair's words, 0 to 1.")
    var relevance = Sampling().relevance

    @Option(help: "The least cosine of a pair's embeddings, where an index is built, -1 to 1.")
    var similarity = Sampling().embeddingSimilarity

    @Option(help: "The least number of sessions and searches that speak for a pair.")
    var evidence = Sampling().evidence

    var sampling: Sampling {
        var sampling = Sampling()
        (sampling.category, sampling.relevance, sampling.evidence) = (category, relevance, evidence)
        sampling.embeddingSimilarity = similarity
        return sampling
    }
}

extension Sampling.CategoryConstraint: ExpressibleByArgument {}
