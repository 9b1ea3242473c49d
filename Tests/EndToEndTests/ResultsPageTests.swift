import Foundation
import TestSupport
import Testing

/// The page of results says what its scripts print.
struct ResultsPageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let folder = root.appending(path: "docs/results")

  private let page: String

  init() throws {
    page = try String(contentsOf: Self.root.appending(path: "docs/RESULTS.md"), encoding: .utf8)
  }

  /// Words of a text, and its numbers apart.
  private func parts(_ text: String) -> (words: [Substring], numbers: [Double]) {
    let all = text.split(whereSeparator: \.isWhitespace)
    return (all.filter { Double($0) == nil }, all.compactMap { Double($0) })
  }

  @Test("the matrices of the QCF models are those of the bundled models")
  func matrices() throws {
    let assets = Self.root.appending(path: "assets/models").path(percentEncoded: false)
    let script = Self.folder.appending(path: "qcf-matrix.sh").path(percentEncoded: false)
    let outcome = try BuiltProgram.run(
      [assets], environment: ["LATENTTY": BuiltProgram.path], executable: script)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let block = try #require(
      page.firstMatch(of: /<!-- results: qcf-matrix -->\n```\n([^`]*)```\n/)?.output.1)
    let (found, expected) = (parts(outcome.output), parts(String(block)))
    #expect(found.words == expected.words)
    try #require(found.numbers.count == expected.numbers.count && found.numbers.count > 40)
    for (value, printed) in zip(found.numbers, expected.numbers) {
      // Half a unit of the last digit, and what another processor's sums change.
      #expect(abs(value - printed) < 0.011, "\(value) for \(printed)")
    }
  }

  @Test("the page names every script, and every script is valid and trains recipes that there are")
  func scripts() throws {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: Self.folder.path(percentEncoded: false))
    let recipes = Set(
      try FileManager.default.contentsOfDirectory(
        atPath: Self.root.appending(path: "assets/recipes").path(percentEncoded: false)
      ).map { $0.replacing(".toml", with: "") })
    var trained: Set<String> = []
    for name in names.sorted() {
      let script = Self.folder.appending(path: name)
      let outcome = try BuiltProgram.run(
        ["-n", script.path(percentEncoded: false)], executable: "/bin/bash")
      #expect(outcome.status == 0, "\(name): \(outcome.errors)")
      let text = try String(contentsOf: script, encoding: .utf8)
      for match in text.matches(of: #/(?m)^ *(?:train|report) "?[^ ]+ ([a-z][a-z0-9-]+)[ ]/#) {
        trained.insert(String(match.output.1))
      }
      guard name != "common.sh" else { continue }
      #expect(page.contains("`\(name)`"), "docs/RESULTS.md does not name \(name)")
    }
    #expect(trained.isSubset(of: recipes), "\(trained.subtracting(recipes))")
    #expect(trained.isSuperset(of: ["galaxies", "galaxies-counts", "fluid", "qcf-sigma1"]))
  }
}
