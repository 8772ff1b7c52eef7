extension Problem {
    init(auditing error: AuditingError) {
        switch error {
        case .running(let id):
            self.init(
                409, "audit-running", "An audit is running",
                "audit \(id) is running, and one runs at a time: wait for it, or stop it with DELETE /v1/audits/\(id)")
        case .unknownAudit(let id):
            self.init(404, "unknown-audit", "Unknown audit", "there is no audit \(id.prefix(100))")
        case .notDone(let id, let state):
            self.init(409, "audit-not-done", "Not done", "audit \(id) is \(state.rawValue): it has no clusters to show")
        case .unknownCluster(let number, let count):
            self.init(
                404, "unknown-cluster", "Unknown cluster",
                count == 0
                    ? "this audit found no clusters"
                    : "there is no cluster \(number.prefix(100)), they are numbered from 1 to \(count)")
        case .nothingDecided(let number):
            self.init(
                404, "nothing-decided", "Nothing decided",
                "nothing was decided about cluster \(number) in this audit that could be undone")
        case .tooManyPairs(let most):
            self.init(
                422, "too-many-pairs", "Too many pairs",
                "the clusters before it have \(most) pairs, the most that one request decides: send it in another")
        case .elsewhere(let id):
            self.init(
                409, "audit-elsewhere", "Running elsewhere",
                "audit \(id) is run by another process of this machine: stop it there")
        }
    }
}
