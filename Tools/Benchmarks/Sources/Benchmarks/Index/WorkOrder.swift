/// What a program that holds one index is told, a line of JSON each; `Tools/reference/index_speed.py` reads the same.
struct WorkOrder: Codable {
    enum Act: String, Codable {
        /// Build `kind` of the first `count` of `rows`.
        case build
        /// Answer all queries once and write the rows found to `found`.
        case find
        /// Answer queries for `seconds`, as often as that allows.
        case time
    }

    var act: Act
    var kind = ""
    /// Files, and what they hold: raw f32 (count, dimension) and (asked, dimension).
    var rows = ""
    var count = 0
    var queries = ""
    var asked = 0
    var dimension = 0
    /// Links of a row in a graph (M) and how widely it is searched while it is made (efConstruction).
    var links = 0
    var construction = 0
    /// How many rows are wanted, and how widely is searched for them: efSearch, or how many lists.
    var limit = 10
    var breadth = 0
    /// A file of a bit for each row, the first in the lowest; empty where all pass.
    var filter = ""
    /// Where to write the rows found: raw i32 (asked, limit), -1 where there are fewer. Of a build, where its index may be
    /// written.
    var found = ""
    /// Queries in a call; 1 asks as a server does. `threads` ask, or share a batch.
    var batch = 1
    var threads = 1
    var seconds = 0.0
}

/// What it answers, a line of JSON each.
struct WorkResult: Codable {
    /// How long a build took, in seconds, and what it added to memory that is no file's, in MiB.
    var seconds: Double?
    var mebibytes: Double?
    /// MiB that searches need where rows are mapped from disk, of those that can do so.
    var needed: Double?
    /// Queries a second in all, and in the quickest call.
    var rate: Double?
    var best: Double?
    /// What went wrong, in words.
    var fault: String?
}
