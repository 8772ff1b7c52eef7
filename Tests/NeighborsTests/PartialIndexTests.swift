import Testing

@testable import Neighbors

struct PartialIndexTests {
    private let inner = [1, 0, 0.6, 0.8, 0, 1] as [Float]

    @Test func rowsAreNamedAsAmongAll() throws {
        let present = RowFilter(count: 200, rows: [3, 64, 199])
        let index = PartialIndex(try ExactIndex(inner, dimension: 2), present)
        #expect(index.count == 200)
        #expect(try index.search([1, 0], limit: 10)[0].map(\.row) == [3, 64, 199])
        let some = RowFilter(count: 200, rows: [0, 64, 65, 199])
        #expect(try index.search([1, 0], limit: 10, among: some)[0].map(\.row) == [64, 199])
        #expect(index.vector(64) == [0.6, 0.8])
        #expect(index.vector(65) == [0, 0])
    }

    @Test func noneMayBeThere() throws {
        let index = PartialIndex(try ExactIndex([], dimension: 2), RowFilter(count: 70))
        #expect(try index.search([1, 0], limit: 10)[0].isEmpty)
        #expect(try index.search([1, 0], limit: 10, among: .all(70))[0].isEmpty)
    }

    @Test(arguments: [0, 1, 63, 64, 65, 128, 130]) func aFilterIsCutAndPrefixed(_ count: Int) {
        let all = RowFilter.all(130)
        #expect(all == RowFilter(count: 130, rows: 0..<130))
        #expect(all.prefix(count) == RowFilter(count: count, rows: 0..<count))
        #expect(RowFilter.all(count).prefix(130).size == count)
    }
}
