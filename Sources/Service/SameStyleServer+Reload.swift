public import Audit
import Logging

extension SameStyleServer {
    /// Takes up what a running server can: keys, limits, origins, and the certificate, for what comes from now on.
    ///
    /// What it cannot is said in the log. With settings that cannot be used all stays as it is.
    ///
    /// - Returns: Whether they are in use.
    @discardableResult public func reload(_ new: ServiceSettings) -> Bool {
        var new = new
        let names = changes(to: new)
        // The address stays, and with it what it needs.
        new.host = settings.host
        do throws(ServerError) {
            try new.check()
            if settings.tls != nil, let files = new.tls { try take(TLSIdentity(files)) }
        } catch {
            refuse("\(error)")
            return false
        }
        policy.change(to: AccessPolicy(new))
        metrics.reloaded(true)
        logger.notice("the settings were read again", metadata: ["keys": .stringConvertible(new.keys.count)])
        if !names.isEmpty {
            logger.warning(
                "some settings have changed that are taken up at the next start alone",
                metadata: ["settings": "\(names.joined(separator: ", "))"])
        }
        return true
    }

    /// Has audits and checks from now on weigh their evidence so; by weights set by hand where nil.
    public func weigh(by new: EvidenceFile?) { evidence.change(to: new) }

    /// Says that new settings cannot be used and those before stay.
    public func refuse(_ reason: String) {
        metrics.reloaded(false)
        logger.error("the settings are not taken up; those before stay", metadata: ["reason": "\(reason)"])
    }

    func take(_ new: TLSIdentity) {
        identity.change(to: new)
        metrics.expires(new.expires)
        if let warning = new.warning() { logger.warning("\(warning)") }
    }

    /// The names of the settings that are as they were at the start until the end, and that `new` has otherwise.
    private func changes(to new: ServiceSettings) -> [String] {
        let changes: [(name: String, isNew: Bool)] = [
            ("host", new.host != settings.host), ("port", new.port != settings.port),
            ("body_limit", new.bodyLimit != settings.bodyLimit),
            ("body_memory", new.bodyMemory != settings.bodyMemory),
            ("body_seconds", new.bodySeconds != settings.bodySeconds),
            ("pixel_limit", new.pixelLimit != settings.pixelLimit),
            ("picture_urls", new.pictureURLs != settings.pictureURLs),
            ("picture_url_hosts", new.pictureURLHosts != settings.pictureURLHosts),
            ("picture_url_seconds", new.pictureURLSeconds != settings.pictureURLSeconds),
            ("picture_url_trust", new.pictureURLTrust != settings.pictureURLTrust),
            ("queue_bound", new.queueBound != settings.queueBound),
            ("answer_milliseconds", new.answerMilliseconds != settings.answerMilliseconds),
            ("fold_after", new.foldAfter != settings.foldAfter),
            ("audits_kept", new.auditsKept != settings.auditsKept),
            ("connection_limit", new.connectionLimit != settings.connectionLimit),
            ("header_seconds", new.headerSeconds != settings.headerSeconds),
            ("send_seconds", new.sendSeconds != settings.sendSeconds),
            ("drain_seconds", new.drainSeconds != settings.drainSeconds),
            ("tls", (new.tls == nil) != (settings.tls == nil)),
        ]
        return changes.filter(\.isNew).map(\.name)
    }
}
