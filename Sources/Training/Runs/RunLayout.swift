/// The names of the files in the folder of a run; they are defined only here.
package enum RunLayout {
  /// The recipe, every setting written out; a folder with one is a run.
  package static let recipeName = "recipe.toml"
  /// The events, one JSON object per line.
  package static let eventsName = "events.jsonl"
  /// The newest model.
  package static let modelName = "latest.safetensors"
  /// The folder of the states to resume from.
  package static let checkpointsName = "checkpoints"

  private static let checkpointPrefix = "step-"
  private static let checkpointEnding = ".safetensors"

  /// The recipe of a run.
  package static func recipe(of run: String) -> String { "\(run)/\(recipeName)" }

  /// The events of a run.
  package static func events(of run: String) -> String { "\(run)/\(eventsName)" }

  /// The newest model of a run.
  package static func model(of run: String) -> String { "\(run)/\(modelName)" }

  /// The folder of a run's states.
  package static func checkpoints(of run: String) -> String { "\(run)/\(checkpointsName)" }

  /// The path of a run's state after `step` steps.
  package static func checkpoint(of run: String, step: Int) -> String {
    "\(checkpoints(of: run))/\(checkpointPrefix)\(step)\(checkpointEnding)"
  }

  /// The step in the file name of a state; `nil` for any other name.
  package static func step(ofCheckpoint name: String) -> Int? {
    guard name.hasPrefix(checkpointPrefix), name.hasSuffix(checkpointEnding) else { return nil }
    return Int(
      name.dropFirst(checkpointPrefix.count).dropLast(checkpointEnding.count), radix: 10)
  }

  /// The run whose newest model has this path; `nil` for any other file.
  package static func run(ofModel path: String) -> String? {
    guard path.hasSuffix("/\(modelName)") else { return nil }
    return String(path.dropLast(modelName.count + 1))
  }
}
