import Catalog
import Foundation
import HTTPTypes
import Hummingbird
import Pictures
import Records

/// `/v1/products/{id}/image`: the file of a product's picture as it was stored; `?number=` names one behind the main one.
struct PictureController {
    let store: CatalogStore
    /// A disk may be slow, and a picture large: neither is waited for where requests are read.
    let files: WorkQueue

    /// What an import stores is given out, whatever this server takes from its clients; to send a picture nothing is
    /// decoded, so its pixels do not matter.
    private static let limits = PictureLimits(pixels: .max)

    func register(on routes: inout RouteTable) {
        routes.on(.get, "/v1/products/{id}/image", needs: .read, use: picture)
    }

    @Sendable private func picture(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let number = try request.parameters(among: ["number"]).number("number") ?? 0
        let (id, known) = (try context.productID, request.headers[.ifNoneMatch])
        return try await files.run(for: context.departure) { try picture(number, of: id, unless: known) }
    }

    /// - Parameter known: The entity tags of what the client has.
    private func picture(_ number: Int, of id: ProductID, unless known: String?) throws -> Response {
        // Only a path that the catalogue holds is ever opened, and only what is a picture is given out.
        let pictures = try store.product(id)?.pictures ?? []
        guard pictures.indices.contains(number) else { throw Self.none(id, of: pictures.count) }
        let facts = pictures[number]
        let tag = "\"\(facts.digest)\""
        let headers: HTTPFields = [.eTag: tag, .cacheControl: "private, max-age=300"]
        if known.map({ Self.names($0, tag) }) ?? false {
            return Response(status: .notModified, headers: headers)
        }
        guard let bytes = Self.file(facts.path), SHA256.hexadecimal(bytes) == facts.digest,
            let format = try? PictureCodec.info(bytes, limits: Self.limits).format
        else { throw Self.gone }
        var response = Response(status: .ok, type: "image/\(format.rawValue)", bytes: bytes)
        response.headers.append(contentsOf: headers)
        return response
    }

    /// The bytes of a file; of one that is too long to be a picture only the beginning, whose digest is no picture's.
    private static func file(_ path: String) -> [UInt8]? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        return (try? file.read(upToCount: limits.bytes + 1)).map { Array($0) }
    }

    private static func none(_ id: ProductID, of count: Int) -> Problem {
        let detail =
            switch count {
            case 0: "there is no picture of product \(id)"
            case 1: "there is one picture of product \(id), number 0"
            default: "there are \(count) pictures of product \(id), numbers 0 to \(count - 1)"
            }
        return Problem(404, "no-picture", "No picture", detail)
    }

    private static let gone = Problem(
        404, "picture-gone", "The picture is gone", "its file was removed or replaced since the product was stored")

    /// Whether a list of entity tags names `tag`; `W/` before one changes nothing here (RFC 9110, section 13.1.2).
    private static func names(_ list: String, _ tag: String) -> Bool {
        list.split(separator: ",").contains { entry in
            let entry = entry.trimmingCharacters(in: .whitespaces)
            return entry == "*" || entry == tag || entry == "W/\(tag)"
        }
    }
}
