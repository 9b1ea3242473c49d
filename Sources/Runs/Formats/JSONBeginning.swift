/// Decides from the beginning of a file whether it is JSON with rows of figures, but not one object per line.
enum JSONBeginning {
  /// The most objects that are examined.
  private static let objectLimit = 16

  /// Judges the beginning of a file.
  static func verdict(_ beginning: LogBeginning) -> FileRule.Verdict {
    guard let first = beginning.firstCharacter, first == "{" || first == "[" else { return .other }
    return beginning.withText { text in
      let end = beginning.bytes.count
      var place = JSONObjectBounds.behindSpaces(text, from: 0, end: end)
      guard first == "[" else {
        guard let behind = JSONObjectBounds.end(of: text, from: place, end: end) else {
          return .unclear
        }
        return verdict(text, first: place..<behind, beginning)
      }
      place = JSONObjectBounds.behindSpaces(text, from: place + 1, end: end)
      guard place < end else { return .unclear }
      return text[place] == UInt8(ascii: "{") ? rows(text, from: place, beginning) : .other
    }
  }

  /// Judges a file that begins with an object.
  private static func verdict(
    _ text: UnsafePointer<UInt8>, first: Range<Int>, _ beginning: LogBeginning
  ) -> FileRule.Verdict {
    let end = beginning.bytes.count
    var next = first.upperBound
    JSONNumberScanner.passSeparators(text, &next, end: end)
    let isAlone = next == end
    if isAlone, !beginning.isWhole { return .unclear }
    if isAlone { return columns(text, first, beginning) }
    // With one object per line they are JSON lines.
    let isLine = !holdsNewline(text, first) && holdsNewline(text, first.upperBound..<next)
    return isLine ? .other : rows(text, from: first.lowerBound, beginning)
  }

  private static func columns(
    _ text: UnsafePointer<UInt8>, _ range: Range<Int>, _ beginning: LogBeginning
  ) -> FileRule.Verdict {
    // One line of lists in a file of lines is its first row.
    let isOfLines = [".jsonl", ".ndjson"].contains { beginning.name.hasSuffix($0) }
    guard !isOfLines, let columns = JSONColumns(text, range) else { return .other }
    let names = (0..<columns.names.count).map { columns.names.name($0) }
    // Lists of lists are data more often than figures.
    let hasFigure = names.contains { name in
      LogEvidence.word(name) == .figure && SeriesNaming.words(name).last?.isNumber != true
    }
    return hasFigure || beginning.isTrusted ? .recognised : .other
  }

  /// Judges consecutive objects, the first at an offset.
  private static func rows(
    _ text: UnsafePointer<UInt8>, from start: Int, _ beginning: LogBeginning
  ) -> FileRule.Verdict {
    var (place, names, scanner) = (start, NameTable(), JSONNumberScanner())
    let end = beginning.bytes.count
    for _ in 0..<objectLimit {
      while place < end, text[place] != UInt8(ascii: "{") { place += 1 }
      guard place < end, let behind = JSONObjectBounds.end(of: text, from: place, end: end) else {
        return beginning.isWhole ? .other : .unclear
      }
      if scanner.scan(text, place..<behind, names: &names) == true {
        let found = scanner.entries.map { names.name($0.name) }
        let isLog = LogEvidence.isLog(found, file: beginning.name)
        if isLog || beginning.isTrusted && !found.isEmpty { return .recognised }
      }
      place = behind
    }
    return .other
  }

  private static func holdsNewline(_ text: UnsafePointer<UInt8>, _ range: Range<Int>) -> Bool {
    range.contains { text[$0] == 0x0A }
  }
}

extension String {
  fileprivate var isNumber: Bool { allSatisfy(\.isNumber) }
}
