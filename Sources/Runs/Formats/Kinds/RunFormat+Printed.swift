extension RunFormat {
  /// What a program printed: dictionaries of Python, JSON behind a prefix, statistics of fairseq, among other lines.
  public static let printed = RunFormat(
    "printed", title: "printed dictionaries of Python",
    file: FileRule(
      mayBe: { LogFileName.isOfText($0) && !LogFileName.isOfTable($0) },
      verdict: { LogFileName.isOfTable($0.name) ? .other : verdict($0) }),
    decoder: { file, _ in PrintedRowsDecoder(file: file) })

  private static func verdict(_ beginning: LogBeginning) -> FileRule.Verdict {
    var printed = PrintedRows()
    var (isLog, lineCount) = (false, 0)
    for line in beginning.lines.prefix(LogBeginning.lineLimit) where !isLog {
      lineCount += 1
      beginning.withText { text in
        _ = printed.read(text, line) { row in
          let names = row.entries.map { row.names.name($0.name) }
          isLog = isLog || LogEvidence.isLog(names, file: beginning.name)
        }
      }
    }
    if isLog { return .recognised }
    return lineCount > 0 && beginning.mayShowMore(lineCount) ? .unclear : .other
  }
}
