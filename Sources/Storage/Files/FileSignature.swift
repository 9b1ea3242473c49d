/// The formats whose files begin with bytes of their own; the raw value is the usual ending of a name.
package enum FileSignature: String, Sendable, CaseIterable, Encodable {
  case safetensors, npz, npy, png, onnx, keras, fits, idx
  /// A zip archive that `torch.save` wrote.
  case torch = "pt"
  /// The container of `torch.save` before PyTorch 1.6.
  case legacyTorch = "pth"
  /// Any other pickle of Python.
  case pickle = "pkl"
  case hdf5 = "h5"
  case jpeg = "jpg"
  case gzip = "gz"
  /// A zip archive of other contents.
  case zip

  /// Recognises a file by its first bytes, of which 512 suffice; `nil` when they are those of none of the formats.
  package init?(start: [UInt8]) {
    if let fixed = Self.fixed.first(where: { start.starts(with: $0.bytes) }) {
      self = fixed.signature
    } else if [[3, 4], [5, 6]].contains(where: { start.starts(with: Array("PK".utf8) + $0) }) {
      self = Self.archive(start)
    } else if start.count > 8, start[7] == 0, start[8] == UInt8(ascii: "{") {
      // The header's length comes first; its last byte is zero below 2^56, which never occurs in a text.
      self = .safetensors
    } else if Self.isIDX(start) {
      self = .idx
    } else if ONNXFile.isRecognised(start: start) {
      self = .onnx
    } else {
      return nil
    }
  }

  private static let fixed: [(bytes: [UInt8], signature: FileSignature)] =
    [
      ([0x89] + Array("PNG".utf8), .png), ([0x93] + Array("NUMPY".utf8), .npy),
      ([0x89] + Array("HDF\r\n".utf8) + [0x1A, 0x0A], .hdf5),
      (Array("SIMPLE  =".utf8), .fits), ([0xFF, 0xD8, 0xFF], .jpeg), ([0x1F, 0x8B], .gzip),
      (legacyTorchMagic, .legacyTorch),
    ] + (2...5).map { ([0x80, $0], .pickle) }

  /// The pickle, in protocol 2, of the number 0x1950A86A20F9469CFC6C.
  private static let legacyTorchMagic: [UInt8] = [
    0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E,
  ]

  /// What a zip archive holds, by the name of its first entry.
  private static func archive(_ start: [UInt8]) -> FileSignature {
    let (lengthPlace, namePlace) = (26, 30)
    guard start.count > namePlace else { return .zip }
    let length = Int(start[lengthPlace]) | Int(start[lengthPlace + 1]) << 8
    let name = String(decoding: start[namePlace...].prefix(length), as: UTF8.self)
    if name.hasSuffix(".npy") { return .npz }
    if ["config.json", "metadata.json", "model.weights.h5"].contains(name) { return .keras }
    // Below one folder, which has the name that the file was first saved under.
    let parts = name.split(separator: "/", maxSplits: 1)
    let torch = [
      "data.pkl", "version", ".format_version", "byteorder", "constants.pkl", ".storage_alignment",
    ]
    if parts.count == 2, let rest = parts.last.map(String.init),
      torch.contains(rest) || rest.hasPrefix("data/") || rest.hasPrefix("code/")
        || rest.hasPrefix(".data/")
    {
      return .torch
    }
    return .zip
  }

  /// Two zeros, the type of the elements, and the number of axes.
  private static func isIDX(_ start: [UInt8]) -> Bool {
    guard start.count >= 8, start[0] == 0, start[1] == 0, (1...4).contains(start[3]) else {
      return false
    }
    return [0x08, 0x09, 0x0B, 0x0C, 0x0D, 0x0E].contains(start[2])
  }

  /// The format with its article, for people.
  package var words: String {
    switch self {
    case .safetensors: "a safetensors file"
    case .npz: "a zip archive of NumPy arrays"
    case .npy: "a NumPy array"
    case .png: "a picture"
    case .onnx: "an ONNX model"
    case .keras: "a Keras 3 model"
    case .fits: "a FITS file"
    case .idx: "an IDX array"
    case .torch: "a PyTorch checkpoint (zip)"
    case .legacyTorch: "a PyTorch checkpoint (legacy container)"
    case .pickle: "a Python pickle, which can contain code and is never executed"
    case .hdf5: "an HDF5 file"
    case .jpeg: "a picture (JPEG)"
    case .gzip: "data compressed by gzip"
    case .zip: "a zip archive"
    }
  }
}
