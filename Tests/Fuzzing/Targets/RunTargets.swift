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
  ]
}
