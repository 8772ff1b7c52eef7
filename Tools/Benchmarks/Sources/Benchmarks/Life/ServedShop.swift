import Foundation
import Synchronization

/// `samestyle serve`, started, and asked by clients that each keep a connection.
final class ServedShop: Sendable {
    nonisolated(unsafe) let program: RunningProgram  // its lines lie behind a lock, and one thread ends it
    let port: UInt16

    init(_ program: RunningProgram) throws {
        self.program = program
        let line = try program.wait(for: "/; Ctrl-C", within: .seconds(600)).line
        guard let found = line.firstMatch(of: /127\.0\.0\.1:(\d+)/), let port = UInt16(found.output.1) else {
            throw LifeError.answer(line)
        }
        self.port = port
    }

    /// An answer to a question, from its sending to its last byte.
    struct Answered {
        let question: Question
        let began, ended: ContinuousClock.Instant
    }

    /// Has clients ask the questions again and again, each from another one on, until told to stop.
    func ask(_ questions: [Question], clients: Int, until isEnough: @escaping @Sendable () -> Bool) throws -> [Answered]
    {
        let answers = Mutex<(all: [Answered], fault: (any Error)?)>(([], nil))
        let group = DispatchGroup()
        for client in 0..<clients {
            group.enter()
            Thread.detachNewThread { [port] in
                var own: [Answered] = []
                do {
                    let connection = try SocketClient(port: port)
                    var at = client * questions.count / clients
                    while !isEnough() {
                        let question = questions[at % questions.count]
                        let began = ContinuousClock.now
                        let answer = try connection.get(question.path)
                        own.append(Answered(question: question, began: began, ended: .now))
                        guard answer.status == 200 else { throw LifeError.answer(answer.text) }
                        at += 1
                    }
                } catch { answers.withLock { $0.fault = error } }
                answers.withLock { [own] in $0.all += own }
                group.leave()
            }
        }
        group.wait()
        return try answers.withLock { answers in
            if let fault = answers.fault { throw fault }
            return answers.all
        }
    }
}

/// A question to the server.
struct Question: Sendable {
    enum Kind: String, CaseIterable {
        case words
        case wordsFiltered = "words, filter 10 %"
        case similar
    }

    let kind: Kind
    let path: String

    /// So many questions, the kinds by turns: three words of a title, the same within a category, and what is like a product.
    static func drawn(_ count: Int, products: Int) -> [Question] {
        (0..<count).map { at in
            let kind = Kind.allCases[at % Kind.allCases.count]
            let product = DrawnProduct(asked(at, products))
            let words = product.words.prefix(3).joined(separator: "+")
            let path =
                switch kind {
                case .words: "/v1/search?q=\(words)"
                case .wordsFiltered: "/v1/search?q=\(words)&filter=category%20%3D%20%22\(product.category)%22"
                case .similar: "/v1/products/\(product.id)/similar"
                }
            return Question(kind: kind, path: path)
        }
    }

    /// The number of a product, spread over all of them.
    static func asked(_ at: Int, _ products: Int) -> Int { (at &* 7919 &+ 13) % products }
}
