import Clicks
import Records
import Testing

@Suite struct PairSamplerTests {
    private static func product(_ id: String, _ title: String, _ category: [String] = ["Home", "Mugs"]) throws
        -> Product
    {
        Product(id: try #require(ProductID(id)), title: title, category: category)
    }

    private static func shop() throws -> [Product] {
        try [
            product("a", "red striped mug"), product("b", "striped mug red handle"), product("c", "blue bowl"),
            product("d", "red striped lamp", ["Home", "Lamps"]), product("e", "striped red mug handle"),
        ]
    }

    private static func click(
        _ session: String, _ id: String, _ position: Int? = nil, query: String? = nil
    ) throws -> Click {
        Click(session: session, query: query, product: try #require(ProductID(id)), position: position)
    }

    private static func log(
        _ products: [Product], _ clicks: [Click], _ sampling: Sampling = Sampling()
    ) -> ClickLog {
        ClickLog(over: products, sampling) { take in clicks.forEach(take) }
    }

    @Test func whatOneSessionClickedIsKeptByCategoryAndRelevance() throws {
        let clicks = try ["a", "b", "c", "d"].map { try Self.click("1", $0) }
        let (pairs, report) = PairSampler().pairs(of: Self.log(try Self.shop(), clicks))
        #expect(pairs.map { [$0.trigger.text, $0.offer.text] } == [["a", "b"]])
        #expect(report.candidates == 6)
        #expect(report.kept == 1)
        #expect(report.dropped == ["other category": 3, "too little relevance": 2])
        #expect(report.byCategory == ["Mugs": 1])
        #expect(report.examples.count == 6)
    }

    @Test func oneQueryJoinsWhatDifferentSessionsClicked() throws {
        let clicks = try [
            Self.click("1", "a", query: "Red  Mug"), Self.click("2", "e", query: "red mug"), Self.click("3", "b"),
        ]
        let log = Self.log(try Self.shop(), clicks)
        #expect(PairSampler().pairs(of: log).pairs.map { [$0.trigger.text, $0.offer.text] } == [["a", "e"]])
        #expect(log.queries[try #require(ProductID("a"))] == ["red mug"])
    }

    @Test func moreEvidenceWeighsMoreAndPopularityLess() throws {
        var clicks: [Click] = []
        for session in 0..<6 { clicks += try [Self.click("\(session)", "a"), Self.click("\(session)", "b")] }
        clicks += try [Self.click("x", "a"), Self.click("x", "e")]
        let pairs = PairSampler().pairs(of: Self.log(try Self.shop(), clicks)).pairs
        #expect(pairs.map(\.evidence) == [6, 1])
        #expect(pairs[0].weight > pairs[1].weight)
    }

    @Test func whatPeopleDecidedStandsAboveClicksAndConstraints() throws {
        let clicks = try ["a", "b", "c", "d"].map { try Self.click("1", $0) }
        func id(_ text: String) throws -> ProductID { try #require(ProductID(text)) }
        let ruled = try [
            // Clicked and alike, of other categories, never clicked, and one that is gone.
            RuledPair(id("b"), id("a"), isSame: false), RuledPair(id("d"), id("a"), isSame: true),
            RuledPair(id("c"), id("e"), isSame: true), RuledPair(id("a"), id("gone"), isSame: true),
        ]
        let log = Self.log(try Self.shop(), clicks)
        let (pairs, report) = PairSampler().pairs(of: log, ruled: ruled)
        #expect(pairs.map { [$0.trigger.text, $0.offer.text] } == [["a", "d"], ["c", "e"]])
        #expect(pairs.map(\.evidence) == [1, 0])
        #expect(report.candidates == 7 && report.kept == 2 && report.decided == 2)
        #expect(report.dropped["decided different"] == 1)
    }

    @Test func aDecidedPairWeighsAsMuchAsTheSurestOfTheClicks() throws {
        var clicks: [Click] = []
        for session in 0..<6 { clicks += try [Self.click("\(session)", "a"), Self.click("\(session)", "b")] }
        clicks += try [Self.click("x", "a"), Self.click("x", "e")]
        let log = Self.log(try Self.shop(), clicks)
        let clicked = PairSampler().pairs(of: log).pairs
        let rulings = try [("a", "e"), ("c", "d")].map {
            RuledPair(try #require(ProductID($0)), try #require(ProductID($1)), isSame: true)
        }
        let ruled = PairSampler().pairs(of: log, ruled: rulings).pairs
        #expect(ruled.map(\.weight) == [Float](repeating: clicked[0].weight, count: 3))
        #expect(clicked[1].weight < clicked[0].weight)
        // With no clicks at all there is still something to draw by.
        let alone = PairSampler().pairs(of: Self.log(try Self.shop(), []), ruled: rulings).pairs
        #expect(alone.map(\.weight) == [1, 1])
    }

    @Test func tooLittleEvidenceIsDropped() throws {
        var sampling = Sampling()
        sampling.evidence = 2
        let clicks = try [Self.click("1", "a"), Self.click("1", "b")]
        let report = PairSampler(sampling).pairs(of: Self.log(try Self.shop(), clicks, sampling)).report
        #expect(report.dropped == ["too little evidence": 1])
    }

    @Test func embeddingsThatDisagreeDropAPairAndMissingOnesDoNot() throws {
        let clicks = try [Self.click("1", "a"), Self.click("1", "b"), Self.click("1", "e")]
        let log = Self.log(try Self.shop(), clicks)
        let (pairs, report) = PairSampler().pairs(of: log) { one, other in
            one.text == "a" && other.text == "b" || one.text == "b" && other.text == "a" ? -0.2 : nil
        }
        #expect(pairs.count == 2)
        #expect(report.dropped == ["unlike embeddings": 1])
    }

    @Test func aSessionThatClicksEverythingIsCut() throws {
        let products = try (0..<100).map { try Self.product("p\($0)", "same mug") }
        let clicks = try products.map { try Self.click("bot", $0.id.text) }
        let log = Self.log(products, clicks)
        #expect(log.cut == 1)
        #expect(PairSampler().pairs(of: log).report.candidates == 40 * 39 / 2)
    }

    @Test func clicksOnUnknownProductsAreCountedAndNothingElse() throws {
        let log = Self.log(try Self.shop(), try [Self.click("1", "a"), Self.click("1", "zzz")])
        #expect((log.clicks, log.unknown) == (2, 1))
        #expect(PairSampler().pairs(of: log).pairs.isEmpty)
    }

    @Test func theOrderOfTheLogDoesNotMatter() throws {
        var clicks: [Click] = []
        for session in 0..<30 {
            for id in ["a", "b", "c", "d", "e"] where (session + Int(id.utf8.first ?? 0)) % 3 != 0 {
                clicks.append(try Self.click("\(session)", id, session % 7 + 1))
            }
        }
        let first = PairSampler().pairs(of: Self.log(try Self.shop(), clicks)).pairs
        let again = PairSampler().pairs(of: Self.log(try Self.shop(), clicks.reversed())).pairs
        #expect(first.map(\.offer) == again.map(\.offer) && first.count == 3)
        // Sums in another order round differently.
        for (one, other) in zip(first, again) { #expect(abs(one.weight - other.weight) < 1e-5) }
    }

    @Test func aClickFarDownCountsForMoreWhereTheLogIsBiased() throws {
        // Places are clicked as 1/p, as by people who look from the top.
        var clicks: [Click] = []
        for place in 1...20 {
            for repeated in 0..<(200 / place) { clicks.append(try Self.click("\(place)-\(repeated)", "c", place)) }
        }
        clicks += try [Self.click("top", "a", 1), Self.click("top", "b", 1)]
        clicks += try [Self.click("low", "a", 15), Self.click("low", "e", 15)]
        let corrected = PairSampler().pairs(of: Self.log(try Self.shop(), clicks)).pairs
        #expect(try #require(corrected.first { $0.offer.text == "e" }).weight > corrected[0].weight * 1.2)
        var plain = Sampling()
        plain.correctsPosition = false
        let equal = PairSampler(plain).pairs(of: Self.log(try Self.shop(), clicks, plain)).pairs
        #expect(equal[0].weight == equal[1].weight)
    }

    @Test func theStyleLabelIsNeverLookedAt() throws {
        let clicks = try ["a", "b", "c", "e"].map { try Self.click("1", $0) }
        let shop = try Self.shop()
        let labelled = shop.enumerated().map { at, product in
            var product = product
            product.style = at % 2 == 0 ? "x" : "y"
            return product
        }
        #expect(
            PairSampler().pairs(of: Self.log(shop, clicks)).pairs
                == PairSampler().pairs(of: Self.log(labelled, clicks)).pairs)
    }

    @Test func positivesArePairsAndGroupsOfAnyKindEitherWayRound() {
        let positives = Positives(count: 6, pairs: [(3, 1)], kinds: [[[0, 2, 4]], [[5, 4], [1, 2]]])
        #expect(positives.contains(1, 3) && positives.contains(3, 1) && positives.contains(4, 0))
        #expect(positives.contains(4, 5) && positives.contains(2, 1))
        // Kinds are no chain: 0 belongs with 4, and 4 with 5, for different reasons.
        #expect(!positives.contains(0, 5) && !positives.contains(0, 3))
    }
}
