/// Whether audits keep to the thread that runs them: where others wait for the processor, they have the rest of it.
public enum QuietWork {
    @TaskLocal static var isOn = false

    /// Runs `body`; what it audits runs on this thread alone.
    public static func run<Value>(_ body: () throws -> Value) rethrows -> Value {
        try $isOn.withValue(true, operation: body)
    }
}
