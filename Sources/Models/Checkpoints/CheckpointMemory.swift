import Storage
import Tensors

/// The memory that a model may take, by the size of the file it comes from.
///
/// A few hundred bytes of text can describe networks of any size. The memory of a real model is proportional
/// to the weights and samples saved with it, so a file is allowed a fixed amount and a multiple of its
/// elements.
enum CheckpointMemory {
  /// The allowance of any checkpoint, in bytes.
  static let byteCount = 1 << 26
  /// The further allowance per byte of the file's elements.
  static let bytesPerByte = 64

  /// Rejects networks whose weights, tables, values and working memory add up to too much.
  static func check(
    _ architecture: Architecture, of file: SafetensorsFile
  ) throws(CheckpointError) {
    let stored = file.entries.reduce(0) { $0 + $1.byteRange.count }
    let allowed = byteCount + stored * bytesPerByte
    let needed = Model.byteCount(of: architecture)
    guard needed <= allowed else {
      throw .disagreement(
        path: file.path, part: "architecture",
        expected:
          "networks within \(allowed) bytes, 64 MiB and 64 times the \(stored) of its tensors",
        found: "\(needed)")
    }
    guard MachineMemory.hasRoom(forBytes: needed) else {
      throw .disagreement(
        path: file.path, part: "architecture", expected: "networks that fit into memory",
        found: "\(needed) bytes")
    }
  }
}
