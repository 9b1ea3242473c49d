import Explorer
import ExplorerEngine
import Foundation
import Glibc
@testable import Runs
import Models
import Training
import Storage
import Tensors
import TestSupport
import Testing

/// The engine with growing logs.
private final class RunBench {
  let folder: TemporaryFolder
  let engine: EffectRunner
  private var issued: UInt64 = 0

  init() throws {
    folder = try TemporaryFolder()
    engine = EffectRunner(snapshotFolder: folder.path)
  }

  func token() -> RequestToken {
    issued += 1
    return RequestToken(value: issued)
  }

  func append(_ steps: ClosedRange<Int>, to name: String = "log.jsonl") throws {
    let path = folder.path(name)
    if !FileManager.default.fileExists(atPath: path) {
      try Data().write(to: URL(filePath: path))
    }
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.seekToEnd()
    let lines = steps.map { "{\"step\":\($0),\"loss\":\(1 / Double($0)),\"lr\":0.1}\n" }
    try file.write(contentsOf: Data(lines.joined().utf8))
    try file.close()
  }

  func next() throws -> ExplorerEvent {
    while true {
      if let event = engine.nextEvent() { return event }
      var ready = pollfd(fd: engine.wakeDescriptor, events: Int16(POLLIN), revents: 0)
      try #require(poll(&ready, 1, 20_000) > 0, "nothing was told")
    }
  }

  func watch(
    _ paths: [String]? = nil, series: Set<String> = ["loss"], isFollowed: Bool = true
  ) -> RequestToken {
    let token = token()
    engine.perform(
      .watchRuns(
        token,
        RunsRequest(
          paths: paths ?? [folder.path], wish: RunsWish(series: series), isFollowed: isFollowed)))
    return token
  }

  /// Takes events until a snapshot satisfies a condition.
  func snapshot(
    of token: RequestToken, until condition: (RunsSnapshot) -> Bool = { _ in true }
  ) throws -> RunsSnapshot {
    while true {
      guard case .runsSeen(let found, let snapshot) = try next(), found == token else { continue }
      if condition(snapshot) { return snapshot }
    }
  }
}

@Suite struct RunWorkTests {
  @Test("a growing log is reported with the token of the request")
  func growing() throws {
    let bench = try RunBench()
    try bench.append(1...10)
    let token = bench.watch()
    let first = try bench.snapshot(of: token)
    #expect(first.steps == 1...10 && first.runs[0].curves["loss"]?.buckets.count == 10)
    #expect(first.charts.map(\.title) == ["loss", "lr"] && first.runs[0].curves["lr"] == nil)
    try bench.append(11...25)
    let second = try bench.snapshot(of: token) { $0.steps != first.steps }
    #expect(second.steps == 1...25 && second.runs[0].curves["loss"]?.newest?.value == 1 / 25)
  }

  @Test("a changed request is answered at once, with another token")
  func wishes() throws {
    let bench = try RunBench()
    try bench.append(1...10)
    _ = try bench.snapshot(of: bench.watch())
    let snapshot = try bench.snapshot(of: bench.watch(series: ["lr"], isFollowed: false))
    #expect(Array(snapshot.runs[0].curves.keys) == ["lr"])
  }

  @Test("runs that are not followed are not read until requested")
  func resting() throws {
    let bench = try RunBench()
    try bench.append(1...10)
    _ = try bench.snapshot(of: bench.watch(isFollowed: false))
    try bench.append(11...20)
    let still = try bench.snapshot(of: bench.watch(series: ["lr"], isFollowed: false))
    #expect(still.steps == 1...10)
    let token = bench.watch(series: ["lr"])
    #expect(try bench.snapshot(of: token) { $0.steps == 1...20 }.runs.count == 1)
  }

