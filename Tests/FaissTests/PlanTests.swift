import Faiss
import Testing

@Suite struct PlanTests {
    @Test func theKindFollowsFromRowsAndMemory() {
        let plan = { (rows: Int, budget: Int) in IndexPlan(rows: rows, dimension: 256, budget: budget, cores: 2) }
        #expect(plan(0, 1 << 30).kind == .exact)
        #expect(plan(19_999, 1 << 30).kind == .exact)
        #expect(plan(1_000_000, 1 << 30).kind == .graphOfBytes)
        #expect(plan(1_000_000, 300 << 20).kind == .lists)
        #expect(plan(2_000_000_000, 1 << 50).kind == .lists)
    }

    @Test func theReasonIsASentence() {
        #expect(
            IndexPlan(rows: 100, dimension: 256, budget: 1 << 30).reason
                == "100 rows are looked at quickly enough, and nothing is missed")
        #expect(
            IndexPlan(rows: 1_000_000, dimension: 256, budget: 1 << 30, cores: 2).reason
                == "1000000 rows are too many to look at each, and a graph needs about 416 MiB of the 1.0 GiB allowed")
        #expect(
            IndexPlan(rows: 1_000_000, dimension: 256, budget: 1 << 28, cores: 2).reason
                == "a graph of 1000000 rows needs about 416 MiB, and 256 MiB are allowed")
    }
}
