import Storage

extension RunFormat {
  /// A table with a column per figure, or with a name and a value on every line.
  package static let csv = RunFormat(
    "csv", title: "tables with a step",
    file: FileRule(mayBe: LogFileName.hasStrongEnding, verdict: verdict),
    decoder: { file, _ in TableDecoder(file: file) })

  private static func verdict(_ beginning: LogBeginning) -> FileRule.Verdict {
    text(beginning).withUnsafeBufferPointer { text in
      // This beginning is JSON, even without a row.
      let first = text.first { !JSONObjectBounds.isSpace($0) }
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return .other }
      guard let table = TableFormat(text, isWhole: false), let start = text.baseAddress else {
        return .unclear
      }
      // Values printed by Python are not a table, although they have commas.
      if table.names.contains(where: { $0.contains("('") || $0.contains("{'") }) { return .other }
      if beginning.isNamed { return table.isTable ? .recognised : .other }
      guard table.hasHeader else { return .other }
      let isLog =
        table.names.isOfLongTable
        || LogEvidence.isLog(table.names, file: beginning.name) { column in
          grows(numbers(start, end: text.count, table, column))
        }
      return isLog ? .recognised : .other
    }
  }

  /// The beginning in UTF-8.
  private static func text(_ beginning: LogBeginning) -> [UInt8] {
    let signature = beginning.bytes.withUnsafeBytes { TextEncoding.signature(of: $0) }
    guard signature.encoding != .utf8 else { return beginning.bytes }
    var (text, transcoder) = ([UInt8](), TextTranscoder(from: signature.encoding))
    beginning.bytes.dropFirst(signature.markCount).withUnsafeBytes {
      transcoder.append($0, to: &text)
    }
    return text
  }

  /// The numbers in a column of the first lines.
  private static func numbers(
    _ text: UnsafePointer<UInt8>, end: Int, _ table: TableFormat, _ column: Int
  ) -> [Double] {
    var lines = TableLines(
      UnsafeBufferPointer(start: text, count: end), from: table.dataOffset, isWhole: false)
    var (numbers, cells, lineCount) = ([Double](), [TableCell](), 0)
    while let line = lines.next(), lineCount < LogBeginning.lineLimit {
      lineCount += 1
      cells.removeAll(keepingCapacity: true)
      guard table.dialect.split(text, line, into: &cells) == nil, cells.count > column,
        let value = table.dialect.field(text, cells[column]).value
      else { continue }
      numbers.append(value)
    }
    return numbers
  }

  /// A step recognised only by its name must begin within this many strides of zero; Julian dates and counts of steps
  /// per day lie farther away.
  private static let farthestStart = 10.0

  /// Whether numbers grow from row to row as those of a step do: they may restart, but are not all the same, and
  /// begin near zero.
  private static func grows(_ values: [Double]) -> Bool {
    guard values.count > 1 else { return true }
    let changes = zip(values.dropFirst(), values).map { $0 - $1 }
    let risingCount = changes.count { $0 >= 0 }
    let stride = changes.filter { $0 > 0 }.sorted()
    guard let usual = stride.isEmpty ? nil : stride[stride.count / 2] else { return false }
    return 2 * risingCount >= values.count && values[0] <= farthestStart * usual
  }
}

extension TableFormat {
  /// Whether the file may be a table of numbers.
  fileprivate var isTable: Bool {
    guard hasHeader else { return true }
    if case .byte = dialect.separator { return names.count > 1 }
    return names.count > 1 && recordCount > 0
  }
}
