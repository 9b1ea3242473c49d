package import Datasets

/// Everything that decides a training run: with the same recipe and the same number of threads, two
/// runs end bit-identically.
package struct Recipe: Sendable, Equatable {
  /// What the network learns from.
  package var data = DataSection()
  /// The network.
  package var network = NetworkSection()
  /// The loss.
  package var objective = ObjectiveSection()
  /// How the weights follow the gradient.
  package var optimizer = OptimizerSection()
  /// How long and how training runs.
  package var training = TrainingSection()

  /// Creates a recipe in which every setting has its default.
  package init() {}

  /// The section `[data]`: either a generator with its settings or a file.
  package struct DataSection: Sendable, Equatable {
    /// The name of the generator; empty when the samples come from a file.
    package var generator = ""
    /// The path of a data set; empty when a generator draws the samples.
    package var file = ""
    /// How sample elements become network inputs.
    package var pixels = PixelMode.asinh
    /// The element value at which `asinh` turns from linear to logarithmic.
    package var softening = 5.0
    /// The seed of the split into training, validation and test samples.
    package var splitSeed = 7
    /// The generator's own settings, by key.
    package var generatorSettings: [String: RecipeValue] = [:]
  }

  /// The section `[network]`.
  package struct NetworkSection: Sendable, Equatable {
    /// The name of the architecture.
    package var name = "galaxy"
    /// The number of latent dimensions.
    package var latents = 10
    /// The channels of the encoder's convolutions; empty for those that the architecture names.
    package var channels: [Int] = []
    /// The units of the dense layers; 0 for those that the architecture names.
    package var hidden = 0
    /// What is applied to the decoder's last layer: an activation, `none`, or `automatic`, which is
    /// the logistic function where the network's output lies in 0...1.
    package var output = "automatic"
  }

  /// The section `[objective]`.
  package struct ObjectiveSection: Sendable, Equatable {
    /// The name of the objective.
    package var name = "beta-vae"
    /// How probable a sample is given the decoder's output: a likelihood, or `automatic`, the one
    /// that the pixel mode is made for.
    package var likelihood = "automatic"
    /// How the elements of a sample enter the loss: `sum`, `mean`, or `automatic`, as the objective wants it.
    package var reduction = "automatic"
    /// The settings of the objective and its likelihood that are not the default, by key.
    package var settings: [String: RecipeValue] = [:]
  }

  /// The section `[optimizer]`: Adam.
  package struct OptimizerSection: Sendable, Equatable {
    /// The step size.
    package var learningRate = 0.001
    /// The last epochs, over which the step size falls to 0 along half a cosine.
    package var decayEpochs = 0.0
    /// The decay rates of the first and the second moment.
    package var decays = [0.9, 0.999]
    /// What keeps the division by the second moment finite.
    package var epsilon = 1e-8
    /// The largest norm of the gradient, to which a longer one is shortened; 0 for none.
    package var gradientClip = 5.0
  }

  /// The section `[training]`.
  package struct TrainingSection: Sendable, Equatable {
    /// The samples in one step.
    package var batch = 64
    /// The passes over the training samples.
    package var epochs = 30
    /// The seed of the weights, the order of the samples and the latent noise.
    package var seed = 1
    /// The threads of the worker team; 0 for one per processor.
    package var threads = 0
    /// The steps between two events.
    package var logSteps = 20
    /// The epochs between two passes over the validation samples; 0 for none.
    package var validationEpochs = 1
    /// The epochs between two checkpoints; 0 for none before the end.
    package var checkpointEpochs = 1
    /// The seconds between two checkpoints; 0 for none by time.
    package var checkpointSeconds = 60.0
  }
}
