extension RunFormat {
  /// A table with a column per figure, or with a name and a value on every line.
  public static let csv = RunFormat(
    "csv", title: "tables with a step",
    file: FileRule(mayBe: LogFileName.hasStrongEnding, verdict: verdict),
    decoder: { file, _ in CSVDecoder(file: file) })

  private static func verdict(_ beginning: LogBeginning) -> FileRule.Verdict {
    let lines = Array(beginning.lines.prefix(LogBeginning.lineLimit))
    guard let first = lines.first else { return .unclear }
    return beginning.withText { text in
      let header = CSVHeader(UnsafeBufferPointer(start: text + first.lowerBound, count: first.count))
      if beginning.isNamed { return header.isTable ? .recognised : .other }
      guard header.isHeader else { return .other }
      let isLog =
        header.isLong
        || LogEvidence.isLog(header.names, file: beginning.name) { column in
          grows(lines.dropFirst().map { number(text, $0, header, column) })
        }
      return isLog ? .recognised : .other
    }
  }

  /// The number in a column of a line.
  private static func number(
    _ text: UnsafePointer<UInt8>, _ line: Range<Int>, _ header: CSVHeader, _ column: Int
  ) -> Double? {
    var fields: [Range<Int>] = []
    CSVField.split(text, line, delimiter: header.delimiter, into: &fields)
    return fields.count > column ? CSVField.number(text, fields[column]) : nil
  }

  /// Whether numbers grow from row to row as those of a step do: they may start over, and be missing, but are not all the
  /// same.
  private static func grows(_ values: [Double?]) -> Bool {
    let values = values.compactMap(\.self)
    guard values.count > 1 else { return true }
    let risingCount = zip(values, values.dropFirst()).count { $0 <= $1 }
    return values.contains { $0 != values[0] } && 2 * risingCount >= values.count
  }
}

extension CSVHeader {
  /// Whether the line may be the first of a table of numbers.
  var isTable: Bool { names.count > 1 || !isHeader }
}
