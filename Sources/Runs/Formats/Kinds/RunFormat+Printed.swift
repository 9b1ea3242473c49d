extension RunFormat {
  /// Printed output of a program: Python dictionaries, JSON after a prefix, fairseq statistics, among other lines.
  package static let printed = RunFormat(
    "printed", title: "printed dictionaries of Python",
    file: FileRule(
      mayBe: { LogFileName.isOfText($0) && !LogFileName.isOfTable($0) },
      verdict: { LogFileName.isOfTable($0.name) ? .other : verdict($0) }),
    decoder: { file, _ in PrintedRowsDecoder(file: file) })

  private static func verdict(_ beginning: LogBeginning) -> FileRule.Verdict {
    var printed = PrintedRows()
    // A printed configuration has steps and rates too.
    let neededCount = beginning.isNamed ? 1 : 2
    var (rowCount, lineCount) = (0, 0)
    for line in beginning.lines.prefix(LogBeginning.lineLimit) where rowCount < neededCount {
      lineCount += 1
      beginning.withText { text in
        printed.read(text, line) { row, names in
          let found =
            switch row {
            case .object(let scanner): scanner.entries.map(\.name)
            case .figures(let figures): figures.map(\.name)
            }
          let isRow = LogEvidence.isLog(found.map { names.name($0) }, file: beginning.name)
          rowCount += isRow ? 1 : 0
        }
      }
    }
    if rowCount >= neededCount { return .recognised }
    return lineCount > 0 && beginning.mayShowMore(lineCount) ? .unclear : .other
  }
}
