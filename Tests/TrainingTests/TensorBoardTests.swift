import Storage
import Tensors
import TestSupport
import Testing

@testable import Training

struct TensorBoardTests {
  /// The events of a run's event files, oldest file first, with the tags of their values.
  private static func events(
    in folder: String, _ names: [String]
  ) throws -> [[(event: TensorBoardEvent, tags: [String])]] {
    try names.filter { $0.contains("tfevents") }.map { name in
      try MappedFile(path: "\(folder)/\(name)").withUnsafeBytes { bytes in
        var (place, events) = (0, [(event: TensorBoardEvent, tags: [String])]())
        while case .record(let payload, let end) = TensorBoardFrame(bytes, at: place) {
          var event = TensorBoardEvent()
          let isRead = event.read(bytes, in: payload)
          #expect(isRead)
          let tags = event.values.map { String(decoding: bytes[$0.tag], as: UTF8.self) }
          events.append((event, tags))
          place = end
        }
        #expect(place == bytes.count)
        return events
      }
    }
  }

  @Test("an event file has the values of the events, and a resumed run supersedes from its step on")
  func scalars() throws {
    let folder = try TestSupport.TemporaryFolder()
    let path = folder.path("run")
    do {
      let trainer = try Trainer(
        recipe: try TinyExperiment.recipe(epochs: 1), dataset: TinyExperiment.dataset(),
        run: RunDirectory.create(at: path), writesTensorBoard: true)
      _ = try trainer.train()
    }
    do {
      let run = try RunDirectory.open(at: path)
      let trainer = try Trainer(
        recipe: try TinyExperiment.recipe(epochs: 2), dataset: TinyExperiment.dataset(), run: run,
        writesTensorBoard: true)
      _ = try trainer.train()
    }
    let files = try Self.events(in: path, Folder.names(in: path))
    try #require(files.count == 2)
    #expect(files[0][0].event.isFileVersion && files[0].allSatisfy { $0.event.session == nil })
    #expect(files[1][1].event.session == .start && files[1][1].event.step == 6)
    let written = try EventLog.events(at: "\(path)/events.jsonl")
    let told = files.joined().filter { $0.tags.contains("loss/train") }
    #expect(told.map(\.event.step) == written.map(\.step))
    for (told, event) in zip(told, written) {
      #expect(told.event.wallTime == event["time"] && !told.tags.contains("time"))
      for (tag, value) in zip(told.tags, told.event.values) {
        let expected = try #require(event[tag], "\(tag)")
        #expect(value.content == .scalar(Double(Float(expected))), "\(tag)")
      }
    }
    let pictures = files.joined().filter { $0.tags == ["reconstructions"] }
    #expect(pictures.count >= 2)
    guard case .image(64, 16, _) = pictures.last?.event.values.first?.content else {
      Issue.record("no picture of eight samples and their reconstructions")
      return
    }
  }

  @Test("a run writes no event file by default")
  func notAsked() throws {
    let folder = try TestSupport.TemporaryFolder()
    let trainer = try TinyExperiment.trainer(
      at: folder.path("run"), try TinyExperiment.recipe(epochs: 1))
    _ = try trainer.train()
    #expect(!Folder.names(in: folder.path("run")).contains { $0.contains("tfevents") })
  }

  @Test("a sheet scales every sample and its reconstruction alike, and clamps to the range")
  func sheet() throws {
    let samples = Tensor(shape: [2, 1, 2, 1], elements: [0, 2, -1, -1])
    let decoded = Tensor(shape: [2, 1, 2, 1], elements: [1, 9, .nan, -1])
    let picture = try #require(
      ReconstructionSheet(samples: samples, reconstructions: decoded).picture)
    #expect(picture.width == 4 && picture.height == 2)
    #expect(picture.pixels == [0, 255, 0, 0, 128, 255, 0, 0])
  }
}
