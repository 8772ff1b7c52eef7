import Foundation
import Intake
import Records
import TestSupport
import Testing

@testable import samestyle

@Suite struct TruthFileTests {
    private static func open(_ text: String, map: [String] = [], name: String = "truth.csv") throws -> TruthFile {
        let folder = try ScratchFolder()
        return try TruthFile(folder.write(text, to: name), mapping: ColumnMapping(map))
    }

    @Test(
        "columns are found by the names that the contract, the paper's pairs and relevance judgements have",
        arguments: [
            "trigger,offer,label\na,b,1\na,c,0\n", "cate_name,trigger_id,recall_id,label\nx,a,b,1\nx,a,c,0\n",
            "Label,Trigger ID,Offer-ID\n1,a,b\n0,a,c\n",
        ])
    func pairs(text: String) throws {
        let file = try Self.open(text)
        #expect(file.judgements == nil)
        #expect(file.pairs.map(\.trigger.text) == ["a", "a"] && file.pairs.map(\.offer.text) == ["b", "c"])
        #expect(file.pairs.map(\.isSame) == [true, false])
        #expect(Set(file.named.map(\.text)) == ["a", "b", "c"])
        #expect(file.relevant.mapValues(\.count) == [file.pairs[0].trigger: 1])
    }

    @Test(
        "judgements too, with the columns as they are called or as they are mapped",
        arguments: [
            ("query,product,grade\nred mug,a,2.5\n", []),
            ("id,product_uid,product_title,search_term,relevance\n9,a,Mug,red mug,2.5\n", []),
            ("words,sku,stars\nred mug,a,2.5\n", ["query=words", "product=sku", "grade=stars"]),
            ("query,product,grade,score\nred mug,a,1,2.5\n", ["grade=score"]),
        ])
    func judgements(text: String, map: [String]) throws {
        let judged = try #require(try Self.open(text, map: map).judgements)
        #expect(judged.map(\.query) == ["red mug"] && judged.map(\.product.text) == ["a"])
        #expect(judged.map(\.grade) == [2.5])
    }

    @Test("a mapping says which kind a file is whose columns would do for both")
    func either() throws {
        let text = "query,product,grade,left,right,label\nq,a,1,x,y,1\n"
        #expect(try Self.open(text).judgements?.count == 1)
        #expect(try Self.open(text, map: ["trigger=left", "offer=right"]).pairs.count == 1)
    }

    @Test(
        "a row that cannot be read is named by its line",
        arguments: [
            ("trigger,offer,label\na,b,1\na,c,2\n", "line 3: label is neither 0 nor 1"),
            ("trigger,offer,label\na,b,1\na,,0\n", "line 3: offer is no id"),
            ("trigger_id,recall_id,label\na,a,1\n", "line 2: it pairs a with itself"),
            ("trigger,offer,label\na,b,1\nc,d,1\na,b,0\n", "line 4: it contradicts line 2"),
            ("trigger,offer,label\na,b\n", "line 2:"),
            ("query,product,grade\nq,a,nan\n", "line 2: grade is no number from 0 to 30"),
            ("query,product,grade\nq,a,1e9\n", "line 2: grade is no number from 0 to 30"),
            ("query,product,grade\nq,a,-1\n", "line 2: grade is no number from 0 to 30"),
            ("search_term,product_uid,relevance\nq,a,1\n  ,b,1\n", "line 3: search_term is empty"),
            ("query,product,grade\nq,\u{1},1\n", "line 2: product is no id"),
            ("query,product,grade\nq,a,1\nq,a,2\n", "line 3: it contradicts line 2"),
            ("trigger,offer,label\n", "it has no rows"),
            ("left,right,label\na,b,1\n", "neither trigger, offer, label nor query, product, grade"),
        ])
    func hostile(text: String, said: String) throws {
        let error = #expect(throws: ProgramError.self) { try Self.open(text) }
        #expect(error?.description.contains(said) == true, "\(error?.description ?? "")")
        #expect(error.map(ProgramExit.code) == 65)
    }

    @Test("a question longer than any that is answered is refused with its line")
    func longQuery() throws {
        let text = "query,product,grade\nq,a,1\n\(String(repeating: "q", count: 5000)),a,1\n"
        let error = #expect(throws: ProgramError.self) { try Self.open(text) }
        #expect(error?.description.contains("line 3: query has more than 4096 bytes") == true)
    }

    @Test("a row said twice counts once")
    func repeated() throws {
        #expect(try Self.open("trigger,offer,label\na,b,1\na,b,1\n").pairs.count == 1)
        #expect(try Self.open("query,product,grade\nq,a,1\nq,a,1.0\n").judgements?.count == 1)
    }

    @Test("a mapping to no field, or from no column, says what there is")
    func badMapping() throws {
        let text = "query,product,grade\nq,a,1\n"
        #expect(throws: IntakeError.self) { try Self.open(text, map: ["words=query"]) }
        #expect(throws: IntakeError.self) { try Self.open(text, map: ["query=words"]) }
    }
}
