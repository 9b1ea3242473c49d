/// The first records of a text, split by one of the possible separators.
struct TableSample {
  /// A record of the sample.
  struct Record {
    var cells: [TableCell]
    var fields: [TableField]
    var line: Int
    var range: Range<Int>
  }

  /// The records, at least one.
  let records: [Record]
  private let text: UnsafePointer<UInt8>
  /// The comments directly above the first record.
  let comments: [Range<Int>]
  /// Whether the lines after the first record that begin with `#` have colours as first fields.
  let hasColors: Bool
  /// How its fields and numbers are written.
  let dialect: TableDialect
  /// The text of a number that could be read in two ways.
  let undecided: String?
  /// The most frequent number of fields of the records after the first; that of the first where it is the only one.
  let cellCount: Int
  /// The fraction of the records after the first with that number.
  let consistency: Double
  /// The fraction of numbers among the non-empty fields after the first record.
  let numberShare: Double

  /// The possible separators; of equally good ones the first is taken.
  static let separators =
    [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|")].map(
      TableDialect.Separator.byte) + [.blanks]

  private static let mostRecords = 100
  private static let enoughRecords = 8
  private static let enoughBytes = 1 << 18

  /// Splits the beginning of a text; `nil` when there is no record.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - separator: The separator to try.
  ///   - hasColors: Whether lines that begin with a colour are records.
  init?(_ source: TableSource, separator: TableDialect.Separator, hasColors: Bool = false) {
    let text = source.text
    var dialect = TableDialect(separator: separator)
    dialect.hasColors = hasColors
    var reader = TableRecords(
      text, count: source.count, from: source.offset, lineCount: source.lineCount,
      dialect: dialect, path: "")
    reader.keepsComments = true
    var records: [Record] = []
    var comments: [Range<Int>] = []
    var remarks: [Range<Int>] = []
    // An unterminated quote is left for the reader of the whole table to refuse.
    while records.count < Self.mostRecords, (try? reader.next()) == true {
      if records.isEmpty {
        comments = reader.comments.map(\.range)
      } else {
        remarks += reader.comments.map(\.range)
      }
      records.append(
        Record(cells: reader.cells, fields: [], line: reader.line, range: reader.range))
      if records.count >= Self.enoughRecords,
        reader.range.upperBound - source.offset > Self.enoughBytes
      {
        break
      }
    }
    guard let first = records.first else { return nil }
    self.comments = comments
    remarks += reader.comments.map(\.range)
    let below = records.count > 1 ? records[1...] : records[...]
    let counts = Dictionary(grouping: below, by: \.cells.count).mapValues(\.count)
    // Of equally frequent counts that of the first record is taken.
    let isFirst = { (count: Int) in count == first.cells.count ? 1 : 0 }
    let usual = counts.max {
      ($0.value, isFirst($0.key), $0.key) < ($1.value, isFirst($1.key), $1.key)
    }
    cellCount = usual?.key ?? first.cells.count
    consistency = Double(usual?.value ?? 0) / Double(below.count)
    var evidence = NotationEvidence()
    for record in below { for cell in record.cells { evidence.see(text, cell.range) } }
    self.text = text
    let (notation, isGuess) = evidence.notation(separator: separator)
    dialect.notation = notation
    self.dialect = dialect
    undecided =
      isGuess ? evidence.firstUndecided.map { TableCell($0).string(in: text) } : nil
    for index in records.indices {
      records[index].fields = records[index].cells.map { dialect.field(text, $0) }
    }
    self.hasColors = Self.areColors(remarks, among: records, dialect, cellCount, text)
    self.records = records
    let fields = (records.count > 1 ? records[1...] : records[...]).flatMap(\.fields)
    let (numbers, texts) = (fields.count { $0.value != nil }, fields.count { $0 == .text })
    numberShare = numbers > 0 ? Double(numbers) / Double(numbers + texts) : 0
  }

