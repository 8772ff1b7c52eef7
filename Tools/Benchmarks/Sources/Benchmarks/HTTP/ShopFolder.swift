import Foundation
import Tensors

/// A data folder with a drawn shop of pictures and words, a model that learnt it a little, its index, and what a peer makes
/// of them; made once.
struct ShopFolder {
    let program: String
    let products: Int
    private let root: URL

    /// The model that both answer with.
    static let model = "bench-64"
    private static let pictureSide = 160
    private static let sessions = 6000
    /// Products shown in training. After 12,000 the pictures of 100,000 products lay so near each other that rounding said
    /// which is nearest: 28 % of the first ten answers were the peer's too.
    private static let samples = 40_000.0

    /// - Parameter folder: Where it is kept from one run to the next.
    init(_ folder: String, program: String, products: Int) {
        (self.program, self.products) = (program, products)
        root = URL(filePath: folder, directoryHint: .isDirectory).appending(path: "shop-\(products)")
    }

    var data: URL { root.appending(path: "data") }
    var peer: URL { root.appending(path: "peer") }
    private var settings: URL { root.appending(path: "settings.yaml") }

    /// Makes what is not there; what each step took is printed.
    func prepare() throws {
        let files = FileManager.default
        let whole = root.appending(path: "whole")
        if files.fileExists(atPath: whole.path) {
            return say("\(products) products, imported and indexed by an earlier run")
        }
        try? files.removeItem(at: root)
        try files.createDirectory(at: root, withIntermediateDirectories: true)
        let (table, clicks) = (root.appending(path: "products.csv"), root.appending(path: "clicks.csv"))
        let pictures = root.appending(path: "pictures")
        let rows = (0..<products).map { ShopListing($0).row }
        try Data(([ShopListing.header] + rows).joined(separator: "\n").utf8).write(to: table)
        try drawPictures(pictures)
        try drawClicks(clicks)
        let steps = [
            ["catalog", "import", table.path, "--images", pictures.path], ["clicks", "import", clicks.path],
            ["train", "--model", Self.model, "--epochs", "\(Self.samples / Double(products))", "--name", Self.model],
            ["index", "build"],
        ]
        for step in steps {
            let seconds = try RunningProgram(program, ["--data", data.path] + step).finish()
            say("\(step[0]) \(step[1]): ".padding(toLength: 18, withPad: " ", startingAt: 0) + seconds.seconds)
        }
        try Data().write(to: whole)
    }

    private func drawPictures(_ folder: URL) throws {
        let began = ContinuousClock.now
        for thousand in 0...(products / 1000) {
            try FileManager.default.createDirectory(
                at: folder.appending(path: "\(thousand)"), withIntermediateDirectories: true)
        }
        let products = products
        nonisolated(unsafe) var faults = [(any Error)?](repeating: nil, count: Machine.cores)
        faults.withUnsafeMutableBufferPointer { faults in
            nonisolated(unsafe) let faults = faults  // each core writes its own
            DispatchQueue.concurrentPerform(iterations: Machine.cores) { core in
                do {
                    for number in stride(from: core, to: products, by: Machine.cores) {
                        let listing = ShopListing(number)
                        let jpeg = Data(listing.picture(look: 0, side: Self.pictureSide))
                        try jpeg.write(to: folder.appending(path: listing.picturePath))
                    }
                } catch { faults[core] = error }
            }
        }
        if let fault = faults.compactMap({ $0 }).first { throw fault }
        say("pictures drawn:   " + ((.now - began) / .seconds(1)).seconds)
    }

    /// People who look for a style by two of its words, and take two of its listings.
    private func drawClicks(_ url: URL) throws {
        var (lines, generator) = (["session,query,product,event,time"], Generator(seed: 2))
        let each = ShopListing.listingsOfStyle
        for session in 0..<Self.sessions {
            let style = Int.random(in: 0..<max(1, products / each), using: &generator)
            let first = Int.random(in: 0..<each, using: &generator)
            let query = ShopListing(style * each).words.prefix(2).joined(separator: " ")
            for (at, place) in [first, (first + Int.random(in: 1..<each, using: &generator)) % each].enumerated() {
                let product = min(products - 1, style * each + place)
                lines.append("s\(session),\(query),p\(product),click,\(100 * session + at)")
            }
        }
        try Data(lines.joined(separator: "\n").utf8).write(to: url)
    }

    /// Starts `serve`.
    func serve() throws -> ServedShop {
        try Data("port: 0\n".utf8).write(to: settings)
        return try ServedShop(RunningProgram(program, ["--data", data.path, "serve", "--settings", settings.path]))
    }
}

extension Double {
    /// As seconds.
    fileprivate var seconds: String { String(format: "%.1f s", self) }
}
