import Tensors
import TestSupport
import Testing

@testable import Runs

/// Logs made by hand after the sources of their writers, found in a folder and read with the right values.
struct LogKindTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let file: String
    let format: RunFormat
    let text: String
    /// Series by name, as steps and values.
    let figures: [String: [(Double, Double)]]

    var testDescription: String { file }
  }

  static let samples: [Sample] = [
    // detectron2, `JSONWriter` in `utils/events.py`; the evaluation has no iteration, and NaN is written as Python writes it.
    Sample(
      file: "detectron2/metrics.json", format: .jsonLines,
      text: """
        {"iteration": 19, "total_loss": 1.9, "lr": 0.00025}
        {"iteration": 39, "total_loss": NaN, "lr": 0.00025}
        {"bbox/AP": 30.1, "bbox/AP50": 50.0}
        {"iteration": 59, "total_loss": 1.7, "lr": 0.0002}

        """,
      figures: ["total_loss": [(19, 1.9), (59, 1.7)], "bbox/AP": [(39, 30.1)]]),
    // mmcv 1, `TextLoggerHook`.
    Sample(
      file: "work_dirs/20220427_152722.log.json", format: .jsonLines,
      text: """
        {"env_info": "sys.platform: linux", "seed": null, "exp_name": "x.py"}
        {"mode": "train", "epoch": 1, "iter": 50, "lr": 5e-05, "loss": 3.5}
        {"mode": "train", "epoch": 1, "iter": 100, "lr": 5e-05, "loss": 3.25}
        {"mode": "val", "epoch": 1, "iter": 100, "lr": 5e-05, "mIoU": 0.5}

        """,
      figures: ["train/loss": [(50, 3.5), (100, 3.25)], "val/mIoU": [(100, 0.5)]]),
    // DETR, `main.py`.
    Sample(
      file: "detr/log.txt", format: .jsonLines,
      text: """
        {"train_lr": 0.0001, "train_loss": 10.0, "epoch": 0, "test_coco_eval_bbox": [0.1, 0.2]}
        {"train_lr": 0.0001, "train_loss": 5.0, "epoch": 1, "test_coco_eval_bbox": [0.3, 0.4]}

        """,
      figures: [
        "train_loss": [(0, 10), (1, 5)], "test_coco_eval_bbox/1": [(0, 0.2), (1, 0.4)],
      ]),
    // wandb before 0.10, `wandb-history.jsonl`.
    Sample(
      file: "wandb/run-1/wandb-history.jsonl", format: .jsonLines,
      text: "{\"loss\": 0.5, \"_step\": 3, \"_runtime\": 1.5}\n",
      figures: ["loss": [(3, 0.5)]]),
    Sample(
      file: "text first/a.jsonl", format: .jsonLines,
      text: "Loading data...\n\n{\"step\":1,\"loss\":3}\nwarning: foo\n{\"step\":2,\"loss\":2}\n",
      figures: ["loss": [(1, 3), (2, 2)]]),
    Sample(
      file: "marked/metrics.json", format: .jsonLines,
      text: "\u{FEFF}{\"step\":1,\"loss\":3},\r\n{\"step\":2,\"loss\":2},\r\n",
      figures: ["loss": [(1, 3), (2, 2)]]),
    Sample(
      file: "list/metrics.json", format: .json,
      text: "[{\"step\":1,\"loss\":3},\n {\"step\":2,\"loss\":2}]",
      figures: ["loss": [(1, 3), (2, 2)]]),
    Sample(
      file: "pretty/log.json", format: .json,
      text: """
        {
          "step": 1,
          "loss": {"train": 3, "val": "4"}
        }
        {
          "step": 2,
          "loss": {"train": 2, "val": 3}
        },
        """,
      figures: ["loss/train": [(1, 3), (2, 2)], "loss/val": [(1, 4), (2, 3)]]),
    Sample(
      file: "joined/metrics.json", format: .json,
      text: "{\"step\":1,\"loss\":3}{\"step\":2,\"loss\":2}",
      figures: ["loss": [(1, 3), (2, 2)]]),
    Sample(
      file: "joined/metrics.jsonl", format: .json,
      text: "{\"step\":1,\"loss\":3}{\"step\":2,\"loss\":2}",
      figures: ["loss": [(1, 3), (2, 2)]]),
    // pandas, `DataFrame(history.history).to_json()`.
    Sample(
      file: "pandas/history.json", format: .json,
      text: "{\"loss\":{\"0\":0.5,\"1\":0.25},\"lr\":{\"0\":0.001,\"1\":0.0005}}",
      figures: ["loss": [(0, 0.5), (1, 0.25)], "lr": [(0, 0.001), (1, 0.0005)]]),
    Sample(
      file: "columns/results.json", format: .json,
      text: """
        {"epoch": [1, 2, 3], "train": {"loss": [3, NaN, 1]}, "val": {"loss": [null, 5]}, "a": "b"}
        """,
      figures: ["train/loss": [(1, 3), (3, 1)], "val/loss": [(2, 5)]]),
    // transformers 4, `PrinterCallback`.
    Sample(
      file: "printed/train.log", format: .printed,
      text: """
        Downloading... {not a dictionary}
        {'loss': 0.5, 'learning_rate': 5e-05, 'epoch': 1.0}
        2024-03-01 12:00:00 INFO {'eval_loss': tensor(0.25, device='cuda:0'), 'epoch': 1.0, 'ok': True}
         10%|#  | 1/9\r{'loss': np.float32(0.125), 'a': (1, 2), 'x': None, 'y': nan, 'epoch': 2.0}

        """,
      figures: [
        "loss": [(1, 0.5), (2, 0.125)], "eval_loss": [(1, 0.25)], "a/1": [(2, 2)], "y": [],
      ]),
    // fairseq, `JsonProgressBar` with the format that `fairseq_cli/train.py` gives its logger.
    Sample(
      file: "fairseq/train.log", format: .printed,
      text: """
        2021-05-01 12:00:00 | INFO | fairseq_cli.train | Namespace(no_progress_bar=False, seed=1)
        2021-05-01 12:00:09 | INFO | train_inner | {"epoch": 1, "update": 0.05, "loss": "4.5", "num_updates": "100", "lr": "0.0005"}
        2021-05-01 12:00:19 | INFO | train_inner | {"epoch": 1, "update": 0.1, "loss": "4.25", "num_updates": "200", "lr": "0.0005"}
        2021-05-01 12:00:29 | INFO | valid | {"epoch": 1, "valid_loss": "4.75", "valid_num_updates": "200"}

        """,
      figures: ["loss": [(100, 4.5), (200, 4.25)], "valid_loss": [(200, 4.75)]]),
    // fairseq, `SimpleProgressBar`.
    Sample(
      file: "fairseq/simple.out", format: .printed,
      text: """
        2021-05-01 12:00:09 | INFO | train_inner | epoch 001:    100 / 2000 loss=4.5, ppl=22.63, num_updates=100, lr=0.0005
        2021-05-01 12:00:19 | INFO | train_inner | epoch 001:    200 / 2000 loss=4.25, ppl=19.03, num_updates=200, lr=0.0005
        2021-05-01 12:00:29 | INFO | valid | epoch 001 | valid on 'valid' subset | loss 4.75 | ppl 26.91 | num_updates 200

        """,
      figures: [
        "loss": [(100, 4.5), (200, 4.25)], "ppl": [(100, 22.63), (200, 19.03)],
        "valid_loss": [(200, 4.75)],
      ]),
    // fastai 2, `CSVLogger`.
    Sample(
      file: "fastai/history.csv", format: .csv,
      text:
        "epoch,train_loss,valid_loss,error_rate,time\n0,0.5,0.25,0.08,00:18\n1,0.25,0.2,0.07,00:17\n",
      figures: ["train_loss": [(0, 0.5), (1, 0.25)], "error_rate": [(0, 0.08), (1, 0.07)]]),
    // Lightning, `CSVLogger`: sparse columns.
    Sample(
      file: "lightning/version_0/metrics.csv", format: .csv,
      text: "epoch,step,train_loss,val_loss\n0,49,0.5,\n0,99,,0.75\n1,149,0.25,\n",
      figures: ["train_loss": [(49, 0.5), (149, 0.25)], "val_loss": [(99, 0.75)]]),
    // pandas, `DataFrame(history.history).to_csv()`.
    Sample(
      file: "keras/history.csv", format: .csv,
      text: ",loss,val_loss\n0,0.5,0.75\n1,0.25,0.5\n", figures: ["loss": [(0, 0.5), (1, 0.25)]]),
  ]

  private static func write(_ sample: Sample, in folder: TemporaryFolder) throws {
    try Logs.write(sample.text, to: sample.file, in: folder)
  }

  @Test("found in a folder and read right there, and when named", arguments: samples)
  func found(sample: Sample) throws {
    let folder = try TemporaryFolder()
    try Self.write(sample, in: folder)
    for path in [folder.path, folder.path(sample.file)] {
      var finder = RunFinder()
      let run = try #require(try finder.runs(at: [path]).first)
      #expect(run.format == sample.format)
      let follower = RunFollower(run)
      follower.look()
      for (name, points) in sample.figures {
        let expected = points.map { Logs.Point(step: $0.0, value: $0.1) }
        #expect(Logs.points(follower.log, name) == expected, "\(name)")
        #expect(follower.log.series[name] != nil, "\(name)")
      }
    }
  }

  @Test("what is read does not depend on where the file was cut at a look", arguments: samples)
  func pieces(sample: Sample) throws {
    let bytes = Array(sample.text.utf8)
    let whole = Logs.read(bytes, sample.format.decoder("log", "log"))
    for cut in 0...bytes.count {
      let (log, rest) = Logs.read(bytes, sample.format.decoder("log", "log"), ends: [cut])
      #expect(rest == whole.rest, "cut at \(cut)")
      for series in whole.log.series.series {
        #expect(
          Logs.points(log, series.name) == Logs.points(whole.log, series.name),
          "\(series.name), cut at \(cut)")
      }
      #expect(log.notes.map(\.count) == whole.log.notes.map(\.count), "cut at \(cut)")
      #expect(log.notes.map(\.byteCount) == whole.log.notes.map(\.byteCount), "cut at \(cut)")
    }
  }

  @Test(
    "whatever the bytes, nothing traps, and parts give what the whole gives", arguments: 0..<300)
  func randomBytes(seed: Int) {
    var random = CounterRandom(testCase: seed)
    let alphabet = Array("{}[]\":,.-+eE012nulNaT'(tensor) \\u\nepoch 1: |=\r".utf8)
    for format in [RunFormat.json, .huggingFace, .printed, .mlflow, .wandb] {
      var bytes = (0..<300).map { _ in
        random.integer(0...40) == 0
          ? UInt8(random.integer(0...255)) : alphabet[random.integer(0...alphabet.count - 1)]
      }
      if format == .huggingFace { bytes = Array("{\"log_history\":[".utf8) + bytes }
      if format == .printed { bytes.append(0x0A) }
      let decoder = format.decoder("run/metrics/a", "run")
      let whole = Logs.read(bytes, decoder)
      let (log, rest) = Logs.read(bytes, decoder, part: random.integer(1...99))
      #expect(rest == whole.rest, "\(format), seed \(seed)")
      #expect(log.series.pointCount == whole.log.series.pointCount, "\(format), seed \(seed)")
      #expect(log.notes == whole.log.notes, "\(format), seed \(seed)")
    }
  }
}
