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
