package import Datasets
package import Storage

/// Everything that determines a training run: with the same recipe and the same number of threads, two runs
/// end with bit-identical weights.
package struct Recipe: Sendable, Equatable {
  /// The samples.
  package var data = DataSection()
  /// The network.
  package var network = NetworkSection()
  /// The loss.
  package var objective = ObjectiveSection()
  /// The optimiser.
  package var optimizer = OptimizerSection()
  /// The length of training and how often it logs and saves.
  package var training = TrainingSection()

  /// Creates a recipe with the default of every setting.
  package init() {}

  /// The section `[data]`: either a generator with its settings or a file.
  package struct DataSection: Sendable, Equatable {
    /// The name of the generator; empty when the samples come from a file.
    package var generator = ""
    /// The path of a data set; empty when the samples are simulated.
    package var file = ""
    /// The array of samples in the file; empty to infer it.
    package var array = ""
    /// The order of its axes; empty to infer it.
    package var axes = ""
    /// The arrays of labels or factors in the file; empty to infer them.
    package var labels = ""
    /// The map from sample elements to network inputs.
    package var pixels = PixelMode.asinh
    /// The element value at which `asinh` changes from linear to logarithmic.
    package var softening = 5.0
    /// The seed of the split into training, validation and test samples.
    package var splitSeed = 7
    /// The generator's own settings, by key.
    package var generatorSettings: [String: TOMLValue] = [:]
  }

  /// The section `[network]`.
  package struct NetworkSection: Sendable, Equatable {
    /// The name of the architecture.
    package var name = "galaxy"
    /// The number of latent dimensions.
    package var latents = 10
    /// The channels of the encoder's convolutions; empty for the architecture's default.
    package var channels: [Int] = []
    /// The units of the dense layers; 0 for the architecture's default.
    package var hidden = 0
    /// The activation after the decoder's last layer: its name, `none`, or `automatic`, which is the logistic
    /// function where the network's output lies in 0...1.
    package var output = "automatic"
  }

  /// The section `[objective]`.
  package struct ObjectiveSection: Sendable, Equatable {
    /// The name of the objective.
    package var name = "beta-vae"
    /// The likelihood of a sample given the decoder's output: its name, or `automatic`, the pixel mode's
    /// default.
    package var likelihood = "automatic"
    /// How the elements of a sample enter the loss: `sum`, `mean`, or `automatic`, the objective's default.
    package var reduction = "automatic"
    /// The settings of the objective and its likelihood that differ from the default, by key.
    package var settings: [String: TOMLValue] = [:]
  }

  /// The section `[optimizer]`: Adam.
  package struct OptimizerSection: Sendable, Equatable {
    /// The learning rate.
    package var learningRate = 0.001
    /// The number of last epochs over which the learning rate falls to 0 along a half cosine.
    package var decayEpochs = 0.0
    /// The decay rates of the first and the second moment.
    package var decays = [0.9, 0.999]
    /// Added to the root of the second moment.
    package var epsilon = 1e-8
    /// The largest norm of the gradient; a longer one is scaled down to it, unless this is 0.
    package var gradientClip = 5.0
  }

  /// The section `[training]`.
  package struct TrainingSection: Sendable, Equatable {
    /// The samples in one step.
    package var batch = 64
    /// The number of passes over the training samples.
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
    /// The mean divergence in nat below which a latent is set to zero at the end of the run; 0 for none.
    package var prune = 0.0
  }
}
