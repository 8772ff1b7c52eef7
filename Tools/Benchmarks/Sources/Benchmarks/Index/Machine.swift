import Foundation

/// The machine that a figure was measured on: figures of different ones are not to be compared.
enum Machine {
    static let cores = ProcessInfo.processInfo.activeProcessorCount

    /// The processor and what of its features the kernels care about, in one line.
    static var description: String {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
        func value(_ key: String) -> Substring {
            lines.first { $0.hasPrefix(key) }?.split(separator: ":", maxSplits: 1).last ?? "unknown"
        }
        let flags = Set(value("flags").split(separator: " "))
        let known = ["avx2", "fma", "avx512f", "avx512bw", "avx512vl", "avx512_vnni", "avx512_bf16", "avx_vnni"]
        let model = value("model name").trimmingCharacters(in: .whitespaces)
        return "\(cores) cores of \(model): \(known.filter { flags.contains(Substring($0)) }.joined(separator: " "))"
    }

    /// How busy the machine is with anything, as the system's load of the last minute.
    static var load: String {
        let line = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
        return String(line.split(separator: " ").first ?? "unknown")
    }

    /// What this process has of memory that is no file's, in MiB, after the allocator gave back what it could.
    static var resident: Double {
        // Glibc's module leaves it out.
        if let trim = dlsym(nil, "malloc_trim") {
            _ = unsafeBitCast(trim, to: (@convention(c) (Int) -> Int32).self)(0)
        }
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("RssAnon") } ?? ""
        return (Double(line.filter(\.isNumber)) ?? .nan) / 1024
    }

    /// The most that this process had in memory, in GiB.
    static var peak: Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
        return (Double(line.filter(\.isNumber)) ?? .nan) / Double(1 << 20)
    }
}
