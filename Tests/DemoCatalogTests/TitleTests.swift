import Testing

@testable import DemoCatalog

struct TitleTests {
    /// Whether `title` has the figure in one of its spellings, or joined to its neighbour.
    private func says(_ title: String, _ fact: Fact, of style: Style) -> Bool {
        let facts = style.look.facts
        var spellings = fact.spellings
        if let joint = style.family.joint, facts.prefix(2).contains(fact) {
            spellings.append("\(facts[0].spellings[0])\(joint)\(facts[1].spellings[0])")
        }
        let words = " \(title.lowercased()) "
        return spellings.contains { words.contains(" \($0.lowercased()) ") || words.contains(" \($0.lowercased()),") }
    }

    @Test("every title of a part says all its figures, whoever wrote it")
    func facts() {
        var seen = 0
        for listing in Market.full.listings {
            let style = Market.full.styles[listing.style]
            for fact in style.look.facts {
                #expect(says(listing.product.title, fact, of: style), "\(listing.product.title)")
                seen += 1
            }
        }
        #expect(seen > 1_000)
    }

    @Test("no two styles of parts have the same figures")
    func unique() {
        let parts = Market.full.styles.filter(\.family.isTextLed)
        #expect(Set(parts.map { "\($0.family.name) \($0.look.facts)" }).count == parts.count)
        #expect(parts.count == 120)
    }

    @Test("titles of one style differ between its sellers, yet share more words than those of two styles")
    func rewritten() {
        func words(_ listing: DemoListing) -> Set<Substring> {
            Set(listing.product.title.lowercased().split { $0 == " " || $0 == "," })
        }
        func overlap(_ a: Set<Substring>, _ b: Set<Substring>) -> Double {
            Double(a.intersection(b).count) / Double(a.union(b).count)
        }
        var (same, equal, pairs, other) = (0.0, 0, 0, 0.0)
        let own = Market.full.listings.filter { $0.copyOf == nil }
        let byStyle = Dictionary(grouping: own, by: \.style)
        for style in byStyle.keys.sorted() {
            let listings = byStyle[style] ?? []
            // Sixteen styles on is the same family's next style.
            let next = byStyle[(style + 16) % Market.full.styles.count] ?? []
            for (one, two) in zip(listings, listings.dropFirst()) {
                pairs += 1
                equal += one.product.title.lowercased() == two.product.title.lowercased() ? 1 : 0
                same += overlap(words(one), words(two))
                other += next.first.map { overlap(words(one), words($0)) } ?? 0
            }
        }
        #expect(pairs > 1_000)
        #expect(Double(equal) / Double(pairs) < 0.02)
        #expect(same > 1.8 * other)
    }

    @Test("sellers type in different ways")
    func letters() {
        let titles = Market.full.listings.map(\.product.title)
        let upper = titles.count { $0 == $0.uppercased() }
        let lower = titles.count { $0 == $0.lowercased() }
        #expect(upper > 50 && lower > 50 && titles.count - upper - lower > 500)
    }

    @Test("a slip changes a word by a letter or two and keeps its ends")
    func slips() {
        var dice = Dice(seed: 1)
        var changed = 0
        for _ in 0..<100 {
            let word = Spelling.slipped("waterproof", &dice)
            changed += word == "waterproof" ? 0 : 1
            #expect((9...11).contains(word.count))
            #expect(word.first == "w" && word.last == "f")
        }
        // Two equal letters exchanged are no slip.
        #expect(changed > 80)
        #expect(Spelling.slipped("mug", &dice) == "mug")
    }

    @Test("a slip spares the figures")
    func spares() {
        var dice = Dice(seed: 2)
        for _ in 0..<50 {
            var groups = [["machine screws"], ["16 pieces"]]
            Spelling.slip(in: &groups, sparing: 1, &dice)
            #expect(groups[1] == ["16 pieces"])
        }
    }
}
