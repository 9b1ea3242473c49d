import FuzzTargets
import Foundation
import TestSupport
import Testing

/// What `make fuzz` starts from, and all that it ever found, given to the readers once more.
struct CorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fuzzing/Corpus")

  private static func names(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
  }

  @Test(
    "no input ends a reader, and of every target some are accepted",
    arguments: FuzzTarget.all.map(\.name))
  func replay(name: String) throws {
    let target = try #require(FuzzTarget.named(name))
    let corpus = Self.folder.appending(path: name)
    let folder = try TemporaryFolder()
    var acceptedCount = 0
    for input in try Self.names(in: corpus) {
      let bytes = try Data(contentsOf: corpus.appending(path: input))
      if target.run(Array(bytes), in: folder) { acceptedCount += 1 }
      #expect(folder.names == [], "\(name)/\(input) leaves files")
    }
    #expect(acceptedCount > 0, "no input of \(name) gets past the first check")
  }

  @Test("every folder of the corpus is that of a target")
  func corpusAndTargets() throws {
    #expect(try Self.names(in: Self.folder) == FuzzTarget.all.map(\.name).sorted())
  }

  @Test("the corpus stays small")
  func corpusIsSmall() throws {
    let sizes = try FuzzTarget.all.flatMap { target in
      let folder = Self.folder.appending(path: target.name)
      return try Self.names(in: folder).map {
        try Data(contentsOf: folder.appending(path: $0)).count
      }
    }
    #expect(sizes.reduce(0, +) < 200_000)
  }
}
