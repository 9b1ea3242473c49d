/// Evidence from the fields of a table on the notation of its numbers.
struct NotationEvidence {
  private var decimalCommas = 0
  private var decimalPoints = 0
  private var groups: [NumberNotation.Grouping: Int] = [:]
  /// Fields such as `1,234` and `1.234`, in which the separator is ambiguous.
  private var undecidedCommas = 0
  private var undecidedPoints = 0
  /// The first field such as `1,234`.
  private(set) var firstUndecided: Range<Int>?

  /// The form of a number while it is read: runs of digits, and the separators between them.
  private struct Shape {
    var firstRun = 0
    var hasLeadingZero = false
    var markCount = 0
    var firstMark = NumberNotation.Grouping.none
    var lastMark = NumberNotation.Grouping.none
    var run = 0
    /// Whether all separators except the last are the same, with three digits between them.
    var isRegular = true

    mutating func take(_ mark: NumberNotation.Grouping) {
      if markCount == 0 {
        (firstRun, firstMark) = (run, mark)
      } else if run != 3 || lastMark != firstMark {
        isRegular = false
      }
      (lastMark, run, markCount) = (mark, 0, markCount + 1)
    }

    var canBeginGroups: Bool { (1...3).contains(firstRun) && !hasLeadingZero }
  }

  /// Examines a field.
  ///
  /// - Returns: Whether it is evidence.
  @discardableResult
  mutating func see(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    var shape = Shape()
    var place = range.lowerBound
    if place < range.upperBound, [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(text[place]) {
      place += 1
    }
    if place < range.upperBound { shape.hasLeadingZero = text[place] == UInt8(ascii: "0") }
    var hasTail = false
    while place < range.upperBound {
      if text[place] &- UInt8(ascii: "0") < 10 {
        shape.run += 1
        place += 1
      } else if let (mark, length) = Self.mark(text, place, range.upperBound) {
        shape.take(mark)
        place += length
      } else {
        guard shape.run > 0, Self.tails.contains(text[place]) else { return false }
        hasTail = text[place] | 0x20 == UInt8(ascii: "e") || text[place] | 0x20 == UInt8(ascii: "d")
        break
      }
    }
    return count(shape, hasExponent: hasTail, range)
  }

  private mutating func count(_ shape: Shape, hasExponent: Bool, _ range: Range<Int>) -> Bool {
    guard shape.markCount > 0, shape.isRegular else { return false }
    let isGroup = shape.run == 3 && !hasExponent && shape.canBeginGroups
    if shape.markCount == 1 {
      switch shape.lastMark {
      case .comma where isGroup:
        undecidedCommas += 1
        firstUndecided = firstUndecided ?? range
      case .point where isGroup: undecidedPoints += 1
      case .comma where shape.run > 0: decimalCommas += 1
      case .point: decimalPoints += 1
      case .blank where isGroup, .apostrophe where isGroup: groups[shape.lastMark, default: 0] += 1
      default: return false
      }
    } else if shape.canBeginGroups {
      if shape.lastMark == shape.firstMark {
        if isGroup { groups[shape.firstMark, default: 0] += 1 }
      } else if shape.lastMark == .comma || shape.lastMark == .point, shape.run > 0 {
        groups[shape.firstMark, default: 0] += 1
        if shape.lastMark == .comma { decimalCommas += 1 } else { decimalPoints += 1 }
      }
    }
    return true
  }

  /// What may follow the digits of a number.
  private static let tails = Array("eEdD%(+ ".utf8) + [0xC2, 0xB1]

  private static func mark(
    _ text: UnsafePointer<UInt8>, _ place: Int, _ end: Int
  ) -> (NumberNotation.Grouping, Int)? {
    switch text[place] {
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: "."): return (.point, 1)
    default:
      for grouping in [NumberNotation.Grouping.blank, .apostrophe] {
        let length = NumberNotation(grouping: grouping).groupingMark(text, place, end)
        if length > 0 { return (grouping, length) }
      }
      return nil
    }
  }

  /// The notation that fits the evidence, and whether ``firstUndecided`` could be read otherwise.
  ///
  /// - Parameter separator: The field separator: semicolons are used where commas are decimal separators.
  /// - Returns: The notation.
  func notation(separator: TableDialect.Separator) -> (notation: NumberNotation, isGuess: Bool) {
    let groupedByCommas = groups[.comma, default: 0]
    let groupedByPoints = groups[.point, default: 0]
    let pointEvidence = decimalPoints + groupedByCommas
    var notation = NumberNotation()
    var isGuess = false
    if decimalCommas > 0 || groupedByPoints > 0 {
      notation.hasDecimalComma = decimalCommas + groupedByPoints > pointEvidence
    } else if undecidedCommas > 0, pointEvidence == 0, separator == .byte(UInt8(ascii: ";")) {
      (notation.hasDecimalComma, isGuess) = (true, true)
    }
    if notation.hasDecimalComma {
      if groupedByPoints > 0 || undecidedPoints > 0 { notation.grouping = .point }
    } else if groupedByCommas > 0 || undecidedCommas > 0 {
      notation.grouping = .comma
      isGuess = groupedByCommas == 0
    }
    if notation.grouping == .none, separator != .blanks {
      if groups[.blank, default: 0] > 0 { notation.grouping = .blank }
      if groups[.apostrophe, default: 0] > 0 { notation.grouping = .apostrophe }
    }
    return (notation, isGuess)
  }
}
