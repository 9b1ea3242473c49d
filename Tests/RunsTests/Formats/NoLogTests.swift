import Foundation
import Storage
import TestSupport
import Testing

@testable import Runs

/// What lies beside logs and is none.
struct NoLogTests {
  private static let others: [(file: String, text: String)] = [
    // A data table whose column is called like a step.
    (
      "data/cells.csv",
      "batch,gene1,gene2\n" + (0..<12).map { "\($0 % 4),\($0),\(2 * $0)\n" }.joined()
    ),
    ("data/orbit.csv", "t,x,y\n0,1,0\n1,0,1\n2,-1,0\n"),
    ("data/gaia.csv", "source_id,ra,dec,epoch\n1,2.5,3.5,2015.5\n2,2.6,3.6,2015.5\n"),
    ("data/lightcurve.tsv", "t\tflux\tflux_error\n1\t0.5\t0.1\n2\t0.6\t0.1\n"),
    ("data/columns.json", "{\"x\": [1, 2, 3], \"y\": [4, 5, 6]}"),
    ("data/rows.json", "[{\"id\": 1, \"x\": 0.5}, {\"id\": 2, \"x\": 0.25}]"),
    ("data/coco.json", "{\"info\": {\"year\": 2017}, \"images\": [{\"id\": 1}]}"),
    ("data/squad.json", "{\"question\": \"a\", \"id\": 1}\n{\"question\": \"b\", \"id\": 2}\n"),
    ("data/vocab.json", "{\"a\": 1, \"b\": 2}"),
    ("data/words.txt", "step loss epoch\n{ a } { b }\n"),
    // Samples in lines of JSON, and the messages of services.
    ("data/train.jsonl", "{\"text\": \"x\", \"label\": 0}\n{\"text\": \"y\", \"label\": 1}\n"),
    ("data/samples.jsonl", "{\"id\": 0, \"age\": 3}\n{\"id\": 1, \"age\": 4}\n"),
    ("data/boxes.ndjson", "{\"x\": 0, \"y\": 2}\n{\"x\": 1, \"y\": 2}\n"),
    (
      "run/logs/debug-core.log",
      "{\"time\": \"2026-11-30T14:58:08Z\", \"msg\": \"started\", \"pid\": 27962, \"timeout\": 6e11}\n"
    ),
    // Julian dates, and steps of a day.
    ("data/star.csv", "epoch,mag\n2450000.5,15\n2450002.2,15.1\n2450003.9,15.2\n"),
    ("data/walks.csv", "date,steps,calories\n2024-01-01,8000,2000\n2024-01-02,8037,2001\n"),
    ("data/motion.csv", "t,acc_x,acc_y\n0.0,1,2\n0.01,1,2\n0.02,1,3\n"),
    ("run/config.json", "{\n  \"epochs\": 3,\n  \"lr\": 0.1\n}\n"),
    ("run/config.yaml", "lr: 0.1\n"),
    ("run/all_results.json", "{\n  \"epoch\": 3.0,\n  \"train_loss\": 0.5\n}\n"),
    ("run/wandb-summary.json", "{\"_step\": 99, \"loss\": 0.5}"),
    ("run/params.json", "{\"lr\": 0.1, \"epochs\": 3}"),
    ("run/debug.log", "2024-03-01 12:00:00 INFO started\nconfig: {'lr': 0.1, 'layers': [1, 2]}\n"),
    ("run/requirements.txt", "numpy==2.0\ntorch==2.5\n"),
    ("mlruns/1/meta.yaml", "experiment_id: '1'\nname: vae\n"),
  ]