  @Test("a missing run is reported, and one that appears later is found")
  func appearing() throws {
    let bench = try RunBench()
    let token = bench.watch()
    guard case .failed(token, let message) = try bench.next() else {
      Issue.record("a folder without runs was not refused")
      return
    }
    #expect(message.contains("found none"))
    try bench.append(1...3)
    #expect(try bench.snapshot(of: token).steps == 1...3)
  }

  @Test("images are made of the newest model and of those in a log")
  func pictures() throws {
    let bench = try RunBench()
    try TinyModel.checkpoint(latentCount: 3, seed: 5).save(
      to: bench.folder.path("latest.safetensors"))
    for (kind, rows, columns) in [
      (RunPictureKind.reconstructions, 2, 4), (.traversals, 3, 5), (.draws, 4, 8),
    ] {
      let token = bench.token()
      bench.engine.perform(
        .work(
          token,
          AnyRequest(
            RunPicturesRequest(
              path: bench.folder.path,
              source: .model(kind, path: RunLayout.model(of: bench.folder.path)))))
      )
      guard case .answered(token, let reply) = try bench.next(),
        let made = reply.value as? RunPictures
      else {
        Issue.record("no \(kind)")
        continue
      }
      #expect(made.step == 1 && made.rows.count == rows && made.rows[0].count == columns)
      #expect(made.rows.allSatisfy { $0.allSatisfy { $0.shape == [33, 33, 1] } })
      #expect(made.rows.flatMap(\.self).allSatisfy { $0.elements.allSatisfy(\.isFinite) })
    }
    let png = try PNGImage(width: 2, height: 1, channels: 1, pixels: [0, 255]).encoded()
    let path = bench.folder.path("events")
    try Data([7, 7] + png).write(to: URL(filePath: path))
    let image = RunImage(
      step: 9, time: 0, width: 2, height: 1, file: path, bytes: 2..<2 + png.count)
    let token = bench.token()
    bench.engine.perform(
      .work(
        token,
        AnyRequest(RunPicturesRequest(path: bench.folder.path, source: .logged(name: "x", image)))))
    guard case .answered(token, let reply) = try bench.next(),
      let made = reply.value as? RunPictures
    else {
      Issue.record("no logged picture")
      return
    }
    #expect(made.rows == [[Tensor(shape: [1, 2, 1], elements: [0, 1])]] && made.step == 9)
  }

  @Test("an image that is too large is reported in one line", arguments: [1 << 24 + 1, 0])
  func largePicture(byteCount: Int) throws {
    let bench = try RunBench()
    let path = bench.folder.path("events")
    // A row more than 2^23 pixels, or a record of more than 16 MiB.
    let png = try PNGImage(
      width: 4096, height: 2049, channels: 1, pixels: [UInt8](repeating: 0, count: 4096 * 2049)
    ).encoded()
    try Data(png).write(to: URL(filePath: path))
    let image = RunImage(
      step: 9, time: 0, width: 2, height: 1, file: path,
      bytes: 0..<(byteCount > 0 ? byteCount : png.count))
    let token = bench.token()
    bench.engine.perform(
      .work(
        token,
        AnyRequest(RunPicturesRequest(path: bench.folder.path, source: .logged(name: "x", image)))))
    guard case .failed(token, let message) = try bench.next() else {
      Issue.record("a large picture was read")
      return
    }
    #expect(
      message.contains(byteCount > 0 ? "at most 16777216 bytes" : "at most 8388608 pixels"),
      "\(message)")
    #expect(!message.contains("\n"))
  }

  @Test("a run without a model is reported in one line")
  func noModel() throws {
    let bench = try RunBench()
    let token = bench.token()
    bench.engine.perform(
      .work(
        token,
        AnyRequest(
          RunPicturesRequest(
            path: bench.folder.path,
            source: .model(.draws, path: RunLayout.model(of: bench.folder.path)))))
    )
    guard case .failed(token, let message) = try bench.next() else {
      Issue.record("a missing model was not refused")
      return
    }
    #expect(message.contains("latest.safetensors") && !message.contains("\n"))
  }
}
