import Foundation
import Storage
import TestSupport
import Testing

/// Models that other programs wrote, as a user would open them.
@Suite struct ImportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A copy of a fixture, beside which files may be written.
  private func copy(_ fixture: String) throws -> String {
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "InterchangeTests/Fixtures/\(fixture)")
    let path = folder.path(source.lastPathComponent)
    try FileManager.default.copyItem(atPath: source.path, toPath: path)
    return path
  }

  @Test("an encoder and a decoder open by their names, by their folder, and as a checkpoint")
  func pair() throws {
    let encoder = try copy("onnx/curve_encoder.onnx")
    let decoder = try copy("onnx/curve_decoder.onnx")
    for named in ["\(encoder),\(decoder)", folder.path] {
      let shown = try BuiltProgram.run([named, "--dump", "text", "--size", "120x30"])
      #expect(shown.status == 0 && shown.output.contains("2 latents"), "\(shown)")
    }
    let out = folder.path("curve.safetensors")
    let imported = try BuiltProgram.run(["import", encoder, decoder, "--out", out])
    #expect(imported.status == 0 && imported.output.contains("encoder and decoder, 2 latents"))
    let again = try BuiltProgram.run(["import", out])
    #expect(again.status == 0 && again.output.contains("ONNX"), "\(again)")
  }

  @Test("bare weights are read, and the layers written beside them once")
  func bareWeights() throws {
    let weights = try copy("statedicts/dense.safetensors")
    let first = try BuiltProgram.run(["import", weights])
    let sidecar = folder.path("dense.toml")
    #expect(first.status == 0 && first.output.contains("--choice takes another"), "\(first)")
    #expect(first.output.contains("written to \(sidecar)"), "\(first)")
    let written = try String(contentsOfFile: sidecar, encoding: .utf8)
    let second = try BuiltProgram.run(["import", weights])
    #expect(second.output.contains("the layers are those of \(sidecar)"), "\(second)")
    #expect(try String(contentsOfFile: sidecar, encoding: .utf8) == written)
  }

  @Test(
    "what cannot be explored is refused in one line with the reason",
    arguments: [
      ("onnx/classifier.onnx", "classifier"), ("onnx/spatial.onnx", "a grid of codes"),
      ("torch/classifier.pt", "decodes nothing"), ("keras/classifier.keras", "a classifier"),
      ("keras/recurrent.keras", "SimpleRNN"), ("torch/recurrent.pt", "LSTM"),
    ])
  func refused(fixture: String, reason: String) throws {
    let outcome = try BuiltProgram.run([try copy(fixture), "--dump", "text"])
    #expect(outcome.status == 1 && outcome.output.isEmpty, "\(outcome)")
    #expect(outcome.errors.split(separator: "\n").count == 1 && outcome.errors.contains(reason))
  }
}
