import Foundation
import Tensors
import Testing

@testable import Storage

/// Files that PyTorch wrote, and the values that it reads from them.
enum TorchFixture {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/torch")

  static func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  /// The values by PyTorch of a fixture's tensors.
  static func expected(_ name: String) throws -> [String: Tensor] {
    let stem = name.split(separator: ".")[0]
    let file = try NPZFile(path: path("\(stem).npz"))
    return try Dictionary(uniqueKeysWithValues: file.names.map { ($0, try file.tensor($0)) })
  }
}
