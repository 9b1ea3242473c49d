/// A control sequence, `ESC [ parameters intermediates final` (ECMA-48, 5.4).
struct ControlSequence: Equatable {
  /// Longer parameters belong to no key and no answer.
  static let lengthLimit = 64

  /// The byte that determines the function of the sequence.
  let final: UInt8
  /// Whether there is a private marker, such as `?` or `<`, or an intermediate byte.
  let isPrivate: Bool
  /// The parameters, each with its parts; a part that is left out is `nil`.
  let parameters: [[Int?]]

  /// Reads a sequence.
  ///
  /// - Parameters:
  ///   - body: The bytes between the introducer and the final byte.
  ///   - final: The final byte.
  init(body: [UInt8], final: UInt8) {
    self.final = final
    isPrivate = body.contains { !(0x30...0x3B).contains($0) }
    parameters =
      isPrivate
      ? []
      : body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map(Self.parts)
  }

  /// The first part of every parameter, 0 where it is left out; none where there are no parameters at all.
  var numbers: [Int] {
    parameters == [[nil]] ? [] : parameters.map { ($0.first ?? nil) ?? 0 }
  }

  /// A part of a parameter, `nil` when it is left out.
  func part(_ part: Int, of parameter: Int) -> Int? {
    guard parameters.indices.contains(parameter), parameters[parameter].indices.contains(part)
    else { return nil }
    return parameters[parameter][part]
  }

  private static func parts(_ parameter: ArraySlice<UInt8>) -> [Int?] {
    parameter.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map {
      // No key has a number of eight digits.
      Int(String(decoding: $0.prefix(7), as: UTF8.self))
    }
  }
}
