import Catalog
import Records
import Testing

@testable import Intake

struct ClickImportTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test func everyFieldOfAClickIsRead() throws {
        let text =
            "session,user,query,product,event,position,time\n1,u,red shoe,p1,add to cart,3,2020-08-01T00:00:20Z\n"
        #expect(try bench.clicks(text).imported == 1)
        let product = try #require(ProductID("p1"))
        #expect(
            try bench.store.clicks() == [
                Click(
                    session: "1", user: "u", query: "red shoe", product: product, event: .cart, position: 3,
                    time: 1_596_240_020)
            ])
    }

    @Test func theSameLogAgainAddsNothing() throws {
        let text = "session,product,time\n1,a,1\n1,b,2\n1,a,1\n"
        let first = try bench.clicks(text)
        #expect(first.imported == 2 && first.unchanged == 1)
        let again = try bench.clicks(text)
        #expect(again.imported == 0 && again.unchanged == 3)
        #expect(try bench.store.clickCount() == 2)
    }

    @Test func badClicksAreToldWithTheReason() throws {
        let text = """
            session,user,product,event,position,time
            1,,,click,,
            1,,a,dance,,
            1,,a,click,0,
            1,,a,click,x,
            1,,a,click,,soon
            ,u,a,click,,
            ,u,a,click,,5
            2,,a,VIEW,,

            """
        let summary = try bench.clicks(text)
        #expect(summary.imported == 2 && summary.rejected == 6)
        #expect(
            try bench.rejected() == [
                "2,,no product", "3,a,\"unknown event \"\"dance\"\"\"",
                "4,a,\"the position \"\"0\"\" is no whole number from 1 on\"",
                "5,a,\"the position \"\"x\"\" is no whole number from 1 on\"",
                "6,a,\"the time \"\"soon\"\" is neither ISO 8601 nor a number of seconds\"",
                "7,a,\"no session, nor user and time to tell one\"",
            ])
        #expect(try bench.store.clicks().map(\.session) == ["2", "u/1970-01-01"])
    }

    @Test func unknownProductsAreKeptUnlessTheyAreUnwanted() throws {
        _ = try bench.products("id,title\na,x\n")
        let text = "session,product\n1,a\n1,b\n"
        let strict = try bench.clicks(text, knownProductsOnly: true)
        #expect(strict.imported == 1 && strict.rejected == 1)
        #expect(try bench.rejected() == ["3,b,unknown product"])
        #expect(try bench.clicks(text).imported == 1)
    }

    @Test func transactionsOfHMAreThePurchasesOfACustomersDay() throws {
        let text = "t_dat,customer_id,article_id,price,sales_channel_id\n2018-09-20,132,493995001,0.02,2\n"
        #expect(try bench.clicks(text, preset: .hm).imported == 1)
        let click = try #require(try bench.store.clicks().first)
        #expect(click.session == "132/2018-09-20" && click.user == "132" && click.event == .purchase)
        #expect(click.product.text == "0493995001" && click.time == 1_537_401_600)
    }

    @Test func aLogWithoutSessionsOrUsersIsRefused() throws {
        #expect(throws: IntakeError.missingField(field: "session", columns: ["product", "time"])) {
            try bench.clicks("product,time\na,1\n")
        }
    }
}
