import Safetensors
import TestSupport
import Tensors
import Testing

@Suite struct SafetensorsShardsTests {
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        try SafetensorsFile.write(["a": Tensor([1, 2], shape: [2])], to: folder.path("m-1.safetensors"))
        try SafetensorsFile.write(["b": Tensor([3], shape: [1])], to: folder.path("m-2.safetensors"))
    }

    private func index(_ map: String) throws {
        _ = try folder.write(#"{"metadata": {}, "weight_map": {\#(map)}}"#, to: "m.safetensors.index.json")
    }

    @Test func tensorsOfSeveralFilesAreThoseOfOneModel() throws {
        try index(#""a": "m-1.safetensors", "b": "m-2.safetensors""#)
        let shards = try SafetensorsShards(in: folder.path, name: "m")
        #expect(shards.keys == ["a", "b"] && shards.shape(of: "a") == [2] && shards.shape(of: "c") == nil)
        #expect(try shards.tensor("a").values == [1, 2] && shards.tensor("b", shape: [1]).values == [3])
        #expect(throws: SafetensorsError.self) { try shards.tensor("b", shape: [2]) }
        #expect(throws: SafetensorsError.self) { try shards.tensor("c") }
    }

    @Test func aSingleFileComesBeforeAnIndex() throws {
        try index(#""a": "m-1.safetensors""#)
        try SafetensorsFile.write(["w": Tensor([7], shape: [1])], to: folder.path("m.safetensors"))
        #expect(try SafetensorsShards(in: folder.path, name: "m").keys == ["w"])
    }

    /// The file that should hold the tensor is named.
    @Test func anIndexThatLiesIsFoundOut() throws {
        try index(#""a": "m-2.safetensors""#)
        let shards = try SafetensorsShards(in: folder.path, name: "m")
        #expect(shards.shape(of: "a") == nil)
        let error = #expect(throws: SafetensorsError.self) { try shards.tensor("a") }
        #expect("\(try #require(error))".contains("m-2.safetensors"))
        try index(#""a": "m-3.safetensors""#)
        #expect(throws: SafetensorsError.self) { try SafetensorsShards(in: folder.path, name: "m") }
        #expect(throws: SafetensorsError.self) { try SafetensorsShards(in: folder.path, name: "none") }
    }
}
