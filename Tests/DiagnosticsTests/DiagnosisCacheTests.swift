import Datasets
import Foundation
import Models
import Tensors
import TestSupport
import Testing

@testable import Diagnostics

@Suite struct DiagnosisCacheTests {
  private let settings = EvaluationSettings(sampleCount: 60, seed: 5)

  private func work(
    seed: UInt64 = 1, samples count: Int = 60, dataSeed: UInt64 = 4
  ) throws -> Diagnose {
    let checkpoint = try TestModel.checkpoint(seed: seed)
    let data = try TestModel.galaxies(count, seed: dataSeed)
    return try Diagnose(
      checkpoint, title: "tiny",
      samples: EvaluationSamples.file(data, path: "v.npz", for: checkpoint, settings: settings),
      settings: settings)
  }

  @Test func whatWasMeasuredIsKept() throws {
    let folder = try TemporaryFolder()
    let cache = StudyCache(folder: folder.path("some/where"))
    let first = try work().run(cache: cache)
    #expect(!first.isCached && first.cacheProblem == nil)
    let second = try work().run(cache: cache, isCancelled: { true })
    #expect(second.isCached && second.result == first.result)
    let third = try work().run(cache: cache, ignoringCache: true)
    #expect(!third.isCached && third.result == first.result, "equal inputs, equal numbers")
  }

  /// Blanks after a JSON text change only its length.
  @Test func aFileBeyondTheLimitIsNotRead() throws {
    let folder = try TemporaryFolder()
    let cache = StudyCache(folder: folder.path("kept"))
    _ = try work().run(cache: cache)
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: cache.folder).first)
    let file = try FileHandle(forWritingTo: URL(filePath: "\(cache.folder)/\(name)"))
    try file.seekToEnd()
    try file.write(contentsOf: Data(repeating: 0x20, count: 1 << 20))
    #expect(try work().run(cache: cache).isCached)
    for _ in 0..<64 { try file.write(contentsOf: Data(repeating: 0x20, count: 1 << 20)) }
    #expect(try !work().run(cache: cache).isCached)
  }

  @Test func everyInputHasAKeyOfItsOwn() throws {
    let works = [
      try work(), try work(seed: 2), try work(samples: 59), try work(dataSeed: 6),
    ]
    let keys = works.map { StudyCache.key(of: $0) }
    let other = StudyCache.key(
      of: try Diagnose(
        works[0].checkpoint, title: "tiny", samples: works[0].samples,
        settings: EvaluationSettings(sampleCount: 60, seed: 6)))
    #expect(Set(keys + [other]).count == 5)
    let again = try work()
    #expect(StudyCache.key(of: again) == keys[0])
  }

  @Test(arguments: ["", "{", "[1, 2]", "{\"version\": 1}", "half", "foreign"])
  func damagedFilesAreMeasuredAnew(damage: String) throws {
    let folder = try TemporaryFolder()
    let cache = StudyCache(folder: folder.path("kept"))
    let first = try work().run(cache: cache)
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: cache.folder).first)
    let url = URL(filePath: "\(cache.folder)/\(name)")
    let bytes = try Data(contentsOf: url)
    switch damage {
    case "half": try bytes.prefix(bytes.count / 2).write(to: url)
    case "foreign":
      let text = String(decoding: bytes, as: UTF8.self)
      try Data(text.replacing("\"mig\"", with: "\"mag\"").utf8).write(to: url)
    default: try Data(damage.utf8).write(to: url)
    }
    let second = try work().run(cache: cache)
    #expect(!second.isCached && second.result == first.result)
    let third = try work().run(cache: cache)
    #expect(third.isCached, "the damage is repaired")
  }

  @Test func aFolderThatCannotBeMadeIsNoError() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(filePath: folder.path("file")))
    let report = try work().run(cache: StudyCache(folder: folder.path("file/below")))
    #expect(report.cacheProblem?.contains("file") == true && !report.isCached)
  }

  /// Values of the reference implementation.
  @Test(
    arguments: [
      ("", 0, 0xEF46_DB37_51D8_E999), ("a", 0, 0xD24E_C4F1_A98C_6E5B),
      ("abc", 0, 0x44BC_2CF5_AD77_0999),
      ("Nobody inspects the spammish repetition", 0, 0xFBCE_A83C_8A37_8BF1),
    ] as [(String, UInt64, UInt64)])
  func theFingerprintIsXXH64(text: String, seed: UInt64, expected: UInt64) {
    let value = Array(text.utf8).withUnsafeBytes { ContentHash.hash($0, seed: seed) }
    #expect(value == expected)
  }
}
