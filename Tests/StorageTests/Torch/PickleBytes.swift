/// Pickles that are written by hand.
enum PickleBytes {
  static func text(_ text: String) -> [UInt8] {
    [0x58] + withUnsafeBytes(of: UInt32(text.utf8.count).littleEndian, Array.init)
      + Array(text.utf8)
  }

  static func integer(_ integer: Int) -> [UInt8] {
    [0x8A, 8] + withUnsafeBytes(of: integer.littleEndian, Array.init)
  }

  static func tuple(_ parts: [[UInt8]]) -> [UInt8] { [0x28] + parts.flatMap { $0 } + [0x74] }

  static func integers(_ integers: [Int]) -> [UInt8] { tuple(integers.map(integer)) }

  static func global(_ module: String, _ name: String) -> [UInt8] {
    Array("c\(module)\n\(name)\n".utf8)
  }

  static func call(_ module: String, _ name: String, _ arguments: [[UInt8]]) -> [UInt8] {
    global(module, name) + tuple(arguments) + [0x52]
  }

  static func dictionary(_ pairs: [(String, [UInt8])]) -> [UInt8] {
    [0x7D, 0x28] + pairs.flatMap { text($0.0) + $0.1 } + [0x75]
  }

  /// A storage of PyTorch by its key.
  static func storage(_ key: String, count: Int, type: String = "FloatStorage") -> [UInt8] {
    tuple([text("storage"), global("torch", type), text(key), text("cpu"), integer(count)]) + [0x51]
  }

  /// A tensor that views a storage.
  static func tensor(
    _ storage: [UInt8], offset: Int = 0, shape: [Int], strides: [Int]
  ) -> [UInt8] {
    call(
      "torch._utils", "_rebuild_tensor_v2",
      [storage, integer(offset), integers(shape), integers(strides), [0x89], [0x7D]])
  }

  /// A whole pickle of protocol 2.
  static func file(_ value: [UInt8]) -> [UInt8] { [0x80, 2] + value + [0x2E] }
}
