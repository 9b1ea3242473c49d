import Tensors

/// A setting or figure beside the weights of a file.
package enum TorchFact: Sendable, Equatable {
  /// A number.
  case number(Double)
  /// A truth value.
  case flag(Bool)
  /// A text, or the name of a class or function.
  case text(String)
  /// A few numbers: a list, a tuple or a small tensor.
  case numbers([Double])

  /// The most numbers of a list.
  static let listLimit = 16

  /// The number, if the fact is one.
  package var number: Double? { if case .number(let number) = self { number } else { nil } }

  /// The whole numbers of a number or a list.
  package var integers: [Int]? {
    switch self {
    case .number(let number): Int(exactly: number).map { [$0] }
    case .numbers(let numbers):
      numbers.allSatisfy { Int(exactly: $0) != nil } ? numbers.compactMap { Int(exactly: $0) } : nil
    case .flag, .text: nil
    }
  }

  /// The truth value, if the fact is one.
  package var flag: Bool? { if case .flag(let flag) = self { flag } else { nil } }

  /// The text, if the fact is one.
  package var text: String? { if case .text(let text) = self { text } else { nil } }

  /// The fact for people.
  package var words: String {
    switch self {
    case .number(let number): Self.words(number)
    case .flag(let flag): flag ? "true" : "false"
    case .text(let text): text
    case .numbers(let numbers): "[\(numbers.map(Self.words).joined(separator: ", "))]"
    }
  }

  private static func words(_ number: Double) -> String {
    Int(exactly: number).map { "\($0)" } ?? "\(number)"
  }
}

extension TorchFile {
  /// The longest text of a fact, in bytes.
  private static let longestFact = 1000

  /// The fact that a value is; `nil` for values with many or other parts.
  package func fact(_ value: PickleValue) -> TorchFact? {
    switch value {
    case .bool(let flag): .flag(flag)
    case .integer(let integer): .number(Double(integer))
    case .number(let number): .number(number)
    case .largeInteger(let digits): .text(digits)
    case .text(let text) where text.utf8.count <= Self.longestFact: .text(text)
    case .global(let name): .text(name)
    case .object: numbers(value).map { .numbers($0) } ?? scalar(value)
    case .null, .text, .bytes, .data: nil
    }
  }

  private func numbers(_ value: PickleValue) -> [Double]? {
    guard let elements = document.elements(value), elements.count <= TorchFact.listLimit else {
      return nil
    }
    let numbers = elements.compactMap { element -> Double? in
      switch element {
      case .integer(let integer): Double(integer)
      case .number(let number): number
      default: nil
      }
    }
    return numbers.count == elements.count ? numbers : nil
  }

  /// A number of NumPy, a device, or a small tensor.
  private func scalar(_ value: PickleValue) -> TorchFact? {
    guard let (name, object) = document.record(value) else { return nil }
    if name == "torch.device" {
      guard case .text(let device)? = document.elements(object.arguments)?.first else { return nil }
      return .text(device)
    }
    if name.hasSuffix(".multiarray.scalar") { return numpyScalar(object).map { .number($0) } }
    return smallTensor(value)
  }

  private func smallTensor(_ value: PickleValue) -> TorchFact? {
    guard let found = try? tensor(value, name: ""), found.count <= TorchFact.listLimit,
      let elements = try? read(found, name: "").elements
    else { return nil }
    if found.shape.isEmpty, let number = elements.first { return .number(Double(number)) }
    return .numbers(elements.map { Double($0) })
  }

  /// `scalar(dtype, bytes)` of NumPy.
  private func numpyScalar(_ object: PickleObject) -> Double? {
    guard let arguments = document.elements(object.arguments), arguments.count == 2,
      let (callable, type) = document.record(arguments[0]), callable == "numpy.dtype",
      case .text(let code)? = document.elements(type.arguments)?.first,
      let kind = Self.numpyTypes[code], let bytes = document.bytes(arguments[1]),
      bytes.count == kind.byteCount
    else { return nil }
    let isBigEndian = document.elements(type.state)?.dropFirst().first == .text(">")
    var result = [0.0]
    bytes.withUnsafeBytes { bytes in
      result.withUnsafeMutableBufferPointer {
        kind.convert(bytes, isBigEndian: isBigEndian, into: $0)
      }
    }
    return result[0]
  }

  private static let numpyTypes: [String: ElementType] = [
    "f8": .float64, "f4": .float32, "f2": .float16, "i8": .int64, "i4": .int32, "i2": .int16,
    "i1": .int8, "u8": .uint64, "u4": .uint32, "u2": .uint16, "u1": .uint8, "b1": .bool,
  ]
}
