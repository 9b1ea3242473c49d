extension RunFormat {
  /// JSON that is not one object per line: a list of objects, objects over several lines, or an object of lists.
  package static let json = RunFormat(
    "json", title: "JSON documents with a row or a list for each figure", unit: "object",
    file: FileRule(
      mayBe: { LogFileName.isOfText($0) && !LogFileName.isOfTable($0) },
      verdict: JSONBeginning.verdict),
    decoder: { file, _ in JSONDocumentDecoder(file: file) })
}
