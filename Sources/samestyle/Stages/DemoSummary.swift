import Audit
import Clicks
import DemoCatalog
import Foundation
import Intake
import Measures
import Training

/// What the stages of a demo did, in what time, and how well by the known truth.
struct DemoSummary: Encodable {
    let seed: UInt64
    var draw: Drawing?
    var products: ImportSummary?
    var clicks: ImportSummary?
    var pairs: Pairs?
    var train: TrainingResult?
    var index: IndexStage.Summary?
    var indexCheck: IndexStage.Check?
    var evaluate: EvaluateStage.Summary?
    var audit: AuditSummary?
    /// Against the copies that were planted.
    var auditTruth: PairPrecision?
    /// By stage.
    var seconds: [String: Double] = [:]

    enum CodingKeys: String, CodingKey {
        case seed, draw, products, clicks, pairs, train, index, evaluate, audit
        case indexCheck = "index_check"
        case auditTruth = "audit_truth"
        case seconds
    }

    init(seed: UInt64) { self.seed = seed }

    struct Drawing: Encodable {
        let styles: Int
        /// Of them told apart by the figures in their titles alone.
        let textLed: Int
        let listings: Int
        /// Listings that show the picture of another once more.
        let copies: Int
        let clicks: Int

        enum CodingKeys: String, CodingKey {
            case styles, listings, copies, clicks
            case textLed = "text_led_styles"
        }

        init(_ market: DemoMarketplace, _ log: DemoClickLog) {
            styles = market.listingsByStyle.count
            textLed =
                Set(
                    market.listings.filter { DemoMarketplace.textLedCategories.contains($0.product.leafCategory ?? "") }
                        .compactMap { market.style(of: $0.id) }
                ).count
            listings = market.listings.count
            copies = market.listings.count { $0.copyOf != nil }
            clicks = log.clicks.count
        }
    }

    struct Pairs: Encodable {
        let candidates: Int
        let kept: Int
        /// The share of kept pairs that are of one style, each counting as its weight; the sampler never saw a style.
        let sameStyle: Double
        /// The same share of what one session clicked, unsampled.
        let sameStyleOfClicks: Double
        let chance: Double

        enum CodingKeys: String, CodingKey {
            case candidates, kept, chance
            case sameStyle = "same_style"
            case sameStyleOfClicks = "same_style_of_clicks"
        }

        init(_ outcome: PairStage.Outcome, _ truth: CoClickTruth, _ market: DemoMarketplace) {
            (candidates, kept) = (outcome.report.candidates, outcome.report.kept)
            let right = outcome.pairs.filter { market.style(of: $0.trigger) == market.style(of: $0.offer) }
            let all = outcome.pairs.reduce(0) { $0 + Double($1.weight) }
            sameStyle = all > 0 ? right.reduce(0) { $0 + Double($1.weight) } / all : 0
            (sameStyleOfClicks, chance) = (truth.sameStyleShare, truth.chance)
        }
    }

    /// Runs a stage and keeps the time it took.
    mutating func timed<Result>(_ stage: String, _ work: () throws -> Result) rethrows -> Result {
        let began = Date()
        let result = try work()
        seconds[stage] = Date().timeIntervalSince(began)
        return result
    }
}
