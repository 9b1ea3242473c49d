/// The formats whose files begin with bytes of their own.
package enum FileSignature: String, Sendable, CaseIterable, Encodable {
  case safetensors, npz, npy, png

  /// Recognises a file by its first bytes, of which 9 suffice; `nil` when they are those of none of the formats.
  package init?(start: [UInt8]) {
    if start.starts(with: [0x89] + Array("PNG".utf8)) {
      self = .png
    } else if start.starts(with: [0x93] + Array("NUMPY".utf8)) {
      self = .npy
    } else if [[3, 4], [5, 6]].contains(where: { start.starts(with: Array("PK".utf8) + $0) }) {
      self = .npz
    } else if start.count > 8, start[7] == 0, start[8] == UInt8(ascii: "{") {
      // The header's length comes first; its last byte is zero below 2^56, which never occurs in a text.
      self = .safetensors
    } else {
      return nil
    }
  }
}
