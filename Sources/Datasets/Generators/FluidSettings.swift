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

  private static let factorName = "gamma"

  /// Everything that can be changed.
  package static let settings: [GeneratorSetting<FluidSettings>] = [
    .integer("count", \.count, 1...100_000_000),
    .integer("seed", \.seed, 0...UInt64.max),
    .flag("noise", \.noise),
    GeneratorSetting(
      factorName, \.gravities,
      expected: "numbers from \(FluidModel.gravities.lowerBound) to "
        + "\(FluidModel.gravities.upperBound), separated by commas",
      parse: parseGravities, print: { $0.map { "\($0)" }.joined(separator: ",") }),
    .integer("particles", \.sampling.model.particleCount, FluidModel.particleCounts),
    .number("box", \.sampling.model.boxLength, FluidModel.boxLengths),
    .number("temperature", \.sampling.model.temperature, FluidModel.temperatures),
    .number("step", \.sampling.model.stepLength, FluidModel.stepLengths),
    .integer("sweeps", \.sampling.model.sweepCount, FluidModel.sweepCounts),
    .choice("potential", \.sampling.model.potential),
    .choice("order", \.sampling.order),
    .choice("representation", \.sampling.representation),
    .integer("cells", \.sampling.gridSize, FluidSampling.gridSizes),
    .choice("disturbance", \.sampling.disturbance.form),
    .integer(
      "corrupted_particles", \.sampling.disturbance.particleCount,
      0...FluidModel.particleCounts.upperBound),
    .number("amplitude", \.sampling.disturbance.amplitude, 0...1000),
    .flag("ordered_after", \.sampling.disturbance.isOrderedAfter),
    .integer("hole", \.sampling.disturbance.holeSize, 1...FluidModel.particleCounts.upperBound),
  ]

  /// What the samples are: distances, coordinates or numbers of particles, with gamma as their factor.
  package var description: DataDescription {
    let kept = Self.settings.filter { !["count", Self.factorName].contains($0.key) }
    return DataDescription(
      name: Self.name, kind: sampling.representation == .occupancy ? .image : .matrix,
      shape: sampling.sampleShape,
      unit: sampling.representation == .occupancy ? "particles" : "sigma",
      factors: [
        Factor(
          name: Self.factorName, unit: "epsilon/sigma", lower: gravities.min() ?? 0,
          upper: gravities.max() ?? 0)
      ],
      settings: Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.text(self)) })
        .merging(["gravities": value(of: Self.factorName) ?? ""]) { $1 })
  }

  /// The settings that made a data set with this description.
  ///
  /// - Parameter description: A description with the keys and names of ``description``.
  /// - Returns: The settings; `nil` when a value is not one that ``description`` writes.
  package static func settings(for description: DataDescription) -> FluidSettings? {
    var settings = FluidSettings()
    for (name, value) in description.settings {
      let key = name == "gravities" ? factorName : name
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
