extension FacetColumn {
    /// Puts in the rows of which any value satisfies a condition.
    func mark(_ condition: FacetCondition, in words: inout [UInt64]) {
        if case .own = layout {
            words.withUnsafeMutableBufferPointer { words in
                values.forEachMatch(condition) { row in words[row >> 6] |= 1 &<< UInt64(row & 63) }
            }
            return
        }
        // By code, 1 where it satisfies the condition.
        var holds = [UInt8](repeating: 0, count: codeCount)
        var (found, last) = (0, 0)
        func hold(_ code: Int) {
            if holds[code] == 0 { (found, last) = (found + 1, code) }
            holds[code] = 1
        }
        values.forEachMatch(condition) { hold(1 + $0) }
        if found == 0 { return }
        forEachBundled { code, value in
            if holds[1 + value] == 1 { hold(code) }
        }
        if found == 1, case .dense(let codes) = layout {
            mark(Int32(last), codes, in: &words)
        } else {
            mark(holds, in: &words)
        }
    }

    /// The rows of one code: quicker than a look into a table for each.
    private func mark(_ code: Int32, _ codes: SectionNumbers<Int32>, in words: inout [UInt64]) {
        codes.withNumbers { codes in
            RowWords.mark(&words, codes.count) { codes[$0] == code ? 1 : 0 }
        }
    }

    private func mark(_ holds: [UInt8], in words: inout [UInt64]) {
        holds.withUnsafeBufferPointer { holds in
            switch layout {
            case .own: return
            case .dense(let codes):
                codes.withNumbers { codes in
                    RowWords.mark(&words, codes.count) { UInt64(holds[Int(codes[$0])]) }
                }
            case .sparse(let rows, let codes):
                words.withUnsafeMutableBufferPointer { words in
                    rows.withNumbers { rows in
                        codes.withNumbers { codes in
                            for (row, code) in zip(rows, codes) {
                                words[Int(row) >> 6] |= UInt64(holds[Int(code)]) &<< UInt64(row & 63)
                            }
                        }
                    }
                }
            }
        }
    }
}
