/// One condition on the values of one field, made ready to be held against many.
enum FacetCondition {
    /// One of these: words are held against texts, numbers against texts that are numbers, amounts against numbers.
    case among(words: Set<String>, numbers: NumberSet, amounts: NumberSet)
    case compare(Filter.Comparison, Double)

    /// What satisfies `=` or `in`.
    init(among values: [Filter.Value]) {
        var (words, numbers): (Set<String>, [Double]) = ([], [])
        for value in values {
            switch value {
            case .text(let text): words.insert(text.lowercased())
            case .number(let number): numbers.append(number)
            }
        }
        self = .among(words: words, numbers: NumberSet(numbers), amounts: NumberSet(values.compactMap(\.amount)))
    }

    /// Calls `scan` once or a few times with a test; what passes any of them satisfies a `compare`, or is in `set` of an
    /// `among`. So each loop has one test within and none asks at every number which it is.
    @inline(__always)
    func tests(_ set: (NumberSet, NumberSet) -> NumberSet, _ scan: ((Double) -> Bool) -> Void) {
        switch self {
        case .compare(.less, let right): scan { $0 < right }
        case .compare(.lessOrEqual, let right): scan { $0 <= right }
        case .compare(.greater, let right): scan { $0 > right }
        case .compare(.greaterOrEqual, let right): scan { $0 >= right }
        case .compare(_, let right): scan { $0 == right }
        case .among(_, let numbers, let amounts):
            let wanted = set(numbers, amounts)
            if wanted.members.count <= NumberSet.few {
                for number in wanted.members { scan { $0 == number } }
            } else {
                scan { wanted.contains($0) }
            }
        }
    }
}
