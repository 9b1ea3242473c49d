import Datasets
import Tensors
import TestSupport

@testable import Training

/// A network and a data set so small that an epoch takes milliseconds.
enum TinyExperiment {
  /// A recipe of the tiny network; 70 training samples make 5 steps an epoch, the last one short.
  static func recipe(epochs: Int, set overrides: [String] = []) throws -> Recipe {
    try Recipe(
      toml: """
        [data]
        file = "/tiny.safetensors"
        pixels = "identity"
        [network]
        name = "burgess"
        latents = 3
        channels = [4, 6]
        hidden = 12
        [objective]
        variance = 0.1
        warm_up_epochs = 2
        [training]
        batch = 16
        epochs = \(epochs)
        seed = 5
        threads = 2
        log_steps = 3
        checkpoint_seconds = 0
        """, path: "tiny.toml", overrides: overrides.map { try RecipeOverride(argument: $0) })
  }

  /// Blobs of two factors, their place and their brightness, on 8 x 8 pixels.
  static func dataset(count: Int = 100, spoiling spoiled: (index: Int, value: Float)? = nil)
    -> Dataset
  {
    var random = CounterRandom(seed: 3, stream: .design)
    var samples: [Float] = []
    var factors: [Float] = []
    for _ in 0..<count {
      let place = Float(random.nextUniform() * 7)
      let brightness = Float(0.2 + 0.8 * random.nextUniform())
      factors += [place, brightness]
      for pixel in 0..<64 {
        let distance = Float(pixel % 8) - place
        samples.append(brightness / (1 + distance * distance))
      }
    }
    if let spoiled { samples[spoiled.index * 64] = spoiled.value }
    return Dataset(
      description: DataDescription(
        name: "tiny", kind: .image, shape: [8, 8, 1], unit: "",
        factors: [
          Factor(name: "place", unit: "pixel", lower: 0, upper: 7),
          Factor(name: "brightness", unit: "", lower: 0.2, upper: 1),
        ]),
      samples: Tensor(shape: [count, 8, 8, 1], elements: samples),
      factors: Tensor(shape: [count, 2], elements: factors))
  }

  /// A trainer in a new folder.
  static func trainer(at path: String, _ recipe: Recipe) throws -> Trainer {
    try Trainer(recipe: recipe, dataset: dataset(), run: RunDirectory.create(at: path))
  }

  /// A trainer that resumes in a folder.
  static func resumed(at path: String, _ overrides: [String] = []) throws -> Trainer {
    let run = try RunDirectory.open(at: path)
    let recipe = try Recipe(
      resuming: run, overrides: overrides.map { try RecipeOverride(argument: $0) })
    return try Trainer(recipe: recipe, dataset: dataset(), run: run)
  }
}