  /// Whether comments are records that begin with a colour, in a table whose first column has no numbers.
  private static func areColors(
    _ remarks: [Range<Int>], among records: [Record], _ dialect: TableDialect, _ cellCount: Int,
    _ text: UnsafePointer<UInt8>
  ) -> Bool {
    !remarks.isEmpty && cellCount > 1
      && remarks.allSatisfy { line in
        var cells: [TableCell] = []
        return dialect.beginsWithColor(text, line)
          && dialect.split(text, line, into: &cells) == nil && cells.count == cellCount
      } && !records.contains { $0.fields.first?.value != nil }
  }

  /// Whether the first record has as many fields as the others.
  private var firstFits: Bool {
    records.first?.cells.count == cellCount || endsEmpty || namesRows
  }

  /// The records after the first, where all have one field more than it.
  private var longerRecords: ArraySlice<Record>? {
    let below = records.dropFirst()
    let count = (records.first?.cells.count ?? 0) + 1
    return !below.isEmpty && below.allSatisfy { $0.cells.count == count } ? below : nil
  }

  /// Whether all records after the first have one field more, an empty last one.
  private var endsEmpty: Bool {
    longerRecords?.allSatisfy { $0.cells.last?.range.isEmpty == true } ?? false
  }

  /// Whether all records after the first have one field more, the first, which names them.
  var namesRows: Bool {
    guard let longerRecords, !endsEmpty, !areDecimals(longerRecords) else { return false }
    let names = longerRecords.map { record in record.cells.first?.string(in: text) }
    return Set(names).count == names.count
  }

  /// Whether all commas below a single name are decimal commas.
  private func areDecimals(_ below: ArraySlice<Record>) -> Bool {
    guard records[0].fields == [.text], dialect.separator == .byte(UInt8(ascii: ",")) else {
      return false
    }
    let notation = NumberNotation(hasDecimalComma: true, grouping: .point)
    return below.allSatisfy {
      notation.number(text, NumberNotation.trimmed(text, $0.range)) != nil
    }
  }

  /// Whether all records, including the first, have the same number of fields, more than one.
  private var isEven: Bool {
    records.count > 1 && cellCount > 1 && consistency == 1 && records[0].cells.count == cellCount
  }

  /// Whether the first record is not split, and the others are.
  private var hasSingleName: Bool {
    records.count > 1 && cellCount > 1 && records[0].cells.count == 1
  }

  /// How likely the separator is the right one.
  private var score: Double {
    let likelihood = consistency * (0.2 + numberShare)
    switch dialect.separator {
    case .fixed: return 0.9 * likelihood
    case .blanks where consistency < 1: return 0.8 * likelihood * (firstFits ? 1 : 0.5)
    default: break
    }
    guard cellCount > 1 else { return 0.25 * likelihood }
    // A single name above pairs is a column of numbers with a decimal comma.
    return likelihood * (firstFits ? 1 : hasSingleName ? 0.1 : 0.5)
  }

  /// The sample with the best separator; `nil` when there is no record.
  static func best(_ source: TableSource) -> TableSample? {
    let samples = separators.compactMap { TableSample(source, separator: $0) }
    guard samples.count == separators.count else { return nil }
    // A separator of both names and values is not a mark inside the values.
    let hasEven = samples.contains(where: \.isEven)
    var best: TableSample?
    for sample in samples where !(hasEven && sample.hasSingleName) {
      if sample.score > best?.score ?? -1 { best = sample }
    }
    guard let best, let fixed = fixed(source, instead: best) else { return best }
    let firstCount = best.records.first?.cells.count
    let fitsHeader = fixed.cellCount == firstCount && best.cellCount != firstCount
    return fitsHeader || fixed.score > best.score ? fixed : best
  }

  /// The sample in columns of fixed width, where blanks do not separate its fields evenly.
  private static func fixed(_ source: TableSource, instead best: TableSample) -> TableSample? {
    let isEven = best.consistency == 1 && best.records.first?.cells.count == best.cellCount
    guard best.records.count > 2, !isEven || best.cellCount == 1 else { return nil }
    let columns = TableDialect.columns(source.text, best.records.map(\.range))
    guard (2...TableDialect.fieldLimit).contains(columns.count),
      let sample = TableSample(source, separator: .fixed(columns)), sample.numberShare >= 0.5
    else { return nil }
    return sample
  }
}
