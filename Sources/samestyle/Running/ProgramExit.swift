import ArgumentParser
import Audit
import Encoders
import Foundation
import Intake
import Pictures
import Retrieval
import Tables
import Training

/// The one place that turns errors into exit codes: 0 done, 1 failed, 64 wrong usage, 65 bad input data,
/// 130 interrupted and resumable.
enum ProgramExit {
    static func code(of error: any Error) -> Int32 {
        switch error {
        case is CancellationError, ProgramError.interrupted: 130
        case TableError.unwritable: 1
        case ProgramError.badInput, ModelError.badConfig, ModelError.badImport, is PictureError, is TableError: 65
        case TrainingError.badPlan, is CalibrationError: 65
        case TrainingError.unfitStudent: 64
        case let error as IntakeError: error.isUsage ? 64 : 65
        case AuditError.notAnAudit: 64
        case let error as RetrievalError: error.isUsage ? 64 : 1
        default: 1
        }
    }

    /// Says on standard error what went wrong, and ends the program.
    static func leave(with error: any Error, of root: any ParsableCommand.Type) -> Never {
        let parsing = root.exitCode(for: error)
        if parsing != .failure || error is ExitCode || error is CleanExit { root.exit(withError: error) }
        let words =
            error is CancellationError ? "interrupted; what was finished is kept: run the command again" : "\(error)"
        FileHandle.standardError.write(Data("samestyle: \(words)\n".utf8))
        exit(code(of: error))
    }
}

extension IntakeError {
    /// Whether the command line is at fault rather than the file.
    fileprivate var isUsage: Bool {
        switch self {
        case .unknownFormat, .unknownPreset, .badMapping, .unknownField, .noFolder: true
        case .noSuchColumn, .missingField, .unreadable: false
        }
    }
}

extension RetrievalError {
    /// Whether the question is at fault rather than the index.
    fileprivate var isUsage: Bool {
        switch self {
        case .emptyQuery, .badFilter, .badNumber, .readsNoPictures: true
        default: false
        }
    }
}
