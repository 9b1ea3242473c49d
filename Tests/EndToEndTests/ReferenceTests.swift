import Foundation
import TestSupport
import Testing

/// Pages of the documentation that are made from the program's tables say what the program says.
struct ReferenceTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func page(_ name: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: "docs/\(name).md"), encoding: .utf8)
  }

  @Test("what `latentty reference` prints stands in the documentation")
  func generatedPages() throws {
    for file in ["KEYS", "METRICS", "RECIPES"] {
      let text = try page(file)
      let names = text.matches(of: /<!-- reference: ([a-z-]+) -->/).map { String($0.output.1) }
      #expect(!names.isEmpty, "docs/\(file).md")
      for name in names {
        let outcome = try BuiltProgram.run(["reference", name])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
          text.contains("<!-- reference: \(name) -->\n\(outcome.output)<!-- end of reference -->"),
          "docs/\(file).md: \(name) is not what the program prints; make docs writes it again")
      }
    }
  }

  @Test("an unknown page is refused in one line that lists the pages")
  func unknownPage() throws {
    let outcome = try BuiltProgram.run(["reference", "nosuch"])
    #expect(
      outcome.status == 2 && outcome.errors.utf8.filter { $0 == UInt8(ascii: "\n") }.count == 1)
    #expect(outcome.errors.contains(" keys, metrics, ") && !outcome.errors.contains("\\u"))
  }

  private func bundled(_ name: String) -> String {
    Self.root.appending(path: "assets/models/\(name).safetensors").path(percentEncoded: false)
  }

  /// The keys that the table of docs/SCRIPTS.md names for a command.
  private func documentedKeys(of command: String) throws -> Set<String> {
    let row = try #require(
      try page("SCRIPTS").split(separator: "\n").first { $0.hasPrefix("| `\(command)` |") })
    let cells = row.split(separator: "|")
    return Set(
      cells[1].split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) })
  }

  @Test(
    "the keys at the top of every document are those that docs/SCRIPTS.md names",
    arguments: ["inspect", "explore --dump json", "map", "watch", "cache", "doctor"])
  func keys(command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let folder = try TemporaryFolder()
    let log = folder.path("log.jsonl")
    try "{\"step\": 1, \"loss\": 2}\n{\"step\": 2, \"loss\": 1}\n"
      .write(toFile: log, atomically: true, encoding: .utf8)
    let arguments =
      switch words[0] {
      case "inspect", "explore": words + [bundled("qcf-sigma1")]
      case "map": words + [bundled("qcf-sigma1"), "--once", "--limit", "60"]
      case "watch": words + [log]
      default: words
      }
    let outcome = try BuiltProgram.run(arguments + (words.count == 1 ? ["--json"] : []))
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let document = try #require(object as? [String: Any], "\(command): \(outcome.errors)")
    #expect(Set(document.keys) == (try documentedKeys(of: command)))
    #expect(document["schema"] as? Int == 1)
  }

  @Test("no key of a document has a capital letter")
  func styleOfKeys() throws {
    let outcome = try BuiltProgram.run(["inspect", bundled("galaxies"), "--json"])
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    func keys(_ value: Any) -> [String] {
      if let list = value as? [Any] { return list.flatMap(keys) }
      guard let object = value as? [String: Any] else { return [] }
      // The names in a file's metadata are the file's.
      return object.flatMap {
        [$0.key] + (["metadata", "settings"].contains($0.key) ? [] : keys($0.value))
      }
    }
    for key in keys(object) { #expect(key == key.lowercased()) }
  }
}
