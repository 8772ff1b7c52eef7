import Catalog
import Foundation
import Records
import Testing

@testable import Audit
@testable import Service

extension LiveServer {
    /// Keeps an audit that is done and found these clusters, the first the surest, from 99 % down by steps of 2; gives its
    /// id.
    ///
    /// - Parameter decided: The numbers of those that it found decided as duplicates.
    func keepAudit(_ clusters: [[String]], decided: Set<Int> = []) throws -> String {
        let found = try clusters.enumerated().map { at, ids in
            try cluster(at + 1, try ids.map { try #require(ProductID($0)) }, isDecided: decided.contains(at + 1))
        }
        let kept = try server.audits.kept.begin(AuditSettings())
        let summary = DuplicateFinder(kept.settings).summary(of: found, listings: 57, seconds: 1.5)
        try AuditReport.write(found, summary: summary, to: kept.report.path)
        try kept.finish(summary, revision: try server.store.revision(), decided: decided.count)
        return kept.id.text
    }

    private func cluster(_ number: Int, _ ids: [ProductID], isDecided: Bool) throws -> DuplicateCluster {
        let confidence = 1.01 - Double(number) * 0.02
        var evidence = PairEvidence()
        (evidence.image, evidence.text, evidence.joint, evidence.titleOverlap) = (0.97, 0.82, 0.93, 0.5)
        (evidence.sameBytes, evidence.hashDistance) = (number % 2 == 1, 2)
        (evidence.sameSeller, evidence.priceRatio, evidence.numbersAgree) = (false, 0.75, false)
        let pairs = ids.indices.flatMap { a in ids[(a + 1)...].map { (ids[a], $0) } }
        return DuplicateCluster(
            number: number, relation: .duplicate, confidence: confidence,
            members: try ids.map { id in
                DuplicateCluster.Member(
                    id: id, title: try server.store.product(id)?.product.title ?? "gone \(id)", seller: nil, image: nil)
            },
            // Of a large cluster an audit keeps no more.
            pairs: pairs.prefix(500).map {
                DuplicateCluster.Pair(a: $0, b: $1, confidence: confidence, evidence: evidence)
            }, keep: ids[0], decision: isDecided ? .duplicate : nil)
    }
}
