package import Simulations

/// The fluid data set: particles under gravity in a box, each sample from its own Markov chain.
package struct FluidSettings: DatasetGenerator, Equatable {
  /// The number of samples.
  package var count = 40_000
  /// The seed of everything random.
  package var seed: UInt64 = 7
  /// Whether the samples are configurations or the mean of some of their gravity.
  package var noise = true
  /// The gravities, assigned to the samples cyclically.
  package var gravities = [0.1, 0.4, 0.7, 1]
  /// How gravities become samples.
  package var sampling = FluidSampling()

  /// Creates the settings of the default data set.
  package init() {}

  /// The name of the data set.
  package static let name = "fluid"

  /// The name of the only factor.
  package static let gravityName = "gamma"

  /// Everything that can be changed.
  package static let settings: [GeneratorSetting<FluidSettings>] = [
    .integer(
      "count", \.count, 1...100_000_000,
      "configurations"),
    .integer(
      "seed", \.seed, 0...UInt64.max,
      "of everything random"),
    .flag(
      "noise", \.noise,
      "configurations, or with `false` for each the mean of 64 samples at its gravity, which is slow"
    ),
    GeneratorSetting(
      gravityName, "gravities, assigned to the samples in turn", \.gravities,
      expected: "numbers from \(FluidModel.gravities.lowerBound) to "
        + "\(FluidModel.gravities.upperBound), separated by commas",
      parse: parseGravities, print: { $0.map { "\($0)" }.joined(separator: ",") }),
    .integer(
      "particles", \.sampling.model.particleCount, FluidModel.particleCounts,
      "number of particles, 1 to 256"),
    .number(
      "box", \.sampling.model.boxLength, FluidModel.boxLengths,
      "side of the box in sigma"),
    .number(
      "temperature", \.sampling.model.temperature, FluidModel.temperatures,
      "in epsilon"),
    .number(
      "step", \.sampling.model.stepLength, FluidModel.stepLengths,
      "largest displacement per coordinate in a proposal, in sigma"),
    .integer(
      "sweeps", \.sampling.model.sweepCount, FluidModel.sweepCounts,
      "sweeps over all particles from the start to the sample; 0 for independent uniform particles"),
    .choice(
      "potential", \.sampling.model.potential,
      "`lennard-jones`, or `fake`, `4 (r^-4 - r^-2)`, under which the particles form one droplet"),
    .choice(
      "order", \.sampling.order,
      "the order of the particles: `x`, `y`, `corner` for the distance to the lower left corner, "
        + "`random`"),
    .choice(
      "representation", \.sampling.representation,
      "`distances`, a matrix; `coordinates`, one row per particle; or `occupancy`, the number of "
        + "particles per cell"),
    .integer(
      "cells", \.sampling.gridSize, FluidSampling.gridSizes,
      "rows and columns of cells for `occupancy`"),
    .choice(
      "disturbance", \.sampling.disturbance.form,
      "a disturbance of the sample: `corrupted` moves some particles, `missing` sets a square of "
        + "distances and its mirror image to 0"),
    .integer(
      "corrupted_particles", \.sampling.disturbance.particleCount,
      0...FluidModel.particleCounts.upperBound,
      "number of particles that are moved"),
    .number(
      "amplitude", \.sampling.disturbance.amplitude, 0...1000,
      "the largest displacement of a moved particle, in a random direction, in sigma; 2 for a fifth of "
        + "the default box"),
    .flag(
      "ordered_after", \.sampling.disturbance.isOrderedAfter,
      "whether the particles are sorted again after some were moved"),
    .integer(
      "hole", \.sampling.disturbance.holeSize, 1...FluidModel.particleCounts.upperBound,
      "missing rows and columns"),
  ]

  /// The gravities, which the samples have in turn.
  package var design: String {
    "gamma " + gravities.map { "\($0)" }.joined(separator: ", ")
  }

  /// What the samples are: distances, coordinates or numbers of particles, with gamma as their factor.
  package var description: DataDescription {
    let kept = Self.settings.filter { !["count", Self.gravityName].contains($0.key) }
    return DataDescription(
      name: Self.name, kind: sampling.representation == .occupancy ? .image : .matrix,
      shape: sampling.sampleShape,
      unit: sampling.representation == .occupancy ? "particles" : "sigma",
      factors: [
        Factor(
          name: Self.gravityName, unit: "epsilon/sigma", lower: gravities.min() ?? 0,
          upper: gravities.max() ?? 0)
      ],
      settings: Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.text(self)) })
        .merging(["gravities": value(of: Self.gravityName) ?? ""]) { $1 })
  }

  /// The settings that made a data set with this description.
  ///
  /// - Parameter description: A description with the keys and names of ``description``.
  /// - Returns: The settings; `nil` when a value is not one that ``description`` writes.
  package static func settings(for description: DataDescription) -> FluidSettings? {
    var settings = FluidSettings()
    for (name, value) in description.settings {
      let key = name == "gravities" ? gravityName : name
      guard (try? settings.set(key: key, value: value)) != nil else { return nil }
    }
    return settings.sampling.problem == nil ? settings : nil
  }

  /// The source that simulates single configurations of a data set with this description.
  ///
  /// - Parameter description: A description with the keys and names of ``description``.
  /// - Returns: The source; `nil` when a value is not one that ``description`` writes.
  package static func referenceSource(for description: DataDescription) -> (any ReferenceSource)? {
    settings(for: description).map {
      FluidReference(sampling: $0.sampling, hasNoise: $0.noise)
    }
  }

  /// Checks that there are enough particles and cells for the disturbance.
  ///
  /// - Throws: ``DatasetError/unusableSettings(generator:reason:)``.
  package func validate() throws(DatasetError) {
    guard let problem = sampling.problem else { return }
    throw .unusableSettings(generator: Self.name, reason: problem)
  }

  /// Makes a simulator of ``count`` samples.
  ///
  /// - Returns: The simulator.
  /// - Throws: What ``validate()`` throws.
  package func makeSimulator() throws(DatasetError) -> FluidSimulator {
    try validate()
    return FluidSimulator(
      count: count, seed: seed, gravities: gravities, sampling: sampling, hasNoise: noise)
  }
}

private func parseGravities(_ text: String) -> [Double]? {
  let parts = text.split(separator: ",", omittingEmptySubsequences: false)
  let numbers = parts.compactMap { Double($0.trimmingSpaces) }
  return numbers.count == parts.count && numbers.allSatisfy(FluidModel.gravities.contains)
    ? numbers : nil
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    let start = drop { $0 == " " }
    return start.lastIndex { $0 != " " }.map { start[...$0] } ?? start[..<start.startIndex]
  }
}
