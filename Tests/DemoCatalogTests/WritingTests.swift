import Foundation
import Pictures
import Records
import Tables
import TestSupport
import Testing

@testable import DemoCatalog

struct WritingTests {
    private let scratch: ScratchFolder
    private let market = Market.small
    private let clicks: DemoClickLog

    init() throws {
        scratch = try ScratchFolder()
        clicks = DemoClickLog(over: market, sessions: 60)
    }

    private func rows(_ path: String) throws -> [Row] {
        var reader = try TableReader(path: path, format: .csv)
        var rows: [Row] = []
        while let entry = try reader.next() {
            guard case .row(let row) = entry else {
                Issue.record("a bad row in \(path)")
                continue
            }
            rows.append(row)
        }
        return rows
    }

    @Test("the same seed writes the same bytes, another seed others")
    func sameBytes() throws {
        func written(seed: UInt64, to name: String) throws -> [String: Data] {
            let market = DemoMarketplace(seed: seed, size: Market.smallSize)
            let folder = scratch.url.appending(path: name)
            try market.write(to: folder, clicks: DemoClickLog(over: market, sessions: 60))
            var files: [String: Data] = [:]
            for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name != "pictures" {
                files[name] = try Data(contentsOf: folder.appending(path: name))
            }
            return files
        }
        let one = try written(seed: 5, to: "a")
        #expect(one.count == market.listings.count + 4)
        #expect(try written(seed: 5, to: "b") == one)
        let other = try written(seed: 6, to: "c")
        #expect(other["products.csv"] != one["products.csv"])
        #expect(other["clicks.csv"] != one["clicks.csv"])
    }

    @Test("the tables read back as the listings and the clicks, and each picture is there and whole")
    func readsBack() throws {
        let files = try market.write(to: scratch.url, clicks: clicks)
        let products = try rows(files.products)
        try #require(products.count == market.listings.count)
        for (row, listing) in zip(products, market.listings) {
            let product = listing.product
            #expect(row["id"] == product.id.text)
            #expect(row["title"] == product.title)
            #expect(row["description"] == product.description ?? "")
            #expect(row["category"]?.components(separatedBy: " > ") == product.category)
            #expect(row["brand"] == product.brand ?? "")
            #expect(row["seller"] == product.seller)
            #expect(row["price"].flatMap(Double.init) == product.price?.amount)
            #expect(row["currency"] == "EUR")
            #expect(row["style"] == market.style(of: product.id))
            for name in row.columns where name.hasPrefix("attribute.") {
                #expect(row[name] == product.attributes[String(name.dropFirst(10))] ?? "")
            }
            let image = URL(filePath: files.images).appending(path: try #require(row["image"]))
            let bytes = [UInt8](try Data(contentsOf: image))
            #expect(bytes == market.picture(of: product.id))
            let picture = try PictureCodec.decode(bytes)
            #expect(try PictureCodec.info(bytes).format == (listing.resaving == nil ? listing.photo.format : .jpeg))
            #expect(min(picture.width, picture.height) >= 19)
        }
        let read = try rows(files.clicks)
        try #require(read.count == clicks.clicks.count)
        for (row, click) in zip(read, clicks.clicks) {
            #expect(row["session"] == click.session && row["product"] == click.product.text)
            #expect(row["user"] == click.user ?? "" && row["query"] == click.query ?? "")
            #expect(row["event"] == click.event.rawValue)
            #expect(row["position"] == click.position.map(String.init) ?? "")
            #expect(row["time"].flatMap(Int64.init) == click.time)
        }
    }

    @Test("a few picture names lie about the format and most do not")
    func endings() {
        let names = ["jpg": PictureFormat.jpeg, "png": .png, "webp": .webp]
        let lies = Market.full.listings.count { listing in
            let ending = listing.product.images[0].split(separator: ".").last.map(String.init) ?? ""
            return names[ending] != (listing.resaving == nil ? listing.photo.format : .jpeg)
        }
        #expect((40...160).contains(lies))
    }

    @Test("progress runs from none to all, and what it throws stops the writing")
    func progress() throws {
        struct Stop: Error {}
        var told: [Int] = []
        try market.write(to: scratch.url, clicks: clicks) { done, all in
            told.append(done)
            #expect(all == market.listings.count)
        }
        #expect(told.first == 0 && told.last == market.listings.count && told == told.sorted())
        #expect(throws: Stop.self) {
            try market.write(to: scratch.url.appending(path: "stopped"), clicks: clicks) { _, _ in throw Stop() }
        }
        let pictures = try FileManager.default.contentsOfDirectory(atPath: scratch.path("stopped/pictures"))
        #expect(pictures.isEmpty)
    }

    @Test("a folder that takes no file is an error that says which and what to do")
    func unwritable() throws {
        let file = try scratch.write("no folder", to: "taken")
        let error = #expect(throws: DemoError.self) {
            try market.write(to: URL(filePath: file), clicks: clicks)
        }
        let text = try #require(error?.description)
        #expect(text.contains("taken/pictures: cannot be written: "))
        #expect(text.hasSuffix("; choose a folder with free space that you may write to"))
    }

    @Test("a picture that cannot be written is an error with its path")
    func pictureUnwritable() throws {
        let blocked = try #require(market.listings.first?.product.images.first)
        try FileManager.default.createDirectory(
            at: scratch.url.appending(path: blocked), withIntermediateDirectories: true)
        let error = #expect(throws: DemoError.self) { try market.write(to: scratch.url, clicks: clicks) }
        #expect(error?.description.contains(blocked) == true)
    }
}
