import Escaping
import Foundation
import TestSupport
import Testing

/// JSON that is looked at means what it meant.
struct JSONTextTests {
  @Test("what the encoder leaves raw is written by number")
  func raw() {
    let json = "{\n  \"a\u{9B}\" : \"\u{7F}\u{202E}\u{2028}\u{E0041}é\"\n}\n"
    let shown = "{\n  \"a\\u009b\" : \"\\u007f\\u202e\\u2028\\udb40\\udc41é\"\n}\n"
    #expect(JSONText.escaped(json) == shown)
    #expect(JSONText.escaped("{\"a\":[1, 2]}\n") == "{\"a\":[1, 2]}\n")
  }

  @Test("the values stay exact, whatever the scalars")
  func exact() throws {
    for seed in 0..<UInt64(100) {
      var random = SplitMix64(state: seed)
      let values = [EscapingTests.text(&random): EscapingTests.text(&random)]
      let json = String(decoding: try JSONEncoder().encode(values), as: UTF8.self)
      let shown = JSONText.escaped(json)
      #expect(shown.unicodeScalars.allSatisfy { !$0.isForbidden }, "seed \(seed)")
      let read = try JSONDecoder().decode([String: String].self, from: Data(shown.utf8))
      #expect(
        read.map { Array($0.key.unicodeScalars) + Array($0.value.unicodeScalars) }
          == values.map { Array($0.key.unicodeScalars) + Array($0.value.unicodeScalars) },
        "seed \(seed)")
    }
  }
}
