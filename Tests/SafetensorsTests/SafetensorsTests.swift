import Foundation
import Safetensors
import Tensors
import TestSupport
import Testing

@Suite struct SafetensorsTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    @Test func whatWasWrittenIsReadBack() throws {
        let path = folder.path + "/weights.safetensors"
        let tensors = ["a.weight": Tensor([1, 2, 3, 4, 5, 6], shape: [2, 3]), "b": Tensor([-0.5], shape: [1])]
        try SafetensorsFile.write(tensors, metadata: ["step": "7"], to: path)
        let file = try SafetensorsFile(path: path)
        #expect(file.keys == ["a.weight", "b"])
        #expect(file.metadata == ["step": "7"])
        #expect(try file.tensor("a.weight", shape: [2, 3]).values == [1, 2, 3, 4, 5, 6])
        #expect(throws: SafetensorsError.self) { try file.tensor("a.weight", shape: [3, 2]) }
        #expect(throws: SafetensorsError.self) { try file.tensor("c") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["weights.safetensors"])
    }

    @Test func bytesStandBesideTensorsAndAreReadBack() throws {
        let path = folder.path + "/weights.safetensors"
        try SafetensorsFile.write(
            ["b.scales": Tensor([0.5], shape: [1])], bytes: ["a": ([-127, 0, 127], [1, 3])], to: path)
        let file = try SafetensorsFile(path: path)
        #expect(file.holdsBytes("a") && !file.holdsBytes("b.scales") && !file.holdsBytes("c"))
        #expect(try file.bytes("a", shape: [1, 3]) == [-127, 0, 127] && file.tensor("b.scales").values == [0.5])
        #expect(throws: SafetensorsError.self) { try file.bytes("a", shape: [3, 1]) }
        #expect(throws: SafetensorsError.self) { try file.bytes("b.scales", shape: [1]) }
        #expect(throws: SafetensorsError.self) { try file.bytes("c", shape: [1]) }
        #expect(throws: SafetensorsError.self) { try file.tensor("a") }
    }

    @Test func aMappedTensorStaysThatOfTheFileThatWasOpened() throws {
        let path = folder.path + "/weights.safetensors"
        // Several pages, so that some are let go.
        let count = 20_000
        let values = (0..<count).map { Float($0) }
        try SafetensorsFile.write(["a": Tensor(values, shape: [2, count / 2])], to: path)
        var file: SafetensorsFile? = try SafetensorsFile(path: path)
        let mapped = try #require(try file?.mappedTensor("a", shape: [2, count / 2]))
        #expect(mapped.values == values)
        // The file's memory is kept by what lies in it, and read again once it was let go.
        file?.letGo()
        file = nil
        try SafetensorsFile.write(["a": Tensor(values.map { -$0 }, shape: [2, count / 2])], to: path)
        #expect(mapped.values == values && mapped.part(1..<2).values == Array(values[(count / 2)...]))
        #expect(
            try SafetensorsFile(path: path).mappedTensor("a", shape: [2, count / 2]).values == values.map { -$0 })
        #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path).mappedTensor("a", shape: [4]) }
    }

    @Test func everyTensorOfAFileOfBytesCanBeReadWhereItLies() throws {
        let path = folder.path + "/weights.safetensors"
        try SafetensorsFile.write(
            ["a": Tensor([1], shape: [1]), "z": Tensor([2], shape: [1])], bytes: ["b": ([1, 2, 3], [1, 3])], to: path)
        let file = try SafetensorsFile(path: path)
        #expect(
            try file.mappedTensor("a", shape: [1]).values == [1] && file.mappedTensor("z", shape: [1]).values == [2])
        #expect(try file.bytes("b", shape: [1, 3]) == [1, 2, 3])
    }

    @Test func whatCannotBeReadWhereItLiesIsCopied() throws {
        // The header's length puts the data at an odd address; and halves are no floats.
        let header =
            #"{"f":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"h":{"dtype":"F16","shape":[1],"data_offsets":[4,6]}}  "#
        for padding in 0..<4 {
            let text = header + String(repeating: " ", count: padding)
            let one: [UInt8] = [0, 0, 0x80, 0x3F, 0, 0xC0]
            let file = try SafetensorsFile(path: folder.write(bytes(text, one), to: "odd\(padding)"))
            #expect(try file.mappedTensor("f", shape: [1]).values == [1])
            #expect(try file.mappedTensor("h", shape: [1]).values == [-2])
        }
    }

    @Test func whatIsNoFileIsUnreadable() throws {
        for path in [folder.path, folder.path + "/none", "/dev/null"] {
            #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path) }
        }
        #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: folder.write([UInt8](), to: "empty")) }
    }

    @Test func halvesAreWidened() throws {
        // 1, -2, the smallest subnormal; then 1 and -2 in bf16.
        let halves: [UInt8] = [0x00, 0x3C, 0x00, 0xC0, 0x01, 0x00, 0x80, 0x3F, 0x00, 0xC0]
        let header =
            #"{"h":{"dtype":"F16","shape":[3],"data_offsets":[0,6]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[6,10]}}"#
        let file = try SafetensorsFile(path: folder.write(bytes(header, halves), to: "halves"))
        #expect(try file.tensor("h").values == [1, -2, 0x1p-24])
        #expect(try file.tensor("b").values == [1, -2])
    }

    @Test func wholeNumbersStandBesideTheWeightsAndAreNone() throws {
        let header =
            #"{"w":{"dtype":"F32","shape":[1],"data_offsets":[8,12]},"ids":{"dtype":"I64","shape":[1,1],"data_offsets":[0,8]}}"#
        let bytes = bytes(header, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x80, 0x3F])
        let file = try SafetensorsFile(path: folder.write(bytes, to: "mixed"))
        #expect(try file.tensor("w").values == [1])
        #expect(throws: SafetensorsError.self) { try file.tensor("ids") }
    }

    @Test(arguments: [
        #"[]"#, #"{"a":1}"#, #"{"a":{"dtype":"I7","shape":[1],"data_offsets":[0,4]}}"#,
        #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#,
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}"#,
        #"{"a":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}"#,
        #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#,
        #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
        #"{"a":{"dtype":"F32","#,
    ])
    func aHeaderThatLiesIsRefused(_ header: String) throws {
        let path = try folder.write(bytes(header, [0, 0, 0, 0]), to: "bad")
        #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path) }
    }

    @Test(arguments: [[UInt8](), [1, 2, 3], Array(repeating: 0xFF, count: 40), [9, 0, 0, 0, 0, 0, 0, 0, 123]])
    func bytesThatAreNoFileAreRefused(_ bytes: [UInt8]) throws {
        let path = try folder.write(bytes, to: "bad")
        #expect(throws: SafetensorsError.self) { try SafetensorsFile(path: path) }
    }

    private func bytes(_ header: String, _ data: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) } + Array(header.utf8) + data
    }
}
