/// Names of PyTorch's element types.
enum TorchElements {
  /// An element type, and what PyTorch calls it.
  struct Kind: Sendable, Equatable {
    /// The type; `nil` for one that is not read.
    let type: ElementType?
    /// As in safetensors headers, or PyTorch's name of a type that is not read.
    let name: String
    let byteCount: Int

    init(_ type: ElementType) {
      (self.type, name, byteCount) = (type, type.rawValue, type.byteCount)
    }

    init(_ name: String, byteCount: Int) {
      (type, self.name, self.byteCount) = (nil, name, byteCount)
    }
  }

  /// The type of the elements in a storage of a class; `nil` for another class, such as that of storages without a type.
  static func kind(ofStorage name: String) -> Kind? {
    guard name.hasPrefix("torch."), let last = name.split(separator: ".").last,
      last.hasSuffix("Storage")
    else { return nil }
    return storages[String(last.dropLast("Storage".count))]
  }

  /// The type with a name such as `torch.float32`.
  static func kind(named name: String) -> Kind? {
    guard name.hasPrefix("torch.") else { return nil }
    return types[String(name.dropFirst("torch.".count))]
  }

  private static let storages: [String: Kind] = [
    "Double": Kind(.float64), "Float": Kind(.float32), "Half": Kind(.float16),
    "BFloat16": Kind(.brainFloat16), "Long": Kind(.int64), "Int": Kind(.int32),
    "Short": Kind(.int16), "Char": Kind(.int8), "Byte": Kind(.uint8), "Bool": Kind(.bool),
    "ComplexFloat": Kind("complex64", byteCount: 8),
    "ComplexDouble": Kind("complex128", byteCount: 16),
    "QInt8": Kind("qint8", byteCount: 1), "QUInt8": Kind("quint8", byteCount: 1),
    "QInt32": Kind("qint32", byteCount: 4),
  ]

  private static let types: [String: Kind] = [
    "float64": Kind(.float64), "double": Kind(.float64), "float32": Kind(.float32),
    "float": Kind(.float32), "float16": Kind(.float16), "half": Kind(.float16),
    "bfloat16": Kind(.brainFloat16), "int64": Kind(.int64), "long": Kind(.int64),
    "int32": Kind(.int32), "int": Kind(.int32), "int16": Kind(.int16), "short": Kind(.int16),
    "int8": Kind(.int8), "uint8": Kind(.uint8), "uint16": Kind(.uint16), "uint32": Kind(.uint32),
    "uint64": Kind(.uint64), "bool": Kind(.bool),
    "complex64": Kind("complex64", byteCount: 8), "complex128": Kind("complex128", byteCount: 16),
    "float8_e4m3fn": Kind("float8_e4m3fn", byteCount: 1),
    "float8_e5m2": Kind("float8_e5m2", byteCount: 1),
  ]
}
