import Interchange
import Platform
import Storage
import TestSupport
import Testing

@Suite struct HostileONNXTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The text of the error for a model; empty where it opens.
  private func refusal(_ bytes: [UInt8]) throws -> String {
    try folder.write(bytes, to: "model.onnx")
    do {
      let model = try ForeignModel.onnx(paths: [folder.path("model.onnx")])
      _ = try model.loweredDecoder()
      return ""
    } catch {
      #expect(!"\(error)".contains("\n"))
      return "\(error)"
    }
  }

  /// A decoder of two latents with 64 outputs.
  private func decoder(
    _ kind: String = "MatMul", weight: (inout ONNXBytes) -> Void
  ) -> [UInt8] {
    ONNXBytes.model { graph in
      graph.node(kind, ["z", "w"], ["x"])
      graph.port(11, "z", [nil, 2])
      graph.port(12, "x", [nil, 64])
      weight(&graph)
    }
  }

  private let weights = (0..<128).map { Float($0) }

  @Test func aSoundModelOpens() throws {
    #expect(try refusal(decoder { $0.weight("w", [2, 64], weights) }) == "")
  }

  @Test func weightsThatAreNaNAreReadAsTheyAre() throws {
    let bytes = decoder { $0.weight("w", [2, 64], weights.map { _ in .nan }) }
    #expect(try refusal(bytes) == "")
    let lowered = try ForeignModel.onnx(paths: [folder.path("model.onnx")]).loweredDecoder()
    let found = lowered.run([1, 2], rows: 1)
    #expect(found.count == 64 && found.allSatisfy(\.isNaN))
  }

  @Test func aCycleIsRefused() throws {
    let bytes = ONNXBytes.model { graph in
      graph.node("Add", ["z", "b"], ["a"])
      graph.node("Relu", ["a"], ["b"])
      graph.port(11, "z", [nil, 2])
      graph.port(12, "b", [nil, 2])
    }
    let text = try refusal(bytes)
    #expect(text.contains("node the Add: expected a graph without cycles"), "\(text)")
  }

  @Test func operatorsOutOfOrderAreSorted() throws {
    let bytes = ONNXBytes.model { graph in
      graph.node("Relu", ["a"], ["x"])
      graph.node("MatMul", ["z", "w"], ["a"])
      graph.port(11, "z", [nil, 2])
      graph.port(12, "x", [nil, 64])
      graph.weight("w", [2, 64], weights)
    }
    #expect(try refusal(bytes) == "")
  }

  @Test func anUnknownOperatorIsNamedWithItsPlace() throws {
    let text = try refusal(decoder("Loop") { $0.weight("w", [2, 64], weights) })
    #expect(text.contains("node the Loop: operator Loop is not supported"), "\(text)")
  }

  @Test func undefinedAndDoubleValuesAreRefused() throws {
    let text = try refusal(decoder { _ in })
    #expect(text.contains("expected a value that is defined, found w"), "\(text)")
    let twice = try refusal(
      decoder {
        $0.weight("w", [2, 64], weights)
        $0.weight("w", [2, 64], weights)
      })
    #expect(twice.contains("w twice"), "\(twice)")
  }

  @Test(arguments: ["../w.bin", "/etc/passwd", "a/../../w.bin", "", "link/w.bin"])
  func externalDataOutsideTheFolderAreRefused(_ location: String) throws {
    let outside = try TemporaryFolder()
    try outside.write([UInt8](repeating: 0, count: 512), to: "w.bin")
    symlink(outside.path, folder.path("link"))
    let text = try refusal(
      decoder { $0.weight("w", [2, 64], at: location, length: 512) })
    #expect(text.contains("expected external data in the folder of the model"), "\(text)")
  }

  @Test func externalDataAreReadFromTheFolder() throws {
    try folder.write([UInt8](repeating: 0, count: 512), to: "w.bin")
    #expect(
      try refusal(decoder { $0.weight("w", [2, 64], at: "w.bin", length: 512) }) == "")
    let short = try refusal(decoder { $0.weight("w", [4, 64], at: "w.bin", length: 1024) })
    #expect(short.contains("expected 1024 bytes from byte 0, found 512 bytes"), "\(short)")
    let missing = try refusal(decoder { $0.weight("w", [2, 64], at: "v.bin", length: 512) })
    #expect(missing.contains("v.bin: cannot open"), "\(missing)")
  }

  @Test func claimedSizesAreComparedWithTheBytes() throws {
    let text = try refusal(decoder { $0.weight("w", [1 << 40, 1 << 40], weights) })
    #expect(text.contains("below 2^63 bytes"), "\(text)")
    let wrong = try refusal(decoder { $0.weight("w", [2, 65], weights) })
    #expect(wrong.contains("expected 520 bytes"), "\(wrong)")
    let huge = ONNXBytes.model { graph in
      graph.node("Relu", ["z"], ["x"])
      graph.port(11, "z", [nil, 1 << 40, 1 << 40])
      graph.port(12, "x", [nil, 1 << 62])
    }
    #expect(!(try refusal(huge)).isEmpty)
  }

  @Test func everyTruncationIsRefused() throws {
    let bytes = decoder { $0.weight("w", [2, 64], weights) }
    for count in 0..<bytes.count {
      #expect(!(try refusal(Array(bytes.prefix(count)))).isEmpty, "\(count) bytes")
    }
  }

  @Test func changedBytesNeverEndTheProcess() throws {
    let bytes = decoder { $0.weight("w", [2, 64], weights) }
    for place in bytes.indices.filter({ $0 < 160 || $0 > bytes.count - 40 }) {
      for value: UInt8 in [0, 1, 127, 128, 255] {
        var changed = bytes
        changed[place] = value
        _ = try refusal(changed)
      }
    }
  }
}
