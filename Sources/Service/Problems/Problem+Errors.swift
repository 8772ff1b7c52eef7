import Catalog
import Pictures
import Retrieval

/// The one place that turns errors into what a client is told.
extension Problem {
    /// Nil for an error that nobody expected: it is logged and never shown.
    init?(_ error: any Error) {
        switch error {
        case let error as Problem: self = error
        case let error as RequestError: self.init(request: error)
        case let error as RetrievalError: self.init(retrieval: error)
        case let error as FetchError: self.init(fetch: error)
        case let error as IdempotencyError: self.init(idempotency: error)
        case let error as AuditingError: self.init(auditing: error)
        case let error as PictureError: self.init(picture: error, "image")
        case let error as CatalogError: self.init(catalog: error)
        case is QueueFull: self = .busy("too many requests are waiting; ask again in a moment")
        case is CancellationError: self = .busy("the question was withdrawn before its turn came")
        default: return nil
        }
    }

    private init(request error: RequestError) {
        switch error {
        case .badJSON(let reason): self.init(400, "bad-json", "Bad JSON", reason)
        case .badField(let field, let reason): self.init(400, "bad-field", "Bad field", "\(field): \(reason)")
        case .badPicture(let field, let error): self.init(picture: error, field)
        case .unknownField(let field, let known):
            let known = known.sorted().joined(separator: ", ")
            self.init(400, "unknown-field", "Unknown field", "\(field) is no field here; there are \(known)")
        case .badForm(let reason): self.init(400, "bad-form", "Bad form", reason)
        case .badID:
            self.init(400, "bad-id", "Bad id", "a product id has 1 to 128 bytes of UTF-8 and no control characters")
        case .tooLarge(let limit):
            self.init(413, "too-large", "Too large", "this server reads at most \(limit) bytes of a body")
        case .unsupportedType(let given, let read):
            self.init(
                415, "unsupported-type", "Unsupported media type",
                "\(given.map { "\($0.prefix(100)) is not read here" } ?? "the Content-Type is missing"); "
                    + "send \(read.joined(separator: " or "))")
        case .brokenBody: self.init(400, "broken-body", "Broken body", "the body broke off or cannot be read")
        case .slowBody(let seconds):
            self.init(
                408, "slow-body", "Too slow", "the body was not all there after \(seconds) seconds",
                headers: ["Connection": "close"])
        case .otherHost:
            self.init(
                421, "other-host", "Not this host",
                "without keys this server answers to localhost, 127.x.x.x and [::1] alone, whatever the port")
        case .addressNotFetched:
            self.init(
                422, "address-not-fetched", "Addresses are not fetched",
                "image_url: this server does not fetch addresses; send the picture itself as image")
        case .emptyListing:
            self.init(
                400, "empty-listing", "Empty listing",
                "the listing has neither words nor a picture to be compared by")
        case .noKey:
            self.init(
                401, "no-key", "A key is needed", "send it as Authorization: Bearer KEY or as X-API-Key",
                headers: ["WWW-Authenticate": "Bearer"])
        case .unknownKey:
            self.init(
                401, "unknown-key", "Unknown key", "this key is not known here",
                headers: ["WWW-Authenticate": "Bearer error=\"invalid_token\""])
        case .roleTooLow(let needed):
            self.init(403, "role-too-low", "Not allowed", "this needs a key of the role \(needed.rawValue)")
        }
    }

    private init?(retrieval error: RetrievalError) {
        switch error {
        case .emptyQuery: self.init(400, "empty-query", "Empty query", "\(error)")
        case .badFilter: self.init(400, "bad-filter", "Bad filter", "\(error)")
        case .badFacet, .badNumber: self.init(400, "bad-field", "Bad field", "\(error)")
        case .badPage: self.init(400, "bad-page", "Bad page", "\(error)")
        case .expiredPage: self.init(410, "expired-page", "Page expired", "\(error)")
        case .unknownProduct: self.init(404, "unknown-product", "Unknown product", "\(error)")
        case .notIndexed: self.init(409, "not-indexed", "Not in the index yet", "\(error)")
        case .readsNoPictures: self.init(422, "reads-no-pictures", "The model reads no pictures", "\(error)")
        // The words of the others name places on this machine.
        case .noIndex: self = .noIndex
        case .otherModel, .damagedSnapshot, .unwritable, .otherWriter: return nil
        }
    }

    private init(picture error: PictureError, _ field: String) {
        switch error {
        case .unknownFormat, .damaged: self.init(422, "bad-picture", "Bad picture", "\(field): \(error)")
        case .tooManyPixels, .tooManyBytes: self.init(413, "too-large", "Too large", "\(field): \(error)")
        }
    }

    private init?(catalog error: CatalogError) {
        switch error {
        case .locked: self = .busy("another process is writing to the catalogue; try again")
        case .diskFull: self.init(507, "disk-full", "No room", "the server's disk is full")
        case .unreadable:
            self.init(
                503, "storage-fails", "Storage fails",
                "the server's storage cannot be written or read; what is in the index is still found",
                headers: ["Retry-After": "10"])
        case .notACatalog, .newer, .damaged, .failed: return nil
        }
    }
}
