import Foundation
import Tensors

/// A data folder with so many drawn products, a model that was hardly trained, and their index; made once.
struct LifeFolder {
    let program: String
    let products: Int
    private let root: URL

    private static let clickedProducts = 1000
    private static let sessions = 2500

    /// - Parameter folder: Where it is kept from one run to the next.
    init(_ folder: String, program: String, products: Int) {
        (self.program, self.products) = (program, products)
        root = URL(filePath: folder, directoryHint: .isDirectory).appending(path: "products-\(products)")
    }

    private var built: URL { root.appending(path: "built") }
    private var data: URL { root.appending(path: "served") }
    private var settings: URL { root.appending(path: "settings.yaml") }

    /// Makes what is not there; what each step took is printed.
    func prepare() throws {
        let files = FileManager.default
        let whole = root.appending(path: "whole")
        if files.fileExists(atPath: whole.path) {
            say("\(products) products, imported and indexed by an earlier run")
        } else {
            try? files.removeItem(at: root)
            try files.createDirectory(at: root, withIntermediateDirectories: true)
            let (table, clicks) = (root.appending(path: "products.csv"), root.appending(path: "clicks.csv"))
            try draw(table)
            try drawClicks(clicks)
            let steps = [
                ["catalog", "import", table.path], ["clicks", "import", clicks.path],
                ["train", "--model", "demo", "--epochs", "\(min(0.2, 5000 / Double(products)))", "--name", "life"],
                ["index", "build"],
            ]
            for step in steps {
                let seconds = try RunningProgram(program, ["--data", built.path] + step).finish()
                let rate = step[0] == "catalog" || step[0] == "index" ? Double(products) / seconds : .nan
                say(
                    "\(step[0]) \(step[1]): ".padding(toLength: 18, withPad: " ", startingAt: 0)
                        + String(format: "%.1f s", seconds)
                        + (rate.isNaN ? "" : String(format: ", %.0f products a second", rate)))
            }
            try Data().write(to: whole)
        }
        // What is written while it is served is gone with the next run.
        try? files.removeItem(at: data)
        try files.copyItem(at: built, to: data)
    }

    private func draw(_ url: URL) throws {
        try Data().write(to: url)
        let file = try FileHandle(forWritingTo: url)
        var part = DrawnProduct.header + "\n"
        for number in 0..<products {
            part += DrawnProduct(number).row + "\n"
            guard number % 4096 == 4095 || number == products - 1 else { continue }
            try file.write(contentsOf: Data(part.utf8))
            part = ""
        }
        try file.close()
    }

    /// People who look for one of two hundred things, and take two of the five that it comes as.
    private func drawClicks(_ url: URL) throws {
        var (text, generator) = ("session,query,product,event,time\n", Generator(seed: 2))
        for session in 0..<Self.sessions {
            let thing = Int.random(in: 0..<(Self.clickedProducts / 5), using: &generator)
            let first = Int.random(in: 0..<5, using: &generator)
            for (at, place) in [first, (first + Int.random(in: 1..<5, using: &generator)) % 5].enumerated() {
                text += "s\(session),thing \(thing),p\(5 * thing + place),click,\(100 * session + at)\n"
            }
        }
        try Data(text.utf8).write(to: url)
    }

    /// Starts `serve` over the copy.
    func serve(foldAfter: Int) throws -> ServedShop {
        try Data("port: 0\nfold_after: \(foldAfter)\n".utf8).write(to: settings)
        return try ServedShop(
            RunningProgram(program, ["--data", data.path, "serve", "--settings", settings.path]))
    }
}
