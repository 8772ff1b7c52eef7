/// How a number is kept in the file.
enum ElementKind: String {
    case f32 = "F32", f16 = "F16", bf16 = "BF16"
    /// Whole numbers, which other programs put beside the weights; nothing of ours reads them.
    case i64 = "I64", i32 = "I32", u8 = "U8", bool = "BOOL"
    /// Weights as bytes.
    case i8 = "I8"

    var bytes: Int {
        switch self {
        case .i64: 8
        case .f32, .i32: 4
        case .f16, .bf16: 2
        case .i8, .u8, .bool: 1
        }
    }

    var isReal: Bool {
        switch self {
        case .f32, .f16, .bf16: true
        case .i64, .i32, .i8, .u8, .bool: false
        }
    }

    /// Writes `count` numbers as f32; the file is little-endian and its data need not be aligned.
    func widen(_ source: UnsafeRawBufferPointer, into target: UnsafeMutablePointer<Float>, count: Int) {
        guard count > 0, let start = source.baseAddress else { return }
        switch self {
        case .f32: UnsafeMutableRawPointer(target).copyMemory(from: start, byteCount: count * 4)
        case .bf16:
            for at in 0..<count {
                let bits = source.loadUnaligned(fromByteOffset: at * 2, as: UInt16.self)
                target[at] = Float(bitPattern: UInt32(bits) << 16)
            }
        case .f16:
            for at in 0..<count {
                target[at] = Self.half(source.loadUnaligned(fromByteOffset: at * 2, as: UInt16.self))
            }
        case .i64, .i32, .i8, .u8, .bool: preconditionFailure("only real numbers are widened")
        }
    }

    private static func half(_ bits: UInt16) -> Float {
        let sign: Float = bits & 0x8000 == 0 ? 1 : -1
        let exponent = Int(bits >> 10 & 0x1F)
        let fraction = Float(bits & 0x3FF) / 1024
        switch exponent {
        case 0: return sign * fraction * 0x1p-14
        case 31: return fraction == 0 ? sign * .infinity : .nan
        default: return sign * (1 + fraction) * Float(sign: .plus, exponent: exponent - 15, significand: 1)
        }
    }
}
