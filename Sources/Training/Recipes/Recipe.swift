package import Datasets

/// Everything that decides a training run: with the same recipe and the same number of threads, two
/// runs end with the same bits.
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
    /// The weight of the divergence from the prior.
    package var beta = 1.0
    /// The variance of the Gaussian likelihood, in squared units of the network's output.
    package var variance = 0.001
    /// The epochs over which the weight of the divergence grows linearly from 0 to `beta`.
    package var warmUpEpochs = 0.0
    /// The weight of ones in the first step of a Bernoulli likelihood, where zeros have 1.
    package var onesWeight = 1.0
    /// The epochs over which the weight of ones goes linearly to 1.
    package var onesWeightEpochs = 0.0
    /// How the elements of a sample enter the loss: `sum`, `mean`, or `automatic`, as the form wants it.
    package var reduction = "automatic"
    /// The form of the penalties that tie latents to factors.
    package var form = "robust"
    /// The factors that the first latents are tied to, in their order.
    package var factors: [String] = []
    /// The prior's standard deviation for the tied latents.
    package var priorWidth = 1.0
    /// The weight of the alignment of tied latents with their factors, and of the cross terms.
    package var alignmentWeight = 300.0
    /// The weight of what the other latents know of the factors.
    package var independenceWeight = 3000.0
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
