import Catalog
import Foundation
import Records
import TestSupport
import Testing

@testable import Intake

struct CatalogImportTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func product(_ id: String) throws -> StoredProduct {
        let id = try #require(ProductID(id))
        return try #require(try bench.store.product(id))
    }

    @Test func everyFieldIsRead() throws {
        try bench.picture("img/a.png")
        let text = """
            id,title,description,category,brand,seller,price,currency,style,image,attribute.color,image
            p1, Red shoe ,"two
            lines",Clothing > Shoes>Boots,Acme,s1,12.50,EUR,st1,a.png,red,https://e.org/b.jpg

            """
        let summary = try bench.products(text, images: bench.scratch.path + "/img")
        #expect(summary.imported == 1 && summary.rejected == 0 && summary.finished)
        let stored = try product("p1")
        let path = try #require(stored.picture?.path)
        #expect(
            stored.product
                == Product(
                    id: stored.id, title: "Red shoe", description: "two\nlines",
                    category: ["Clothing", "Shoes", "Boots"], brand: "Acme", seller: "s1",
                    price: Price(amount: 12.5, currency: "EUR"), style: "st1", attributes: ["color": "red"],
                    images: [path, "https://e.org/b.jpg"]))
        #expect(path.hasSuffix("/img/a.png") && path.hasPrefix("/"))
        #expect(stored.picture?.width == 40 && stored.picture?.height == 30)
        #expect(stored.picture?.digest.count == 64)
    }

    @Test func aJSONLineAndATSVRowGiveTheSameProduct() throws {
        let json = #"{"sku": 7, "name": "Bag", "category": ["A", "B"], "price": 3.50, "attribute": {"color": "red"}}"#
        #expect(try bench.products(json, name: "p.jsonl").imported == 1)
        let tsv = "SKU\tName\tcategory\tprice\tattribute.color\n7\tBag\tA > B\t3.5\tred\n"
        #expect(try bench.products(tsv, name: "p.tsv").unchanged == 1)
    }

    @Test func badRowsAreToldWithLineIdAndReason() throws {
        try bench.picture("good.png")
        _ = try bench.scratch.write(Array("\u{89}PNG".utf8), to: "broken.png")
        _ = try bench.scratch.write(
            Array(try Data(contentsOf: URL(filePath: bench.picture("cut.png"))).prefix(60)), to: "cut.png")
        let text = """
            id,title,price,image
            a,Fine,1,good.png
            ,No id,1,
            a,Again,1,
            b,Bad price,abc,
            c,Negative,-1,
            d,Not a number,nan,
            e,Broken,1,broken.png
            f,Missing,1,none.png
            g,,1,
            h,Scheme,1,ftp://e.org/x.jpg
            i,Short
            j,Cut,1,cut.png
            k,,2,good.png
            l,Escape,1,../../etc/passwd
            m,Absolute,1,/etc/hostname
            n,Folder,1,.

            """
        let summary = try bench.products(text)
        #expect(summary.read == 16 && summary.imported == 2 && summary.rejected == 14)
        let told = try bench.rejected()
        let expected = [
            "3,,no id", "4,a,an earlier row has the same id", "5,b,\"the price \"\"abc\"\" is no number from 0 on\"",
            "6,c,\"the price \"\"-1\"\" is no number from 0 on\"",
            "7,d,\"the price \"\"nan\"\" is no number from 0 on\"",
            "8,e,\"broken picture broken.png: ", "9,f,picture none.png: there is no such file",
            "10,g,neither title nor picture", "11,h,picture ftp://e.org/x.jpg: only http and https addresses are taken",
            "12,i,2 fields where the header has 4", "13,j,broken picture cut.png: ",
            "15,l,picture ../../etc/passwd: ", "16,m,picture /etc/hostname: outside the folder of pictures",
            "17,n,picture .: ",
        ]
        #expect(told.count == expected.count)
        for (line, start) in zip(told, expected) {
            #expect(line.hasPrefix(start) || line.replacing("\"", with: "").hasPrefix(start.replacing("\"", with: "")))
        }
        #expect(try product("a").product.title == "Fine")
    }

    @Test func aLinkOutOfTheFolderIsNotFollowed() throws {
        let secret = try bench.picture("secret/x.png")
        try bench.picture("img/ok.png")
        let link = bench.scratch.path + "/img/link.png"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: secret)
        let text = "id,title,image\n1,a,link.png\n2,b,ok.png\n3,c,../secret/x.png\n"
        let summary = try bench.products(text, images: bench.scratch.path + "/img")
        #expect(summary.imported == 1 && summary.rejected == 2)
        #expect(try bench.rejected().allSatisfy { $0.hasSuffix("outside the folder of pictures") })
    }

    @Test func theSameFileAgainChangesNothingAndOpensNoPicture() throws {
        let path = try bench.picture("a.png")
        let text = "id,title,image\n1,a,a.png\n2,b,\n3,,a.png\n"
        #expect(try bench.products(text).imported == 3)
        let revision = try bench.store.revision()
        // Other bytes of the same size and time: were the file opened again, its rows would be rejected.
        let sound = try Data(contentsOf: URL(filePath: path))
        try overwrite(path, Data(count: sound.count))
        let again = try bench.products(text)
        #expect(again.unchanged == 3 && again.imported == 0 && again.updated == 0 && again.rejected == 0)
        #expect(try bench.store.revision() == revision)
        _ = try bench.picture("a.png", 10)
        #expect(try bench.products(text).updated == 2)
    }

    /// Writes `data` and sets the file's time back, to the nanosecond.
    private func overwrite(_ path: String, _ data: Data) throws {
        let modified = try FileState(path: path).modified
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.write(contentsOf: data)
        try handle.close()
        let time = timespec(tv_sec: Int(modified / 1_000_000_000), tv_nsec: Int(modified % 1_000_000_000))
        #expect(utimensat(AT_FDCWD, path, [time, time], 0) == 0)
        #expect(try FileState(path: path).modified == modified)
    }

    @Test func aFileWithoutRowsIsDoneAtOnce() throws {
        let summary = try bench.products("id,title\n")
        #expect(summary.finished && summary.read == 0)
        #expect(try bench.rejected().isEmpty)
    }

    @Test func idsThatCannotBeKeptAreRejected() throws {
        let long = String(repeating: "x", count: 129)
        let summary = try bench.products("id,title\n\(long),a\nok,b\n")
        #expect(summary.imported == 1 && summary.rejected == 1)
        #expect(try bench.rejected().first?.hasSuffix("an id has at most 128 bytes") == true)
    }

    /// An import that was cut off starts anew where the file or the settings are others.
    @Test func anotherFileOrMappingStartsAnew() throws {
        let text = "id,title,name\n1,a,A\n2,b,B\n3,c,C\n"
        var asked = 0
        let cut = try bench.products(text, batch: 1) {
            asked += 1
            return asked > 2
        }
        #expect(!cut.finished && cut.read == 2)
        let other = try bench.products(text, mapping: ["title=name"], batch: 1)
        #expect(other.finished && other.read == 3 && other.updated == 2 && other.imported == 1)
        let longer = try bench.products(text + "4,d,D\n")
        #expect(longer.read == 4 && longer.updated == 3 && longer.imported == 1)
    }

    @Test func aFileThatChangedUpdatesWhatChanged() throws {
        #expect(try bench.products("id,title\n1,a\n2,b\n").imported == 2)
        let summary = try bench.products("id,title\n1,a\n2,c\n3,d\n")
        #expect(summary.imported == 1 && summary.updated == 1 && summary.unchanged == 1)
    }

    /// Cancelled after every batch and gone on, the catalogue and the rejects are those of one run.
    @Test func anImportThatIsCutAtEveryBatchEndsTheSame() throws {
        try bench.picture("a.png")
        var text = "id,title,image\n"
        for at in 0..<40 {
            let image = ["", "a.png", "none.png"][at % 3]
            text += "\(at % 7 == 6 ? 1 : at),\"t\(at)\n\",\(image)\n" + (at % 5 == 0 ? "short\n" : "")
        }
        let whole = try Bench()
        try whole.picture("a.png")
        let once = try whole.products(text, batch: 1000)
        var runs = 0
        var summary = ImportSummary()
        while !summary.finished, runs < 100 {
            var asked = 0
            summary = try bench.products(text, batch: 3) {
                asked += 1
                return asked > 1
            }
            runs += 1
            // What a killed process may have written behind its last batch.
            let handle = try FileHandle(forWritingTo: URL(filePath: bench.rejects))
            try handle.seekToEnd()
            if !summary.finished { try handle.write(contentsOf: Data("junk".utf8)) }
        }
        #expect(runs > 10)
        #expect(summary.read == once.read && summary.imported == once.imported)
        #expect(summary.rejected == once.rejected && once.rejected > 10)
        #expect(try bench.rejected() == whole.rejected())
        var products: [[Product]] = []
        for store in [bench.store, whole.store] {
            var all: [Product] = []
            try store.forEachProduct { batch in
                all += batch.map { stored in
                    var product = stored.product
                    product.images = product.images.map { URL(filePath: $0).lastPathComponent }
                    return product
                }
            }
            products.append(all)
        }
        #expect(products[0] == products[1])
        #expect(products[0].count == once.imported)
    }

    @Test func aMappingNamesColumnsAndAWrongOneIsRefused() throws {
        let text = "x,y,z,w,v\n1,shoe,A,B,big\n"
        let mapping = ["id=x", "title=y", "category=z", "category=w", "attribute.size=v"]
        #expect(try bench.products(text, mapping: mapping).imported == 1)
        #expect(try product("1").product.category == ["A", "B"])
        #expect(try product("1").product.attributes == ["size": "big"])
        let columns = ["x", "y", "z", "w", "v"]
        #expect(throws: IntakeError.missingField(field: "id", columns: columns)) { try bench.products(text) }
        #expect(throws: IntakeError.noSuchColumn(field: "id", column: "q", columns: columns)) {
            try bench.products(text, mapping: ["id=q"])
        }
        #expect(throws: IntakeError.self) { try bench.products(text, mapping: ["id=x", "colour=y"]) }
        #expect(throws: IntakeError.badMapping(text: "id")) { try bench.products(text, mapping: ["id"]) }
        #expect(throws: IntakeError.self) { try ImportPreset.named("none") }
        #expect(throws: IntakeError.self) { try bench.products(text, name: "p.xls") }
        #expect(throws: IntakeError.self) { try bench.products("id\n1\n", images: bench.scratch.path + "/no") }
    }

    @Test func merrecRowsGiveEachItemOnce() throws {
        let text = """
            user_id,sequence_id,session_id,stime,event_id,item_id,name,price,c0_name,c1_name,c2_name,brand_name,color
            1,1,1,2023-05-01 10:00:00,item_view,77,Blue bag,12.0,Women,Bags,Totes,Acme,blue
            1,1,1,2023-05-01 10:00:05,item_like,77,Blue bag,12.0,Women,Bags,Totes,Acme,blue
            1,1,2,2023-05-02 10:00:05,buy_comp,78,Hat,3.0,Women,Hats,,,

            """
        let summary = try bench.products(text, preset: .merrec)
        #expect(summary.imported == 2 && summary.unchanged == 1 && summary.rejected == 0)
        #expect(try product("77").product.category == ["Women", "Bags", "Totes"])
        #expect(try product("77").product.attributes == ["color": "blue"])
        #expect(try bench.clicks(text, preset: .merrec).imported == 3)
        let clicks = try bench.store.clicks()
        #expect(clicks.map(\.session) == ["1/1/1", "1/1/1", "1/1/2"])
        #expect(clicks.map(\.event) == [.view, .like, .purchase])
    }

    @Test func theFirstArticlesOfHMComeWithTheirPictures() throws {
        guard let folder = ResearchData.folder("hm_fashion") else {
            print("skipped: no research data beside the project")
            return
        }
        let articles = try String(contentsOf: folder.appending(path: "articles.csv"), encoding: .utf8)
        let text = articles.split(separator: "\n").prefix(201).joined(separator: "\n")
        let summary = try bench.products(text, preset: .hm, images: folder.appending(path: "images").path)
        #expect(summary.imported == 200 && summary.rejected == 0)
        let first = try product("0108775015")
        #expect(first.product.category == ["Ladieswear", "Garment Upper body", "Vest top"])
        #expect(first.product.style == "0108775" && first.product.attributes["color"] == "Black")
        #expect(first.picture?.path.hasSuffix("images/010/0108775015.jpg") == true)
    }
}
