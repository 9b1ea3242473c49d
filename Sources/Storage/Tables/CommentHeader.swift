/// Column names in the comments above a table, as written by `np.savetxt` and many programs in astronomy.
struct CommentHeader {
  /// The names.
  let names: [String]
  /// The units, from a line of brackets below the names; none without one.
  let units: [String]

  /// Finds the names in the comments directly above the first record.
  ///
  /// Numbered lines name a column each, as SExtractor writes them. Else the lowest line is used that has as many
  /// fields as the records, split like them or at blanks, and of which some field is not a number; above a line of
  /// units in brackets the one before it.
  init?(_ comments: [Range<Int>], of sample: TableSample, text: UnsafePointer<UInt8>) {
    if let numbered = Self.numbered(comments, of: sample, text: text) {
      (names, units) = (numbered, [])
      return
    }
    var units: [String] = []
    for comment in comments.reversed() {
      guard let fields = Self.fields(comment, of: sample, text: text) else { continue }
      guard units.isEmpty, fields.allSatisfy(Self.isUnit) else {
        (names, self.units) = (fields, units)
        return
      }
      units = fields
    }
    guard !units.isEmpty else { return nil }
    (names, self.units) = (units, [])
  }

  /// The names of a catalogue of SExtractor: a line for every column, `#   2 FLUX_AUTO   Flux   [count]`.
  ///
  /// Missing numbers between two lines, and after the last, are the columns of one vector: `VIGNET`, `VIGNET 2`….
  private static func numbered(
    _ comments: [Range<Int>], of sample: TableSample, text: UnsafePointer<UInt8>
  ) -> [String]? {
    var lines: [(number: Int, name: String)] = []
    for comment in comments.reversed() {
      let words = TableCell(comment).string(in: text).drop { $0 == "#" }.split(
        separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
      guard words.count > 1, let number = Int(words[0]), number < lines.last?.number ?? Int.max
      else { break }
      lines.append((number, String(words[1])))
      if number == 1 { break }
    }
    lines.reverse()
    guard lines.count > 1, lines[0].number == 1, let last = lines.last,
      last.number <= sample.cellCount,
      // Other programs number their comments, too.
      lines.count == sample.cellCount || lines.allSatisfy({ isParameter($0.name) })
    else { return nil }
    let ends = lines.dropFirst().map(\.number) + [sample.cellCount + 1]
    return zip(lines, ends).flatMap { line, end in
      (line.number..<end).map {
        $0 == line.number ? line.name : "\(line.name) \($0 - line.number + 1)"
      }
    }
  }

  /// Whether a name is written like those of SExtractor.
  private static func isParameter(_ name: String) -> Bool {
    name.utf8.allSatisfy {
      (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || $0 == UInt8(ascii: "_")
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
  }

  private static func fields(
    _ comment: Range<Int>, of sample: TableSample, text: UnsafePointer<UInt8>
  ) -> [String]? {
    let start = comment.first { text[$0] != UInt8(ascii: "#") } ?? comment.upperBound
    var separators = [TableDialect.Separator.blanks, .byte(UInt8(ascii: ","))]
    if case .byte = sample.dialect.separator { separators.insert(sample.dialect.separator, at: 0) }
    for separator in separators {
      var cells: [TableCell] = []
      let dialect = TableDialect(separator: separator)
      guard dialect.split(text, start..<comment.upperBound, into: &cells) == nil,
        cells.count == sample.cellCount,
        cells.contains(where: { dialect.field(text, $0) == .text })
      else { continue }
      return cells.map { $0.string(in: text) }
    }
    return nil
  }

  private static func isUnit(_ field: String) -> Bool {
    field == "-" || field.hasPrefix("[") && field.hasSuffix("]")
      || field.hasPrefix("(") && field.hasSuffix(")")
  }
}
