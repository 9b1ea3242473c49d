import Foundation

/// Models that PyTorch wrote, with the values that it computes; `Fixtures/pytorch_decoder.origin.md` says how.
enum PyTorchModel {
  /// The path of `Fixtures/pytorch_NAME`.
  static func path(_ name: String, file: String = #filePath) -> String {
    URL(fileURLWithPath: file).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/pytorch_\(name)").path
  }
}
