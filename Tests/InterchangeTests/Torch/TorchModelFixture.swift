import Foundation
import Interchange
import Storage

/// Whole modules that PyTorch wrote.
enum TorchModelFixture {
  static func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/torch/\(name)").path(percentEncoded: false)
  }

  static func model(_ name: String) throws -> ForeignModel {
    try ForeignModel.torchModule(TorchFile(path: path("\(name).pt")))
  }
}
