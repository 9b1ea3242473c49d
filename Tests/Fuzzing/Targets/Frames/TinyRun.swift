import Datasets
import Storage
import Tensors
import TestSupport
import Training

/// A run of one step, taken apart so that it can be resumed from any state.
struct TinyRun {
  private let recipe: Recipe
  private let dataset: Dataset
  private let metadata: [String: String]
  private let tensors: [NamedTensor]

  /// Made once for all executions.
  static let made = Result { try TinyRun() }

  private init() throws {
    recipe = try Recipe(
      toml: """
        [data]
        file = "/tiny.safetensors"
        pixels = "identity"
        [network]
        name = "dense"
        latents = 2
        channels = [3]
        [training]
        batch = 8
        epochs = 1
        threads = 1
        """, path: "tiny.toml")
    dataset = Dataset(
      description: TinyModel.description,
      samples: Tensor(shape: [10, 2, 2, 1], elements: (0..<40).map { Float($0 % 11) }),
      factors: Tensor(shape: [10, 2], elements: (0..<20).map { Float($0 % 2) }))
    let folder = try TemporaryFolder()
    let run = try RunDirectory.create(at: folder.path("run"))
    _ = try Trainer(recipe: recipe, dataset: dataset, run: run).train()
    let file = try SafetensorsFile(path: run.checkpointPath(step: 1))
    metadata = file.metadata
    tensors = try file.entries.map { NamedTensor($0.name, try file.tensor($0.name)) }
  }

  /// Resumes the run from a state whose position, number of updates and elements are those of the input.
  func resume(in folder: TemporaryFolder, state input: FuzzInput) throws {
    var input = input
    var metadata = metadata
    for key in metadata.keys.sorted() {
      let text = input.bytes(upTo: 0)
      if !text.isEmpty { metadata[key] = String(decoding: text, as: UTF8.self) }
    }
    let path = folder.path("run")
    do {
      let run = try RunDirectory.create(at: path)
      _ = try folder.file("run/recipe.toml", Array(recipe.toml.utf8))
      try SafetensorsWriter.write(
        edited(tensors, by: input), metadata: metadata, to: run.checkpointPath(step: 1))
    }
    let trainer = try Trainer(
      recipe: recipe, dataset: dataset, run: RunDirectory.open(at: path))
    precondition(trainer.progress.step >= 0, "step \(trainer.progress.step)")
  }
}
