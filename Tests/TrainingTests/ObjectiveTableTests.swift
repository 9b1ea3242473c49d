import Datasets
import Models
import Networks
import Tensors
import TestSupport
import Testing

@testable import Training

/// Objectives and likelihoods as recipes name them, trained and read back.
@Suite struct ObjectiveTableTests {
  /// A run of the tiny network that has ended.
  private struct Run {
    let model: DescribedModel
    let events: [TrainingEvent]

    init(_ overrides: [String], epochs: Int = 1) throws {
      let folder = try TemporaryFolder()
      let path = folder.path("run")
      let recipe = try TinyExperiment.recipe(epochs: epochs, set: overrides)
      _ = try TinyExperiment.trainer(at: path, recipe).train()
      model = try ModelFormat.open(path: "\(path)/latest.safetensors")
      events = try EventLog.events(at: "\(path)/events.jsonl")
    }

    var objective: Objective { get throws { try #require(model.facts.objective) } }
    var statistics: LatentStatistics { get throws { try #require(model.facts.statistics) } }
  }

  @Test("every likelihood of the table is trained and stored")
  func everyLikelihood() throws {
    for kind in LikelihoodRegistry.all {
      let own = kind.name == GaussianLikelihood.name ? [] : ["objective.variance=0.001"]
      let pixels =
        switch kind.output {
        case .value: "asinh"
        case .logit: "binary"
        case .logRate: "poisson"
        }
      let objective = try Run(
        ["objective.likelihood=\(kind.name)", "data.pixels=\(pixels)"] + own
      ).objective
      #expect(type(of: objective.likelihood).name == kind.name)
    }
  }

  @Test("every objective of the table is trained, and its name is in the file")
  func everyObjective() throws {
    for kind in ObjectiveKind.all where kind.fit == nil {
      var settings = ["objective.name=\(kind.name)"]
      if !kind.settings.contains(where: { $0.key == "warm_up_epochs" }) {
        settings.append("objective.warm_up_epochs=0")
      }
      if kind.settings.contains(where: { $0.key == "factors" }) {
        settings.append("objective.factors=[\"place\"]")
      }
      let run = try Run(settings)
      #expect(try type(of: run.objective.latents) == kind.latents, "\(kind.name)")
      #expect(try run.model.facts.training?.objective == kind.title(run.objective))
    }
  }

  private static let plain = ["objective.name=autoencoder", "objective.warm_up_epochs=0"]

  @Test("a plain autoencoder has no divergence, and ranges from its codes")
  func plainAutoencoder() throws {
    let run = try Run(Self.plain + ["optimizer.learning_rate=0.005"], epochs: 20)
    let names = Set(run.events.flatMap { $0.values.map(\.name) })
    #expect(!names.contains { $0.contains("kl") || $0 == "beta" })
    let losses = run.events.compactMap { $0["loss/train"] }
    #expect(try #require(losses.last) < #require(losses.first) - 0.5)
    for event in run.events { #expect(event["loss/train"] == event["loss/reconstruction"]) }
    let statistics = try run.statistics
    #expect(statistics.divergence == nil && run.model.facts.training?.beta == nil)
    #expect(run.model.facts.gallery?.logVariances == nil)
    #expect(statistics.posteriorVariance == [0, 0, 0])
    for latent in 0..<3 {
      let codes = (0..<statistics.codes.rowCount).map { statistics.codes[$0, latent] }
      #expect(codes.allSatisfy(statistics.ranges[latent].contains))
      #expect(abs(statistics.histogram.row(latent).reduce(0, +) - 1) < 1e-5)
    }
    #expect(
      statistics.order
        == statistics.order.sorted { statistics.deviation[$0] > statistics.deviation[$1] })
    #expect(run.model.model.architecture.headCount == 1)
  }

  @Test(
    "corruption changes only the input, and a resumed run continues bit-identically",
    arguments: Corruption.Kind.allCases)
  func denoising(kind: Corruption.Kind) throws {
    let folder = try TemporaryFolder()
    let settings = [
      "objective.name=denoising", "objective.warm_up_epochs=0",
      "objective.corruption=\(kind.rawValue)", "objective.corruption_amount=0.3",
    ]
    let whole = try TinyExperiment.trainer(
      at: folder.path("whole"), TinyExperiment.recipe(epochs: 2, set: settings))
    #expect(try whole.train() == .finished(step: 10))
    var stops = 0
    let halves = folder.path("halves")
    let recipe = try TinyExperiment.recipe(epochs: 2, set: settings)
    _ = try TinyExperiment.trainer(at: halves, recipe).train(shouldStop: {
      stops += 1
      return stops > 4
    })
    let resumed = try TinyExperiment.resumed(at: halves)
    #expect(try resumed.train() == .finished(step: 10))
    #expect(resumed.learner.parameters == whole.learner.parameters)
    let clean = try TinyExperiment.trainer(
      at: folder.path("clean"), TinyExperiment.recipe(epochs: 2, set: Self.plain))
    _ = try clean.train()
    #expect(clean.learner.parameters != whole.learner.parameters)
    let objective = try #require(
      ModelFormat.open(path: "\(halves)/latest.safetensors").facts.objective)
    #expect(objective == whole.learner.objective && objective.corruption?.kind == kind)
  }

  /// The sum of the squared sines of the principal angles between the spaces that two sets of columns span.
  private func squaredSines(_ first: Tensor, _ second: Tensor) -> Double {
    let (one, other) = (orthonormal(first), orthonormal(second))
    return one.reduce(0) { sum, column in
      let kept = other.reduce(0) { $0 + pow2(dot($1, column)) }
      return sum + max(0, dot(column, column) - kept)
    }
  }

  private func orthonormal(_ columns: Tensor) -> [[Double]] {
    var basis: [[Double]] = []
    for index in 0..<columns.shape[1] {
      var column = (0..<columns.rowCount).map { Double(columns[$0, index]) }
      for other in basis + basis {
        let product = dot(column, other)
        for row in column.indices { column[row] -= product * other[row] }
      }
      let norm = dot(column, column).squareRoot()
      basis.append(column.map { $0 / norm })
    }
    return basis
  }

  private func dot(_ first: [Double], _ second: [Double]) -> Double {
    zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func pow2(_ x: Double) -> Double { x * x }

  private func decoderWeight(_ model: Model) throws -> Tensor {
    let entry = try #require(
      model.table.entries.first { $0.name.hasPrefix("decoder") && $0.name.hasSuffix(".weight") })
    return model.table.tensor(entry, in: model.parameters)
  }

  private static let linear = [
    "network.name=linear", "network.channels=[]", "network.hidden=0",
    "objective.warm_up_epochs=0",
  ]

  @Test("principal components are a model, and a linear autoencoder converges to their subspace")
  func principalComponents() throws {
    let components = try Run(Self.linear + ["objective.name=pca"])
    let training = try #require(components.model.facts.training)
    #expect(training.steps == 1 && training.objective == "PCA")
    #expect(components.events.count == 1 && components.events[0]["loss/validation"] != nil)
    let model = components.model.model
    // Projection and reconstruction by hand: codes are scores along orthonormal directions about the mean.
    let weight = try decoderWeight(model)
    let samples = TinyExperiment.dataset().samples([0, 1, 2])
    let (codes, decoded) = (model.encode(samples).mean, model.decode(model.encode(samples).mean))
    let mean = model.decode(Tensor(shape: [1, 3], elements: [0, 0, 0])).row(0).map(Double.init)
    for row in 0..<3 {
      let centered = zip(samples.row(row), mean).map { Double($0) - $1 }
      for latent in 0..<3 {
        let direction = (0..<64).map { Double(weight[$0, latent]) }
        #expect(abs(dot(direction, centered) - Double(codes[row, latent])) < 1e-4)
        #expect(abs(dot(direction, direction) - 1) < 1e-5)
      }
      #expect(zip(decoded.row(row), samples.row(row)).allSatisfy { abs($0 - $1) < 0.5 })
    }
    let trained = try Run(
      Self.linear + [
        "objective.name=autoencoder", "optimizer.learning_rate=0.01", "optimizer.decay_epochs=200",
        "training.batch=70", "training.validation_epochs=0", "training.checkpoint_epochs=0",
        "training.log_steps=1000",
      ], epochs: 1500)
    let sines = squaredSines(try decoderWeight(trained.model.model), weight)
    #expect(sines < 1e-3, "sum of squared sines of the principal angles: \(sines)")
    // No linear map with three latents has a smaller error.
    let errors = [trained, components].compactMap { $0.events.last?["loss/reconstruction"] }
    #expect(errors.count == 2 && errors[0] > errors[1] - 1e-3, "\(errors)")
  }

  @Test(
    "invalid settings of principal components are refused in one line",
    arguments: [
      (
        "network.name=burgess",
        "network.name: expected linear for objective.name = pca, found burgess"
      ),
      (
        "objective.likelihood=laplace",
        "objective.likelihood: expected gaussian, whose least squares they are, for objective.name = pca, found laplace"
      ),
      (
        "network.output=sigmoid",
        "network.output: expected none or automatic for objective.name = pca, found sigmoid"
      ),
      (
        "data.pixels=paper",
        "data.pixels: expected asinh, identity, or paper with objective.likelihood = gaussian, for "
          + "objective.name = pca, found paper"
      ),
      (
        "network.hidden=10",
        "network.hidden: expected 0 for network.name = linear, since only burgess, padded, matrix have "
          + "such layers, found 10"
      ),
      (
        "network.channels=[8]",
        "network.channels: expected none for network.name = linear, found [8]"
      ),
      (
        "network.name=galaxy",
        "network.channels: expected 4 numbers for network.name = galaxy, found [4, 6]"
      ),
    ])
  func refusedComponents(setting: String, expected: String) throws {
    let name = setting.hasPrefix("network.name") ? [] : Self.linear
    let error = #expect(throws: RecipeError.self) {
      try TinyExperiment.recipe(
        epochs: 1,
        set: name + [
          "objective.name=pca", "objective.warm_up_epochs=0", "objective.variance=0.001", setting,
        ])
    }
    let place = expected.contains("found [4, 6]") ? "tiny.toml:7:12" : "--set \(setting)"
    #expect(error?.description == "\(place): \(expected)")
  }

  @Test("a setting of another objective is refused in one line, unless it has its default")
  func foreignSettings() throws {
    func problem(_ lines: String) -> String? {
      do {
        _ = try Recipe(toml: "[data]\nfile = \"a\"\n[objective]\n\(lines)", path: "a.toml")
        return nil
      } catch { return "\(error)" }
    }
    #expect(
      problem("form = \"slides\"")
        == "a.toml:4:1: objective.form: expected a setting of objective beta-vae or likelihood gaussian, found one of "
        + "objective aux-vae")
    #expect(
      problem("name = \"autoencoder\"\nbeta = 4")
        == "a.toml:5:1: objective.beta: expected a setting of objective autoencoder or likelihood gaussian, found one of "
        + "objective beta-vae, objective aux-vae")
    #expect(
      problem("likelihood = \"laplace\"\nvariance = 4")?.hasSuffix(
        "found one of likelihood gaussian") == true)
    // The recipes of runs were written like this before objectives had their own settings.
    #expect(
      problem(
        """
        name = "beta-vae"
        likelihood = "automatic"
        beta = 4.0
        variance = 0.001
        warm_up_epochs = 0.0
        ones_weight = 1.0
        ones_weight_epochs = 0.0
        reduction = "automatic"
        form = "robust"
        factors = []
        prior_width = 1.0
        alignment_weight = 300.0
        independence_weight = 3000.0
        """) == nil)
  }
}
