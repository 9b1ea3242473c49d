import Tensors
import Testing

@testable import Storage

struct SafetensorsWriterTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The bytes that Python's safetensors 0.8.0 reads as `{"w": [[1, -2]]}` with one metadata entry.
  @Test func writesTheseBytes() throws {
    let path = folder.file("file")
    let tensor = Tensor(shape: [1, 2], elements: [1, -2])
    try SafetensorsWriter.write([NamedTensor("w", tensor)], metadata: ["k\n": "\"v"], to: path)
    let header =
      #"{"__metadata__":{"k\u000a":"\"v"},"w":{"dtype":"F32","shape":[1,2],"#
      + #""data_offsets":[0,8]}}"#
    let padding = String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    let expected = safetensorsBytes(
      header: header + padding, data: [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])
    #expect(try folder.bytes("file") == expected)
  }

  @Test func equalInputGivesEqualBytes() throws {
    let metadata = Dictionary(uniqueKeysWithValues: (0..<50).map { ("key\($0)", "value") })
    try SafetensorsWriter.write([], metadata: metadata, to: folder.file("a"))
    let again = Dictionary(uniqueKeysWithValues: (0..<50).reversed().map { ("key\($0)", "value") })
    try SafetensorsWriter.write([], metadata: again, to: folder.file("b"))
    #expect(try folder.bytes("a") == folder.bytes("b"))
  }

  @Test(arguments: 0..<60) func readsBackWhatItWrote(_ seed: UInt64) throws {
    var random = CounterRandom(seed: seed, stream: .exploration)
    let tensors = (0..<Int.random(in: 0...6, using: &random)).map { index in
      let shape = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        Int.random(in: 0...5, using: &random)
      }
      let tensor = Tensor(shape: shape) { floats in
        for index in floats.indices { floats[index] = Float(bitPattern: random.nextWord()) }
      }
      return NamedTensor(randomText(&random) + "\(index)", tensor)
    }
    let metadata = [randomText(&random): randomText(&random)]
    let path = folder.file("file")
    try SafetensorsWriter.write(tensors, metadata: metadata, to: path)

    let file = try SafetensorsFile(path: path)
    #expect(file.metadata == metadata, "seed \(seed)")
    #expect(file.entries.map(\.name) == tensors.map(\.name), "seed \(seed)")
    for item in tensors {
      let bits = try file.tensor(item.name).elements.map(\.bitPattern)
      #expect(bits == item.tensor.elements.map(\.bitPattern), "seed \(seed), \(item.name)")
      let stored = try file.elements(item.name)
      #expect(stored.shape == item.tensor.shape, "seed \(seed)")
      let floats = try stored.floats(path: path, name: item.name)
      #expect(floats.map(\.bitPattern) == bits, "seed \(seed), \(item.name)")
    }
  }

  @Test func streamFillsTensorsInAnyOrder() throws {
    let path = folder.file("stream")
    let samples = Tensor(shape: [3, 2], elements: [1, 2, 3, 4, 5, 6])
    let factors = Tensor(shape: [3, 1], elements: [7, 8, 9])
    let stream = try SafetensorsStream(
      path: path, metadata: ["a": "b"],
      tensors: [("samples", samples.shape), ("factors", factors.shape)])
    for row in 0..<3 {
      try Array(factors.row(row)).withUnsafeBufferPointer { try stream.append($0, to: "factors") }
      try Array(samples.row(row)).withUnsafeBufferPointer { try stream.append($0, to: "samples") }
    }
    #expect(throws: StorageError.self) { try SafetensorsFile(path: path) }
    try stream.finish()

    try SafetensorsWriter.write(
      [NamedTensor("samples", samples), NamedTensor("factors", factors)], metadata: ["a": "b"],
      to: folder.file("whole"))
    #expect(try folder.bytes("stream") == folder.bytes("whole"))
    #expect(try folder.names == ["stream", "whole"])
  }

  @Test func abandonedStreamLeavesNothing() throws {
    try folder.write([1, 2, 3], to: "old")
    do {
      let stream = try SafetensorsStream(
        path: folder.file("old"), metadata: [:], tensors: [("a", [2])])
      try [Float(1)].withUnsafeBufferPointer { try stream.append($0, to: "a") }
      #expect(try folder.names.count == 2)
    }
    #expect(try folder.names == ["old"])
    #expect(try folder.bytes("old") == [1, 2, 3])
  }

  @Test func openFileSurvivesItsReplacement() throws {
    let path = folder.file("file")
    try SafetensorsWriter.write([NamedTensor("a", Tensor(repeating: 1, shape: [4]))], to: path)
    let old = try SafetensorsFile(path: path).elements("a")
    try SafetensorsWriter.write([NamedTensor("a", Tensor(repeating: 2, shape: [1]))], to: path)
    #expect(try old.floats(path: path, name: "a") == [1, 1, 1, 1])
    #expect(try SafetensorsFile(path: path).tensor("a").elements == [2])
  }

  private func randomText(_ random: inout CounterRandom) -> String {
    let scalars: [Unicode.Scalar] = ["a", ".", "\"", "\\", "\n", "\u{0}", "é", "😀", "/", "\u{7F}"]
    var text = ""
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      text.unicodeScalars.append(scalars[Int.random(in: scalars.indices, using: &random)])
    }
    return text
  }
}
