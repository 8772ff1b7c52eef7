import Foundation

/// What whoever runs the tests may ask for beyond what they do by themselves.
public enum TestEnvironment {
    /// A number from a variable of the environment; nil where it is not set.
    public static func number(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }
}
