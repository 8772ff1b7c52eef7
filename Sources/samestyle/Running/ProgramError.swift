/// What the program itself finds wrong with a request; whoever typed the command can mend it.
enum ProgramError: Error, CustomStringConvertible {
    /// Something an earlier command makes is not there.
    case nothing(missing: String, remedy: String)
    /// A file given on the command line does not hold what the command reads.
    case badInput(file: String, reason: String)
    /// The command was stopped by a signal; running it again goes on from there.
    case interrupted(String)
    /// More listings are duplicates than a pipeline allows.
    case tooMany(duplicates: Int, allowed: Int)

    var description: String {
        switch self {
        case .nothing(let missing, let remedy): "\(missing): \(remedy)"
        case .badInput(let file, let reason): "\(file): \(reason)"
        case .interrupted(let what): "interrupted: \(what)"
        case .tooMany(let duplicates, let allowed):
            "\(duplicates) listings are duplicates, \(allowed) are allowed (--fail-on \(allowed)): see the report"
        }
    }
}
