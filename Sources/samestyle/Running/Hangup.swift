import Dispatch
import Foundation

/// Calls back at each SIGHUP, as long as it is there; the program no longer ends by one.
final class Hangup {
    private let source: any DispatchSourceSignal

    init(_ heard: @escaping @Sendable () -> Void) {
        signal(SIGHUP, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGHUP, queue: DispatchQueue(label: "hangup"))
        source.setEventHandler { heard() }
        source.activate()
    }

    deinit { source.cancel() }
}
