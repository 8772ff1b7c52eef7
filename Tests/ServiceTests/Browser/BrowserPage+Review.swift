/// What a reviewer waits for, and what the service knows of what was decided.
extension BrowserPage {
    struct Decided: Decodable, Sendable {
        struct Ruling: Decodable, Sendable { let members: [String]? }
        let cluster: Int
        let decision: String?
        let keep: String
        let ruling: Ruling?
    }

    /// The clusters of the audit that is looked at, as the service has them.
    var clusters: [Decided] {
        get async throws {
            try await value(
                """
                fetch(`/v1/audits/${new URLSearchParams(location.search).get("audit")}/clusters?limit=200`)
                  .then((answer) => answer.json()).then(({ clusters }) => clusters)
                """, as: [Decided].self) ?? []
        }
    }

    /// The verdicts by cluster.
    var decisions: [Int: String] {
        get async throws {
            Dictionary(
                uniqueKeysWithValues: try await clusters.compactMap { cluster in
                    cluster.decision.map { (cluster.cluster, $0) }
                })
        }
    }

    func waitForCluster(_ number: Int) async throws {
        try await wait(
            for: "document.getElementById('cluster-title')?.textContent.startsWith('Cluster \(number): ')")
    }

    /// Waits until nothing decided is on its way.
    func waitUntilSaved() async throws {
        try await wait(for: "!document.getElementById('review').classList.contains('saving')")
    }

    /// The numbers of the clusters in the list.
    var listed: [Int] {
        get async throws {
            try await value(
                "[...document.querySelectorAll('#rows .row[data-cluster]')].map((row) => Number(row.dataset.cluster))",
                as: [Int].self) ?? []
        }
    }
}
