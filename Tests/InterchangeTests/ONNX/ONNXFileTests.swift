import Platform
import Storage
import Tensors
import TestSupport
import Testing

@Suite struct ONNXFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The elements of the only weight of a model.
  private func elements(
    type: Int, count: Int, _ write: (inout ONNXBytes) -> Void
  ) throws -> ONNXElements {
    let bytes = ONNXBytes.model { graph in
      graph.field(5) { tensor in
        tensor.field(1, count)
        tensor.field(2, type)
        tensor.field(8, "w")
        write(&tensor)
      }
    }
    try folder.write(bytes, to: "model.onnx")
    let file = try ONNXFile(path: folder.path("model.onnx"))
    return try file.elements(of: file.model.graph.initializers[0])
  }

  private func bytes(_ words: [some FixedWidthInteger]) -> [UInt8] {
    words.flatMap { withUnsafeBytes(of: $0.littleEndian, Array.init) }
  }

  @Test func elementsAreReadFromEveryFieldOfTheFormat() throws {
    let singles = bytes([Float(1.5), -2].map(\.bitPattern))
    #expect(try elements(type: 1, count: 2) { $0.field(9, bytes: singles) } == .numbers([1.5, -2]))
    #expect(try elements(type: 1, count: 2) { $0.field(4, bytes: singles) } == .numbers([1.5, -2]))
    let doubles = bytes([1.5, -2.0].map(\.bitPattern))
    #expect(
      try elements(type: 11, count: 2) { $0.field(10, bytes: doubles) } == .numbers([1.5, -2]))
    // 1.5 in half precision, packed and by itself, and in bfloat16.
    #expect(try elements(type: 10, count: 1) { $0.field(5, 0x3E00) } == .numbers([1.5]))
    #expect(
      try elements(type: 10, count: 1) { $0.field(9, bytes: [0x00, 0x3E]) } == .numbers([1.5]))
    #expect(
      try elements(type: 16, count: 1) { $0.field(9, bytes: [0xC0, 0x3F]) } == .numbers([1.5]))
    #expect(try elements(type: 7, count: 2) { $0.field(7, bytes: [3, 4]) } == .integers([3, 4]))
    #expect(try elements(type: 7, count: 1) { $0.field(7, -1) } == .integers([-1]))
    #expect(try elements(type: 9, count: 2) { $0.field(9, bytes: [0, 7]) } == .integers([0, 1]))
    #expect(try elements(type: 3, count: 1) { $0.field(9, bytes: [0xFF]) } == .integers([-1]))
    let largest = bytes([UInt64.max])
    #expect(try elements(type: 13, count: 1) { $0.field(9, bytes: largest) } == .integers([.max]))
  }

  @Test func elementsThatDoNotFillTheShapeAreRefused() {
    #expect(throws: StorageError.self) {
      try elements(type: 1, count: 3) { $0.field(4, bytes: bytes([UInt32(0)])) }
    }
    #expect(throws: StorageError.self) {
      try elements(type: 7, count: 1) { $0.field(7, bytes: [1, 2, 3]) }
    }
    #expect(throws: StorageError.self) {
      try elements(type: 8, count: 1) { $0.field(6, "text") }
    }
  }

  @Test(arguments: ["vae_script_9", "burgess_decoder_dynamo", "channels_last", "spatial"])
  func modelsAreRecognisedByTheirStart(_ name: String) throws {
    let file = try ONNXFile(path: Fixture.path("onnx/\(name).onnx"))
    #expect(!file.model.producer.isEmpty)
    let stream = try #require(fopen(Fixture.path("onnx/\(name).onnx"), "rb"))
    defer { fclose(stream) }
    var start = [UInt8](repeating: 0, count: 64)
    #expect(fread(&start, 1, start.count, stream) == start.count)
    #expect(ONNXFile.isRecognised(start: start))
    for count in 0..<4 { #expect(!ONNXFile.isRecognised(start: Array(start.prefix(count)))) }
  }

  @Test(arguments: [
    Array("\u{8}\u{8}plain text that begins with backspaces".utf8), [8, 8, 8, 8, 8, 8],
    [8, 0, 0, 0, 0, 0, 0, 0, UInt8(ascii: "{")], [0x80, 2, 0x7D], Array("PK\u{3}\u{4}".utf8),
    [8, 7, 0x12, 3, 1, 2, 3, 0x3A, 0],
  ])
  func otherFilesAreNot(_ start: [UInt8]) {
    #expect(!ONNXFile.isRecognised(start: start))
  }

  @Test func theTreeSaysWhatTheFileDoes() throws {
    let file = try ONNXFile(path: Fixture.path("onnx/burgess_decoder_dynamo.onnx"))
    #expect(file.model.operatorSetVersion == 21)
    #expect(file.model.graph.inputs.map(\.name) == ["z"])
    #expect(file.model.graph.inputs[0].typeName == "F32")
    #expect(file.model.graph.inputs[0].shape?.last == .fixed(3))
    #expect(file.model.graph.outputs[0].shape?.count == 4)
    let outside = file.model.graph.initializers.compactMap(\.externalLocation)
    #expect(Set(outside) == ["burgess_decoder_dynamo.onnx.data"])
    let entry = try #require(file.tensors.entries.first { $0.shape == [16, 3] })
    #expect(try file.tensors.tensor(entry.name).shape == [16, 3])
  }
}
