import Foundation
import Storage
import Testing

/// Writes a text file.
func write(_ text: String, to path: String) throws {
  try write(bytes: Array(text.utf8), to: path)
}

/// Writes a file.
func write(bytes: [UInt8], to path: String) throws {
  try AtomicFile.write(bytes, to: path)
}

/// Reads a file.
func bytes(of path: String) throws -> [UInt8] {
  try MappedFile(path: path).withUnsafeBytes { Array($0) }
}

/// Rewrites a safetensors file with a text of its header replaced.
func respell(_ text: String, as other: String, inHeaderOf path: String) throws {
  let all = try bytes(of: path)
  let length = all[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
  let header = String(decoding: all[8..<8 + length], as: UTF8.self)
  let parts = header.components(separatedBy: text)
  try #require(parts.count > 1, "\(text) is not in \(header)")
  var changed = Array(parts.joined(separator: other).utf8)
  while changed.count % 8 != 0 { changed.append(UInt8(ascii: " ")) }
  let prefix = (0..<8).map { UInt8(truncatingIfNeeded: changed.count >> (8 * $0)) }
  try write(bytes: prefix + changed + all[(8 + length)...], to: path)
}
