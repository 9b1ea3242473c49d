import Tensors
import Testing

@testable import Storage

struct TensorCollectionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("safetensors in half precision are read as a collection")
  func safetensors() throws {
    let header =
      "{\"b\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]},"
      + "\"a\":{\"dtype\":\"BF16\",\"shape\":[1,2],\"data_offsets\":[4,8]}}"
    let data: [UInt8] = [0x00, 0x3E, 0x00, 0xC0, 0x20, 0x40, 0x80, 0xBF]
    let path = try folder.write(safetensorsBytes(header: header, data: data), to: "a.safetensors")
    let tensors = try TensorCollection.safetensors(path: path)
    #expect(
      tensors.entries == [
        .init(name: "b", typeName: "F16", shape: [2]),
        .init(name: "a", typeName: "BF16", shape: [1, 2]),
      ])
    #expect(try tensors.tensor("b").elements == [1.5, -2])
    #expect(try tensors.tensor("a") == Tensor(shape: [1, 2], elements: [2.5, -1]))
    #expect(throws: StorageError.self) { try tensors.tensor("c") }
  }

  @Test("an archive of NumPy is read as a collection")
  func archive() throws {
    let path = folder.file("weights.npz")
    let weight = Tensor(shape: [2, 2], elements: [1, 2, 3, 4])
    try NPZWriter.write([NamedTensor("dense/kernel", weight)], to: path)
    let tensors = try TensorCollection.npz(path: path)
    #expect(
      tensors.entries == [.init(name: "dense/kernel", typeName: "F32", shape: [2, 2])])
    #expect(try tensors.tensor("dense/kernel") == weight)
  }
}
