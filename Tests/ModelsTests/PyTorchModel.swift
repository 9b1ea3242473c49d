import Foundation

/// Models written by PyTorch, with the values it computes; their origin is in `Fixtures/pytorch_decoder.origin.md`.
enum PyTorchModel {
  /// The path of `Fixtures/pytorch_NAME`.
  static func path(_ name: String, file: String = #filePath) -> String {
    URL(fileURLWithPath: file).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/pytorch_\(name)").path
  }
}
