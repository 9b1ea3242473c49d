extension RunFormat {
  /// One JSON object per line.
  package static let jsonLines = RunFormat(
    "jsonl", title: "JSON lines",
    file: FileRule(
      mayBe: { LogFileName.isOfText($0) && !LogFileName.isOfTable($0) }, verdict: verdict),
    decoder: { file, _ in JSONLinesDecoder(file: file, readsNullAsNumber: false) })

  /// The first lines may be a configuration or text; in a file whose extension is not that of logs the names have to
  /// be those of a log.
  private static func verdict(_ beginning: LogBeginning) -> FileRule.Verdict {
    var scanner = JSONNumberScanner()
    var (names, lineCount, rowCount) = (NameTable(), 0, 0)
    for line in beginning.lines.prefix(LogBeginning.lineLimit) {
      lineCount += 1
      let isObject = beginning.withText { scanner.scan($0, line, names: &names) }
      guard isObject == true, !scanner.entries.isEmpty else { continue }
      let found = scanner.entries.map { names.name($0.name) }
      if beginning.isTrusted, lineCount == 1,
        beginning.isNamed
          || LogEvidence.mayBeRow(
            found, hasTexts: !scanner.texts.isEmpty, file: beginning.name)
      {
        return .recognised
      }
      if LogEvidence.isLog(found, file: beginning.name) { rowCount += 1 }
      if rowCount >= beginning.neededRowCount { return .recognised }
    }
    guard lineCount > 0 else {
      return beginning.firstCharacter == "{" ? .unclear : .other
    }
    return beginning.mayShowMore(lineCount) ? .unclear : .other
  }
}
