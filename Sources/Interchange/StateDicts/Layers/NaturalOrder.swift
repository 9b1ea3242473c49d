/// The order of names in which numbers count as numbers: `layer.2` before `layer.10`.
enum NaturalOrder {
  static func precedes(_ first: String, _ second: String) -> Bool {
    let (left, right) = (pieces(first), pieces(second))
    for (one, other) in zip(left, right) where one != other {
      if let number = Int(one), let another = Int(other), number != another {
        return number < another
      }
      return one < other
    }
    return left.count < right.count
  }

  /// Runs of digits and runs of other characters.
  private static func pieces(_ name: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = name[...]
    while let first = rest.first {
      let isDigit = first.isASCII && first.isNumber
      let piece = rest.prefix { ($0.isASCII && $0.isNumber) == isDigit }
      pieces.append(piece)
      rest = rest.dropFirst(piece.count)
    }
    return pieces
  }
}
