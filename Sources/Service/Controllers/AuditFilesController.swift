import Audit
import Files
import HTTPTypes
import Hummingbird

/// The files of an audit's report: the page, and what programs read.
struct AuditFilesController {
    let shelf: ReviewShelf
    let kept: KeptAudits

    /// What the page may do where it is opened from here: show itself, and ask this server nothing.
    private static let pagePolicy =
        "sandbox allow-scripts; default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        + "script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

    func register(on routes: inout RouteTable) {
        for (file, name, type) in [
            (ReportFile.page, "report", "text/html; charset=utf-8"),
            (.clusters, "clusters.jsonl", "application/jsonl"), (.pairs, "pairs.csv", "text/csv; charset=utf-8"),
        ] {
            routes.on(.get, "/v1/audits/{id}/\(name)", needs: .read) { request, context in
                _ = try request.parameters(among: [])
                return try answer(file, type, context.auditText)
            }
        }
    }

    private func answer(_ file: ReportFile, _ type: String, _ text: String) throws -> Response {
        let record = try shelf.record(text)
        guard record.state == .done else { throw AuditingError.notDone(record.id, record.state) }
        let mapped = try MappedFile(path: kept.file(file, of: record.id).path)
        var headers: HTTPFields = [.contentType: type]
        if file == .page {
            headers[.contentSecurityPolicy] = Self.pagePolicy
        } else {
            headers[.contentDisposition] = "attachment; filename=\"\(record.id)-\(file.rawValue)\""
        }
        return Response(status: .ok, headers: headers, body: Self.body(mapped))
    }

    /// Piece by piece: a report may be large.
    private static func body(_ file: MappedFile) -> ResponseBody {
        let count = file.bytes.count
        return ResponseBody(contentLength: count) { writer in
            for start in stride(from: 0, to: count, by: 1 << 18) {
                try await writer.write(ByteBuffer(bytes: file.bytes[start..<min(count, start + 1 << 18)]))
            }
            try await writer.finish(nil)
        }
    }
}
