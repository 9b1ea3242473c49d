/// Creates the records of event files, for any reader of TensorBoard files.
package enum TensorBoardRecord {
  /// The record that begins every file.
  ///
  /// - Parameters:
  ///   - time: The wall time in unix seconds.
  ///   - bytes: Receives the record.
  package static func appendFileVersion(time: Double, to bytes: inout [UInt8]) {
    append(to: &bytes) { event in
      event.appendDouble(1, time)
      event.appendText(3, "brain.Event:2")
    }
  }

  /// A record that states from which step on a resumed run logs its figures again.
  ///
  /// - Parameters:
  ///   - step: The first step that is logged again.
  ///   - time: The wall time in unix seconds.
  ///   - bytes: Receives the record.
  package static func appendSessionStart(step: Int, time: Double, to bytes: inout [UInt8]) {
    append(to: &bytes) { event in
      event.appendDouble(1, time)
      event.appendNumber(2, UInt64(bitPattern: Int64(step)))
      event.appendMessage(7) { $0.appendNumber(1, 1) }
    }
  }

  /// A record of numbers at a step, as `simple_value`, which every version of TensorBoard reads.
  ///
  /// - Parameters:
  ///   - scalars: The numbers by name; they are rounded to single precision.
  ///   - step: The step.
  ///   - time: The wall time in unix seconds.
  ///   - bytes: Receives the record.
  package static func append(
    scalars: [(name: String, value: Double)], step: Int, time: Double, to bytes: inout [UInt8]
  ) {
    append(to: &bytes) { event in
      event.appendDouble(1, time)
      event.appendNumber(2, UInt64(bitPattern: Int64(step)))
      event.appendMessage(5) { summary in
        for scalar in scalars {
          summary.appendMessage(1) { value in
            value.appendText(1, scalar.name)
            value.appendFloat(2, Float(scalar.value))
          }
        }
      }
    }
  }

  /// A record of one picture at a step.
  ///
  /// - Parameters:
  ///   - image: The picture.
  ///   - name: Its name.
  ///   - step: The step.
  ///   - time: The wall time in unix seconds.
  ///   - bytes: Receives the record.
  /// - Throws: ``StorageError/malformed(path:place:expected:found:)`` when the picture cannot be encoded.
  package static func append(
    image: PNGImage, name: String, step: Int, time: Double, to bytes: inout [UInt8]
  ) throws(StorageError) {
    let png = try image.encoded(path: name)
    append(to: &bytes) { event in
      event.appendDouble(1, time)
      event.appendNumber(2, UInt64(bitPattern: Int64(step)))
      event.appendMessage(5) { summary in
        summary.appendMessage(1) { value in
          value.appendText(1, name)
          value.appendMessage(4) { picture in
            picture.appendNumber(1, UInt64(image.height))
            picture.appendNumber(2, UInt64(image.width))
            picture.appendNumber(3, UInt64(image.channels))
            picture.appendBytes(4, png)
          }
        }
      }
    }
  }

  /// Puts length and checksums around the payload that `body` makes.
  private static func append(to bytes: inout [UInt8], _ body: (inout [UInt8]) -> Void) {
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: 12))
    body(&bytes)
    let length = UInt64(bytes.count - start - 12)
    bytes.withUnsafeMutableBytes { bytes in
      bytes.storeBytes(of: length.littleEndian, toByteOffset: start, as: UInt64.self)
      let sum = CRC32C.masked(UnsafeRawBufferPointer(rebasing: bytes[start..<start + 8]))
      bytes.storeBytes(of: sum.littleEndian, toByteOffset: start + 8, as: UInt32.self)
    }
    let sum = bytes.withUnsafeBytes {
      CRC32C.masked(UnsafeRawBufferPointer(rebasing: $0[(start + 12)...]))
    }
    withUnsafeBytes(of: sum.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

/// The fields of protocol buffer messages.
extension [UInt8] {
  fileprivate mutating func appendVarint(_ value: UInt64) {
    var rest = value
    while rest >= 128 {
      append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    append(UInt8(rest))
  }

  fileprivate mutating func appendNumber(_ field: UInt64, _ value: UInt64) {
    appendVarint(field << 3)
    appendVarint(value)
  }

  fileprivate mutating func appendDouble(_ field: UInt64, _ value: Double) {
    appendVarint(field << 3 | 1)
    Swift.withUnsafeBytes(of: value.bitPattern.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func appendFloat(_ field: UInt64, _ value: Float) {
    appendVarint(field << 3 | 5)
    Swift.withUnsafeBytes(of: value.bitPattern.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate mutating func appendText(_ field: UInt64, _ text: String) {
    appendBytes(field, text.utf8)
  }

  fileprivate mutating func appendBytes(_ field: UInt64, _ bytes: some Collection<UInt8>) {
    appendVarint(field << 3 | 2)
    appendVarint(UInt64(bytes.count))
    append(contentsOf: bytes)
  }

  /// A nested message; its length precedes it, so it is encoded separately.
  fileprivate mutating func appendMessage(_ field: UInt64, _ body: (inout [UInt8]) -> Void) {
    var message: [UInt8] = []
    body(&message)
    appendBytes(field, message)
  }
}
