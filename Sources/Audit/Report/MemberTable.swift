/// The listings of an audit's clusters: a line each, every column of one type (docs/audit.md).
enum MemberTable {
    static let header = CSVText.line([
        "cluster", "relation", "cluster_confidence", "cluster_size", "decision", "id", "title", "seller", "image",
        "keep",
    ])

    static func rows(_ cluster: DuplicateCluster) -> String {
        cluster.members.map { member in
            CSVText.line([
                "\(cluster.number)", cluster.relation.rawValue, "\(cluster.confidence)", "\(cluster.members.count)",
                CSVText.written(cluster.decision?.rawValue), CSVText.quoted(member.id.text),
                CSVText.quoted(member.title), CSVText.quoted(member.seller ?? ""), CSVText.quoted(member.image ?? ""),
                "\(member.id == cluster.keep)",
            ])
        }.joined()
    }
}
