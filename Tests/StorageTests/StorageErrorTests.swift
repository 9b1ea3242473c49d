import Foundation
import Testing

@testable import Storage

struct StorageErrorTests {
  @Test func saysWhatWhereExpectedAndFound() {
    let errors: [(StorageError, String)] = [
      (
        .system(path: "/a/b", operation: "open", code: ENOENT),
        "/a/b: cannot open: No such file or directory"
      ),
      (
        .malformed(path: "f", place: "header", expected: "8 bytes", found: "3 bytes"),
        "f: header: expected 8 bytes, found 3 bytes"
      ),
      (
        .unsupported(path: "f", place: "entry", feature: "encryption"),
        "f: entry: encryption is not supported"
      ),
      (
        .missingTensor(path: "f", name: "w", available: ["a", "b"]),
        "f: expected a tensor \"w\", found \"a\", \"b\""
      ),
      (
        .missingTensor(path: "f", name: "w", available: []),
        "f: expected a tensor \"w\", found no tensors"
      ),
      (
        .shapeMismatch(path: "f", tensor: "w", expected: [nil, 2], found: [3]),
        "f: tensor \"w\": expected shape [any, 2], found [3]"
      ),
    ]
    for (error, text) in errors { #expect(error.description == text) }
  }

  @Test func neverRepeatsControlCharactersOrEndlessNames() {
    let hostile = "\u{1B}]0;owned\u{7}\n\u{9B}2J" + String(repeating: "x", count: 5000)
    let errors: [StorageError] = [
      .malformed(path: hostile, place: hostile, expected: hostile, found: hostile),
      .missingTensor(
        path: hostile, name: hostile, available: Array(repeating: hostile, count: 1000)),
      .shapeMismatch(
        path: "f", tensor: hostile, expected: [], found: Array(repeating: 1, count: 100_000)),
    ]
    for error in errors {
      let controls = error.description.unicodeScalars.filter {
        $0.properties.generalCategory == .control
      }
      #expect(controls.isEmpty)
      #expect(error.description.count < 2000)
    }
  }
}
