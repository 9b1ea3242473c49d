import Datasets
import Models
import Networks
import Storage

extension RecipeSetting {
  /// Every setting except those of generators, objectives and likelihoods, in the order of a written recipe.
  static var all: [RecipeSetting] {
    [
      .choice(
        "data.generator", \.data.generator, of: DatasetGenerators.names,
        "the data set that the program makes: `galaxies`, `qcf` or `fluid`"),
      .text(
        "data.file", \.data.file,
        "a data set to open instead: arrays of any format, a table of text or a folder of pictures "
          + "([FORMATS.md](FORMATS.md#data)); large files are memory-mapped, and read once for the constants of "
          + "the pixel transform"),
      .text(
        "data.array", \.data.array, "the array of samples in the file; inferred if missing"),
      .sampleOrder(
        "data.axes", \.data.axes,
        "the order of its axes, a letter for each: `n` samples, `h` rows, `w` columns, `c` channels, `d` points, "
          + "`f` features, as in `nchw`; inferred if missing"),
      .text(
        "data.labels", \.data.labels,
        "the arrays of labels or factors in the file, with commas between their names; inferred if missing"
      ),
      .pixelMode(
        "data.pixels", \.data.pixels,
        "how sample elements become network inputs ([formulas](FORMATS.md#fields-of-latenttytransform)): "
          + "`asinh`, `poisson`, `anscombe`, `paper`, `identity`, or `binary` for zeros and ones, where the decoder "
          + "outputs logits"),
      .number(
        "data.softening", \.data.softening, 1e-6...1e12,
        "the element at which `asinh` turns from linear to logarithmic"),
      .integer(
        "data.split_seed", \.data.splitSeed, 0...Int.max,
        "the seed of the split into 70% training, 20% validation and 10% test samples"),

      .choice(
        "network.name", \.network.name, of: ArchitectureFamily.all.map(\.name),
        "the architecture: `galaxy`, the published network; `burgess`; `padded`, the same for square "
          + "samples with any even side; `matrix`, `padded` with a linear path around the convolutions in "
          + "encoder and decoder and a symmetric output; `dense`, a multilayer perceptron for samples of any "
          + "shape; or `linear`, one linear map each way"),
      .integer(
        "network.latents", \.network.latents, 1...512,
        "latent dimensions, 1 to 512"),
      .channels(
        "network.channels", \.network.channels,
        "channels of the encoder's convolutions, or units of the layers of `dense`, from the sample "
          + "inwards; empty for the default of the architecture: `[256, 128]` for `dense`, none for `linear`"
      ),
      .integer(
        "network.hidden", \.network.hidden, 0...65536,
        "units of the dense layers of `burgess`, `padded` and `matrix`; 0 for the default of the "
          + "architecture, and for `dense` and `linear`"),
      .choice(
        "network.output", \.network.output, of: ["automatic", "none"] + activations,
        "the activation after the decoder's last layer: `none`, `rectifier`, `leakyRectifier`, "
          + "`sigmoid`, `tangent`, `softplus`; `automatic` is `sigmoid` for the pixel modes `asinh` and "
          + "`paper`, and `none` for all others and for `linear`"),

      .choice(
        "objective.name", \.objective.name, of: ObjectiveKind.all.map(\.name),
        "the objective, see below"),
      .choice(
        "objective.likelihood", \.objective.likelihood,
        of: ["automatic"] + LikelihoodRegistry.all.map { $0.name },
        "`gaussian`, `laplace`, `bernoulli`, `poisson`, `logarithmic`; `automatic` follows the pixel "
          + "mode: Gaussian for `asinh`, `anscombe` and `identity`, Poisson for `poisson`, logarithmic for `paper`, "
          + "Bernoulli for `binary`"),
      .choice(
        "objective.reduction", \.objective.reduction,
        of: ["automatic"] + Objective.Reduction.allCases.map(\.rawValue),
        "`sum`: likelihood and divergence are summed per sample, in nat; `mean`: both are divided by the "
          + "number of elements in a sample; `automatic` is `mean` for the form `released`, otherwise `sum`"
      ),

      .number(
        "optimizer.learning_rate", \.optimizer.learningRate, 1e-12...1e3,
        "Adam's step size"),
      .number(
        "optimizer.decay_epochs", \.optimizer.decayEpochs, 0...1e6,
        "the number of epochs at the end of the run over which the step size falls to 0 along half a "
          + "cosine"),
      .decays(
        "optimizer.betas", \.optimizer.decays,
        "decay rates of the first and the second moment"),
      .number(
        "optimizer.epsilon", \.optimizer.epsilon, 1e-30...1,
        "added to the square root of the second moment"),
      .number(
        "optimizer.gradient_clip", \.optimizer.gradientClip, 0...1e12,
        "the norm to which larger gradients are clipped; 0 for no clipping"),

      .integer(
        "training.batch", \.training.batch, 1...65536,
        "samples per step"),
      .integer(
        "training.epochs", \.training.epochs, 1...1_000_000,
        "passes over the training samples"),
      .integer(
        "training.seed", \.training.seed, 0...Int.max,
        "of initial weights, sample order and latent noise"),
      .integer(
        "training.threads", \.training.threads, 0...1024,
        "worker threads; 0 for one per processor"),
      .integer(
        "training.log_steps", \.training.logSteps, 1...1_000_000,
        "steps between two lines of `events.jsonl`; the end of an epoch always has one"),
      .integer(
        "training.validation_epochs", \.training.validationEpochs, 0...1_000_000,
        "epochs between two passes over the validation samples; 0 for none"),
      .integer(
        "training.checkpoint_epochs", \.training.checkpointEpochs, 0...1_000_000,
        "epochs between two checkpoints; 0 for none before the end"),
      .number(
        "training.checkpoint_seconds", \.training.checkpointSeconds, 0...1e9,
        "seconds between two checkpoints; 0 to disable checkpoints by time"),
      .number(
        "training.prune", \.training.prune, 0...1,
        "latents with a smaller mean divergence, in nat, are set to zero in the model at the end of the run: their "
          + "codes are 0 for every sample, and their posteriors the prior; 0 for none, `--prune` for the 0.05 below "
          + "which a latent counts as inactive"),
    ]
  }

  private static let activations = [
    Activation.Function.rectifier, .leakyRectifier, .sigmoid, .tangent, .softplus,
  ].map(\.rawValue)
}
