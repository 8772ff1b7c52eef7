import Catalog
import Dispatch
import Foundation
import Pictures

/// Finds, opens and decodes the pictures of a batch of products, on all cores.
struct PictureOpening: Sendable {
    private let store: CatalogStore
    private let limits: PictureLimits
    /// The real path of the folder that pictures must lie in; nil where there is none.
    private let folder: String?

    /// A picture is decoded to no less than this: enough for its hash, and cheap.
    private static let decodedSide = 256
    private static let longestAddress = 2048

    init(store: CatalogStore, folder: String?, limits: PictureLimits) {
        self.store = store
        self.folder = folder
        self.limits = limits
    }

    /// The pictures of one draft.
    struct Opened {
        /// Where they are.
        var images: [String] = []
        /// What is known of those that are files.
        var facts: [PictureFacts] = []
        /// How many were beyond the most that a product may have; they were not looked at.
        var leftOut = 0
    }

    /// What became of one draft's pictures, or why the row is rejected.
    typealias Outcome = Result<Opened, ProductReading.Rejection>

    private enum Place {
        case address(String)
        case file(String, FileState)

        var text: String {
            switch self {
            case .address(let text), .file(let text, _): text
            }
        }
    }

    private struct Places {
        var taken: [Place] = []
        var leftOut = 0
    }

    /// The outcomes, draft by draft, and the picture files that were opened for the first time.
    func open(_ drafts: [ProductReading.Draft]) throws -> (outcomes: [Outcome], opened: [PictureFile]) {
        let places = Self.parallelMap(drafts) { draft in self.places(draft) }
        var states: [String: FileState] = [:]
        for case .success(let found) in places {
            for case .file(let path, let state) in found.taken { states[path] = state }
        }
        let known = try store.pictureFiles(Array(states.keys)).filter { path, file in
            guard let state = states[path] else { return false }
            return file.size == Int64(state.size) && file.modified == state.modified
        }
        let new = states.filter { known[$0.key] == nil }.sorted { $0.key < $1.key }
        let files = Self.parallelMap(new) { (path, state) in self.file(path, state) }
        var opened: [String: Result<PictureFile, ProductReading.Rejection>] = known.mapValues { .success($0) }
        for ((path, _), file) in zip(new, files) { opened[path] = file }
        return (places.map { Self.outcome($0, opened) }, files.compactMap { try? $0.get() })
    }

    private static func outcome(
        _ places: Result<Places, ProductReading.Rejection>,
        _ opened: [String: Result<PictureFile, ProductReading.Rejection>]
    ) -> Outcome {
        places.flatMap { places in
            var all = Opened(leftOut: places.leftOut)
            for place in places.taken {
                all.images.append(place.text)
                if case .file(let path, _) = place {
                    switch opened[path] {
                    case .success(let file): all.facts.append(file.facts)
                    case .failure(let rejection): return .failure(rejection)
                    case nil: return .failure(ProductReading.Rejection(reason: "picture \(path) was not opened"))
                    }
                }
            }
            return .success(all)
        }
    }

    /// Each place once: shops name the main picture both alone and among all.
    private func places(_ draft: ProductReading.Draft) -> Result<Places, ProductReading.Rejection> {
        Result { () throws(ProductReading.Rejection) in
            var found = Places()
            var texts: Set<String> = []
            for text in draft.places where texts.insert(text).inserted {
                guard found.taken.count < StoredProduct.mostPictures else {
                    found.leftOut += 1
                    continue
                }
                let place = try place(text)
                if !found.taken.contains(where: { $0.text == place.text }) { found.taken.append(place) }
            }
            if found.taken.isEmpty, let guessed = draft.guessed, let folder,
                RealPath.of(folder + "/" + guessed) != nil
            {
                found.taken.append(try place(guessed))
            }
            return found
        }
    }

    /// An address is kept as it is and not fetched. A path must lead, links followed, to a file in the folder.
    private func place(_ text: String) throws(ProductReading.Rejection) -> Place {
        func rejection(_ reason: String) -> ProductReading.Rejection {
            ProductReading.Rejection(reason: "picture \(text.prefix(200)): \(reason)")
        }
        if let scheme = text.range(of: "://") {
            guard ["http", "https"].contains(text[..<scheme.lowerBound].lowercased()) else {
                throw rejection("only http and https addresses are taken")
            }
            guard text.utf8.count <= Self.longestAddress, !text.contains(" "), scheme.upperBound < text.endIndex else {
                throw rejection("no sound address")
            }
            return .address(text)
        }
        guard let folder else { throw rejection("there is no folder of pictures; give --images") }
        guard let path = RealPath.of(text.hasPrefix("/") ? text : folder + "/" + text) else {
            throw rejection("there is no such file")
        }
        guard RealPath.isInside(path, folder) else { throw rejection("outside the folder of pictures") }
        do { return .file(path, try FileState(path: path)) } catch { throw rejection("no regular file") }
    }

    private func file(_ path: String, _ state: FileState) -> Result<PictureFile, ProductReading.Rejection> {
        let name = folder.map { String(decoding: path.utf8.dropFirst($0.utf8.count + 1), as: UTF8.self) } ?? path
        do {
            guard state.size <= limits.bytes else {
                throw PictureError.tooManyBytes(count: state.size, limit: limits.bytes)
            }
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            let info = try PictureCodec.info(bytes, limits: limits)
            let picture = try PictureCodec.decode(bytes, limits: limits, shortestSide: Self.decodedSide)
            let facts = PictureFacts(
                path: path, digest: SHA256.hexadecimal(bytes), perceptualHash: PerceptualHash(of: picture).bits,
                width: info.width, height: info.height)
            return .success(PictureFile(facts: facts, size: Int64(state.size), modified: state.modified))
        } catch let error as PictureError {
            return .failure(ProductReading.Rejection(reason: "broken picture \(name): \(error)"))
        } catch { return .failure(ProductReading.Rejection(reason: "picture \(name): cannot be read")) }
    }

    private static func parallelMap<Item: Sendable, Value: Sendable>(
        _ items: [Item], _ body: @Sendable (Item) -> Value
    ) -> [Value] {
        Array(unsafeUninitializedCapacity: items.count) { values, count in
            // Unsafe to share but for this: each iteration writes a place of its own.
            nonisolated(unsafe) let places = values
            DispatchQueue.concurrentPerform(iterations: items.count) { at in
                (places.baseAddress! + at).initialize(to: body(items[at]))
            }
            count = items.count
        }
    }
}