  @Test("none of them is taken for a run")
  func tree() throws {
    let folder = try TemporaryFolder()
    for (file, text) in Self.others { try Logs.write(text, to: file, in: folder) }
    try AtomicFile.write([0x80, 4, 0x95, 0x2E], to: folder.path("run/history.pkl"))
    var finder = RunFinder()
    let error = #expect(throws: RunFindingError.self) { try finder.runs(at: [folder.path]) }
    #expect(
      error?.description
        == "\(folder.path): expected runs of latentty, event files of TensorBoard, logs of W&B, "
        + "runs of MLflow, trainer states of Hugging Face, JSON documents with a row or a list for "
        + "each figure, JSON lines, printed dictionaries of Python or tables with a step, found none"
    )
    try Logs.write("epoch,loss\n1,2\n", to: "run/metrics.csv", in: folder)
    #expect(try finder.runs(at: [folder.path]).map(\.name) == ["run/metrics.csv"])
  }

  @Test(
    "what is named and is none is told in one line",
    arguments: [
      ([0x80, 4, 0x95, 0x2E], "a Python pickle, which can contain code and is never executed"),
      ([0x50, 0x4B, 3, 4, 0], "a zip archive"),
      ([0x1F, 0x8B, 8], "data compressed by gzip"),
      (
        Array("{\n \"epoch\": 3,\n \"loss\": 0.5\n}\n".utf8),
        "one JSON object, which is not a log by itself"
      ),
      (
        [0xFF, 0xFE] + Array("{\"loss\": 1, \"step\": 2}\n".utf8).flatMap { [$0, 0] },
        "text in UTF-16"
      ),
      (Array("some text\n".utf8), "something else"),
    ] as [([UInt8], String)])
  func named(bytes: [UInt8], found: String) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("history")
    try AtomicFile.write(bytes, to: path)
    var finder = RunFinder()
    let error = #expect(throws: RunFindingError.self) { try finder.runs(at: [path]) }
    #expect(
      error?.description
        == "\(path): expected a log of training, such as JSON lines with numbers, a table or an "
        + "event file of TensorBoard, found \(found)")
  }

  @Test("a table that is named is read whatever its columns are called")
  func namedTable() throws {
    let folder = try TemporaryFolder()
    try Logs.write("batch,gene1\n0,1\n1,2\n", to: "cells.csv", in: folder)
    var finder = RunFinder()
    #expect(try finder.runs(at: [folder.path("cells.csv")]).map(\.format) == [.csv])
  }

  @Test(
    "lines that Python printed are no table, wherever they lie",
    arguments: ["OrderedDict([('epoch', 0), ('loss', 0.5)])", "[('epoch', 0), ('loss', 0.5)]"])
  func printed(line: String) throws {
    let folder = try TemporaryFolder()
    try Logs.write("\(line)\n\(line)\n", to: "train.log", in: folder)
    var finder = RunFinder()
    #expect(throws: RunFindingError.self) { try finder.runs(at: [folder.path]) }
    #expect(throws: RunFindingError.self) { try finder.runs(at: [folder.path("train.log")]) }
  }

  @Test("a log that is not written to yet is waited for", arguments: ["a.jsonl", "b.csv"])
  func empty(name: String) throws {
    let folder = try TemporaryFolder()
    try Logs.write("", to: name, in: folder)
    let runs = try RunCollection(paths: [folder.path(name)])
    runs.look()
    try Logs.write(
      name == "b.csv" ? "step,loss\n1,0.5\n2,0.25\n" : "{\"step\": 1, \"loss\": 0.5}\n", to: name,
      in: folder)
    runs.look()
    #expect(runs.followers.first?.log.series["loss"]?.last?.value != nil)
  }

  @Test("thousands that fairseq writes with a comma are one number")
  func thousands() throws {
    let line =
      "2021-05-01 12:00:00 | INFO | train | epoch 001:    100 / 2000 loss=4.5, wps=1,234, num_updates=100\n"
    let log = Logs.read(Array(line.utf8), RunFormat.printed.decoder("train.log", "")).log
    #expect(log.series["wps"]?.last?.value == 1234 && log.series["loss"]?.last?.step == 100)
  }

  @Test("a FIFO with the name of a log is not opened")
  func pipes() throws {
    let folder = try TemporaryFolder()
    let logs = ["metrics.json", "log.txt", "run.wandb", "trainer_state.json", "meta.yaml"]
    for name in logs + ["notes.txt"] {
      #expect(mkfifo(folder.path(name), 0o600) == 0)
    }
    #expect(mkdir(folder.path("metrics"), 0o700) == 0)
    var finder = RunFinder()
    #expect(throws: RunFindingError.self) { try finder.runs(at: [folder.path]) }
    #expect(finder.notes.map(\.reason) == Array(repeating: "a FIFO is not read", count: 5))
  }

  @Test("of a large document only the beginning is looked into")
  func largeDocument() throws {
    let folder = try TemporaryFolder()
    let numbers = Array(repeating: "1", count: 200_000).joined(separator: ",")
    try Logs.write("{\"x\": [\(numbers)]}", to: "pixels.json", in: folder)
    var finder = RunFinder()
    #expect(throws: RunFindingError.self) { try finder.runs(at: [folder.path]) }
    let file = try GrowingFile(path: folder.path("pixels.json"))
    let most = LogBeginning.mostBytes(name: "pixels.json", isNamed: false)
    let size = try file.status.byteCount
    #expect(most == 1 << 16 && most < size)
  }

  @Test("a document that is too large to be turned by rows is told in one line")
  func largeColumns() throws {
    let numbers = Array(repeating: "1", count: JSONColumns.byteLimit / 2).joined(separator: ",")
    let text = "{\"loss\": [\(numbers)], \"lr\": [1]}"
    let log = Logs.read(Array(text.utf8), RunFormat.json.decoder("history.json", "")).log
    #expect(log.series.pointCount == 0)
    #expect(
      log.notes.map(\.description)
        == ["history.json: 1 object above 8 MiB, first at byte 0, \(text.utf8.count) bytes"])
  }
}
