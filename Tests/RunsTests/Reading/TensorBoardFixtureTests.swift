import Foundation
import Storage
import Tensors
import TestSupport
import Testing

@testable import Runs

/// Event files by the writers of TensorBoard and PyTorch; `Fixtures/README.md` says how they came about.
struct TensorBoardFixtureTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures").path(percentEncoded: false)

  private static func bytes(_ name: String) throws -> [UInt8] {
    try MappedFile(path: "\(folder)/\(name)").withUnsafeBytes { Array($0) }
  }

  private static func expected() throws -> [String: [String: [Logs.Point]]] {
    let data = try Data(contentsOf: URL(filePath: "\(folder)/expected.json"))
    return try JSONDecoder().decode([String: [String: [[Double]]]].self, from: data)
      .mapValues { $0.mapValues { $0.map { Logs.Point(step: Int($0[0]), value: $0[1]) } } }
  }

  @Test("every figure of every file, however it arrives")
  func figures() throws {
    for (file, series) in try Self.expected() {
      for part in [1, 13, .max] {
        let (log, rest) = Logs.read(
          try Self.bytes(file), TensorBoardDecoder(file: file), part: part)
        #expect(rest == 0 && log.notes.isEmpty)
        for (name, points) in series {
          #expect(Logs.points(log, name) == points, "\(file), \(name), parts of \(part)")
        }
      }
    }
  }

  @Test("what is no number is marked, pictures are listed, the rest is passed over")
  func otherValues() throws {
    let bytes = try Self.bytes("torch.tfevents")
    let log = Logs.read(bytes, TensorBoardDecoder(file: "a")).log
    let names = Set(log.series.series.map(\.name))
    #expect(names == ["loss/train", "loss/validation", "exact/double", "bad"])
    let marks = log.series["bad"]?.currentMarks
    #expect(marks?.map(\.firstStep) == [3, 4, 5])
    #expect(marks?.map(\.counts.name) == ["NaN", "infinity", "-infinity"])
    let images = try #require(log.images["recon"]?.images)
    #expect(images.map(\.step) == [0, 100])
    #expect(images.allSatisfy { $0.width == 6 && $0.height == 4 })
    let folder = try TemporaryFolder()
    try AtomicFile.write(Array(bytes[images[1].bytes]), to: folder.path("recon.png"))
    let picture = try PNGImage(path: folder.path("recon.png"))
    #expect(picture.width == 6 && picture.height == 4)
    #expect(!log.hasEnded)
    #expect(
      Logs.read(try Self.bytes("tensors.tfevents"), TensorBoardDecoder(file: "a")).log.hasEnded)
  }

  @Test("tensors of one element are scalars whatever their type, and nothing else is")
  func elementTypes() throws {
    let log = Logs.read(try Self.bytes("elements.tfevents"), TensorBoardDecoder(file: "a")).log
    let expected = try #require(try Self.expected()["elements.tfevents"])
    #expect(expected.count == 23 && Set(log.series.series.map(\.name)) == Set(expected.keys))
    #expect(log.images.keys.sorted() == ["image"])
    let image = try #require(log.images["image"]?.images.first)
    #expect(image.width == 6 && image.height == 4 && image.bytes.count == 27 && image.step == 5)
  }

  @Test("several files of one run; the resumed one supersedes what it repeats")
  func resumedRun() throws {
    let folder = try TemporaryFolder()
    for (file, name) in [
      ("torch.tfevents", "events.out.tfevents.1.host.1.0"),
      ("torch_resumed.tfevents", "events.out.tfevents.2.host.1.0"),
    ] {
      try AtomicFile.write(try Self.bytes(file), to: folder.path(name))
    }
    var finder = RunFinder()
    let runs = try finder.runs(at: [folder.path])
    #expect(runs.map(\.format) == [.tensorBoard])
    let follower = RunFollower(try #require(runs.first))
    follower.look()
    let expected = try Self.expected()
    let first = try #require(expected["torch.tfevents"]?["loss/train"])
    let second = try #require(expected["torch_resumed.tfevents"]?["loss/train"])
    #expect(Logs.points(follower.log, "loss/train") == first.filter { $0.step < 50 } + second)
    #expect(follower.log.series["exact/double"]?.current.last?.lastStep == 40)
    #expect(
      follower.notes == [
        "45 points superseded by restarts: loss/train 15, loss/validation 15, exact/double 15"
      ])
  }

  @Test("cut anywhere, a file gives its whole records and says what is missing")
  func truncation() throws {
    let bytes = try Self.bytes("tensors.tfevents")
    let expected = try #require(try Self.expected()["tensors.tfevents"]?["epoch_loss"])
    for length in 0...bytes.count {
      let (log, rest) = Logs.read(Array(bytes[..<length]), TensorBoardDecoder(file: "a"))
      let points = Logs.points(log, "epoch_loss")
      #expect(points == Array(expected.prefix(points.count)) && log.notes.isEmpty, "\(length)")
      let whole = bytes[..<(length - rest)]
      #expect(Logs.read(Array(whole), TensorBoardDecoder(file: "a")).rest == 0, "\(length)")
      #expect(rest > 0 || points.count == expected.count || length - rest == whole.count)
    }
  }

  @Test("with any bit changed, no value is wrong and what was lost is told")
  func flippedBits() throws {
    let bytes = try Self.bytes("tensors.tfevents")
    let expected = try #require(try Self.expected()["tensors.tfevents"]?["epoch_loss"])
    for bit in 0..<8 * bytes.count {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      let (log, rest) = Logs.read(damaged, TensorBoardDecoder(file: "a"))
      let points = Logs.points(log, "epoch_loss")
      #expect(points.allSatisfy(expected.contains), "bit \(bit)")
      #expect(points.count >= expected.count - 1, "bit \(bit): more than one record lost")
      #expect(!log.notes.isEmpty || rest > 0, "bit \(bit): no word of it")
    }
  }

  @Test("several changed bits, and a hole of zeros", arguments: 0..<60)
  func muchDamage(seed: Int) throws {
    var random = CounterRandom(testCase: seed)
    var bytes = try Self.bytes("torch.tfevents")
    let expected = try #require(try Self.expected()["torch.tfevents"])
    for _ in 0..<random.integer(1...6) {
      let start = random.integer(0...bytes.count - 1)
      let count = random.integer(0...1) == 0 ? 1 : random.integer(1...400)
      for index in start..<min(start + count, bytes.count) {
        bytes[index] = count == 1 ? bytes[index] ^ UInt8(random.integer(1...255)) : 0
      }
    }
    let (log, rest) = Logs.read(bytes, TensorBoardDecoder(file: "a"), part: 1 + 97 * (seed % 9))
    for (name, points) in expected {
      #expect(Logs.points(log, name).allSatisfy(points.contains), "seed \(seed), \(name)")
    }
    #expect(!log.notes.isEmpty || rest > 0)
  }
}
