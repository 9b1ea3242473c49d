import Platform
import Runs
import TestSupport

extension FuzzTarget {
  /// Training logs that grow while they are followed.
  static let runs = [
    FuzzTarget("run-jsonl") { input, folder in
      try GrowingLog(file: "input.jsonl", input).follow(in: folder)
    },
    FuzzTarget("run-csv") { input, folder in
      try GrowingLog(file: "input.csv", input).follow(in: folder)
    },
    FuzzTarget("run-latentty") { input, folder in
      _ = try folder.file("recipe.toml", Array("[data]\ngenerator = \"qcf\"\n".utf8))
      try GrowingLog(file: "events.jsonl", input).follow(in: folder)
    },
    FuzzTarget("run-tensorboard") { input, folder in
      try GrowingLog(file: "events.out.tfevents.1", input).follow(in: folder)
    },
    FuzzTarget("run-tensorboard-events") { input, folder in
      try GrowingLog(file: "events.out.tfevents.1", input, framing: EventFileFrame.file)
        .follow(in: folder)
    },
    FuzzTarget("run-json") { input, folder in
      try GrowingLog(file: "history.json", input).follow(in: folder)
    },
    FuzzTarget("run-huggingface") { input, folder in
      try GrowingLog(file: "trainer_state.json", input).follow(in: folder)
    },
    FuzzTarget("run-printed") { input, folder in
      try GrowingLog(file: "train.out", input).follow(in: folder)
    },
    FuzzTarget("run-mlflow") { input, folder in
      mkdir(folder.path("metrics"), 0o700)
      _ = try folder.file("metrics/loss", Array("1700000000000 0.5 1\n".utf8))
      try GrowingLog(file: "meta.yaml", input).follow(in: folder)
    },
    FuzzTarget("run-mlflow-metric") { input, folder in
      mkdir(folder.path("metrics"), 0o700)
      _ = try folder.file("meta.yaml", Array("status: 1\n".utf8))
      try GrowingLog(file: "metrics/loss", input).follow(in: folder)
    },
    FuzzTarget("run-wandb") { input, folder in
      try GrowingLog(file: "run.wandb", input, framing: { WandBFrames.head + $0.remaining() })
        .follow(in: folder)
    },
    FuzzTarget("run-wandb-records") { input, folder in
      try GrowingLog(file: "run.wandb", input, framing: WandBFrames.file).follow(in: folder)
    },
  ]
}
