import Storage
import Tensors

/// How much memory a model may take, by the file that it comes from.
///
/// A few hundred bytes of text can describe networks of any size. What a real model computes is in proportion to the
/// weights and samples that it was saved with, so a file may ask for a fixed sum and a multiple of its elements.
enum CheckpointMemory {
  /// What any checkpoint may take, in bytes.
  static let byteCount = 1 << 26
  /// What it may take beyond that for every byte of its elements.
  static let bytesPerByte = 64

  /// Refuses networks whose sum of weights, tables, values and working memory is too large.
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
