/// Writes ONNX models field by field, hostile ones too.
struct ONNXBytes {
  private(set) var bytes: [UInt8] = []

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest > 127 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func field(_ number: Int, _ value: Int) {
    varint(UInt64(number << 3))
    varint(UInt64(bitPattern: Int64(value)))
  }

  mutating func field(_ number: Int, bytes content: [UInt8]) {
    varint(UInt64(number << 3 | 2))
    varint(UInt64(content.count))
    bytes += content
  }

  mutating func field(_ number: Int, _ text: String) { field(number, bytes: Array(text.utf8)) }

  mutating func field(_ number: Int, _ write: (inout ONNXBytes) -> Void) {
    var inner = ONNXBytes()
    write(&inner)
    field(number, bytes: inner.bytes)
  }

  /// A model of a graph.
  static func model(version: Int = 17, _ graph: (inout ONNXBytes) -> Void) -> [UInt8] {
    var model = ONNXBytes()
    model.field(1, 8)
    model.field(2, "test")
    model.field(7, graph)
    model.field(8) { $0.field(2, version) }
    return model.bytes
  }

  mutating func node(_ kind: String, _ inputs: [String], _ outputs: [String]) {
    field(1) { node in
      for input in inputs { node.field(1, input) }
      for output in outputs { node.field(2, output) }
      node.field(3, "the \(kind)")
      node.field(4, kind)
    }
  }

  /// An input (11) or output (12).
  mutating func port(_ number: Int, _ name: String, _ shape: [Int?]) {
    field(number) { port in
      port.field(1, name)
      port.field(2) { type in
        type.field(1) { tensor in
          tensor.field(1, 1)
          tensor.field(2) { extents in
            for extent in shape {
              extents.field(1) { axis in
                if let extent { axis.field(1, extent) } else { axis.field(2, "n") }
              }
            }
          }
        }
      }
    }
  }

  /// A weight with its elements in the file.
  mutating func weight(_ name: String, _ shape: [Int], _ elements: [Float]) {
    field(5) { tensor in
      for extent in shape { tensor.field(1, extent) }
      tensor.field(2, 1)
      tensor.field(8, name)
      tensor.field(
        9, bytes: elements.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) })
    }
  }

  /// A weight with its elements in another file.
  mutating func weight(_ name: String, _ shape: [Int], at location: String, length: Int) {
    field(5) { tensor in
      for extent in shape { tensor.field(1, extent) }
      tensor.field(2, 1)
      tensor.field(8, name)
      for (key, value) in [("location", location), ("length", "\(length)")] {
        tensor.field(13) { entry in
          entry.field(1, key)
          entry.field(2, value)
        }
      }
      tensor.field(14, 1)
    }
  }
}
