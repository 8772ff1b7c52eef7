import ArgumentParser

/// What SameStyle's speed and memory are, held against a peer and a physical limit in the same run.
@main
struct Benchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "Benchmarks", abstract: "Measure the engine against a peer and the processor's limit.",
        subcommands: [
            TrainingCommand.self, ServingCommand.self, LoadingCommand.self, MemoryCommand.self, IndexCommand.self,
            FiltersCommand.self, ExactCommand.self, IndexWorkerCommand.self, LifeCommand.self,
            HTTPCommand.self, OverloadCommand.self, AuditCommand.self,
        ],
        defaultSubcommand: TrainingCommand.self)
}
