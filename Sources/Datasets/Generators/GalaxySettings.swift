package import Simulations

/// The galaxy data set: exponential disks convolved with a point spread function, over a Latin hypercube.
package struct GalaxySettings: DatasetGenerator, Codable, Equatable {
  /// The number of galaxies.
  package var count = 160_000
  /// The seed of the design and of the noise.
  package var seed: UInt64 = 7
  /// Whether the pixels are Poisson counts or their expectations.
  package var noise = true
  /// The form of the point spread function.
  package var pointSpread = PointSpread.gaussian
  /// The rows and columns of a stamp, 33 or 32.
  package var stampSize = 33
  /// The ranges of the factors.
  package var ranges = GalaxyRanges()

  /// The size of a pixel in arcsec.
  package static let pixelScale = 0.2
  /// Its name among the settings of a description.
  static let pixelScaleKey = "pixelScale"

  private static let poissonNoise = "poisson"
  private static let noNoise = "none"

  /// Creates the settings of the default data set.
  package init() {}

  /// The name of the data set.
  package static let name = "galaxies"

  /// Everything that can be changed; the settings of the factors have the factors' names.
  package static let settings: [GeneratorSetting<GalaxySettings>] = [
    .integer(
      "count", \.count, 1...100_000_000,
      "galaxies"),
    .integer(
      "seed", \.seed, 0...UInt64.max,
      "of the Latin hypercube and of the noise"),
    .flag(
      "noise", \.noise,
      "Poisson counts, or with `false` their expectations"),
    GeneratorSetting(
      "point_spread",
      "the profile of the point-spread function: `gaussian`, `moffat` or `moffat:BETA`",
      \.pointSpread,
      expected: "gaussian, moffat or moffat:BETA from \(PointSpread.betaRange.lowerBound) "
        + "to \(PointSpread.betaRange.upperBound)",
      parse: { PointSpread($0) }, print: { "\($0)" }),
    GeneratorSetting(
      "stamp_size", "rows and columns, 33 or 32", \.stampSize, expected: "33 or 32",
      parse: { text in GalaxyRenderer.stampSizes.first { "\($0)" == text } }, print: { "\($0)" }),
    .range(
      "flux", \.ranges.flux, within: 0...1e12,
      "counts"),
    .range(
      "radius", \.ranges.radius, within: 1e-3...3,
      "scale radius in arcsec"),
    .range(
      "g1", \.ranges.g1, within: -0.99...0.99,
      "shear along the axes"),
    .range(
      "g2", \.ranges.g2, within: -0.99...0.99,
      "shear along the diagonals"),
    .range(
      "psf", \.ranges.psf, within: 0.18...10,
      "full width at half maximum of the point-spread function in arcsec"),
  ]

  /// A Latin hypercube over the ranges of the factors.
  package var design: String { "Latin hypercube" }

  /// What the samples are: counts per pixel, with the factors flux, radius, g1, g2 and psf.
  package var description: DataDescription {
    let units = ["flux": "counts", "radius": "arcsec", "psf": "arcsec"]
    let names = ["flux", "radius", "g1", "g2", "psf"]
    return DataDescription(
      name: Self.name, kind: .image, shape: [stampSize, stampSize, 1], unit: "counts",
      factors: zip(names, ranges.all).map { name, range in
        Factor(
          name: name, unit: units[name] ?? "", lower: range.lowerBound, upper: range.upperBound)
      },
      settings: [
        Self.pixelScaleKey: "\(Self.pixelScale)", "pointSpread": "\(pointSpread)",
        "seed": "\(seed)",
        "noise": noise ? Self.poissonNoise : Self.noNoise,
      ], quantities: [.galaxy])
  }

  /// The settings that made a data set with this description.
  ///
  /// - Parameter description: A description with the keys and names of ``description``.
  /// - Returns: The settings; `nil` when a value is not one that ``description`` writes.
  package static func settings(for description: DataDescription) -> GalaxySettings? {
    guard referenceSource(for: description) != nil,
      description.settings[pixelScaleKey] == "\(pixelScale)", let side = description.shape.first
    else { return nil }
    let fixed = [
      ("stamp_size", "\(side)"), ("point_spread", description.settings["pointSpread"] ?? ""),
      ("noise", "\(description.settings["noise"] == poissonNoise)"),
      ("seed", description.settings["seed"] ?? ""),
    ]
    var settings = GalaxySettings()
    for (key, value) in fixed + description.factors.map({ ($0.name, "\($0.lower)...\($0.upper)") })
    {
      guard (try? settings.set(key: key, value: value)) != nil else { return nil }
    }
    return settings
  }

  /// The source that simulates single galaxies of a data set with this description.
  ///
  /// - Parameter description: A description with the keys and names of ``description``.
  /// - Returns: The source; `nil` when a value is not one that ``description`` writes.
  package static func referenceSource(for description: DataDescription) -> (any ReferenceSource)? {
    guard let stampSize = description.shape.first, GalaxyRenderer.stampSizes.contains(stampSize),
      let pixelScale = description.pixelScale,
      let pointSpread = description.settings["pointSpread"].flatMap(PointSpread.init),
      let noise = description.settings["noise"], [poissonNoise, noNoise].contains(noise)
    else { return nil }
    return GalaxyReference(
      renderer: GalaxyRenderer(
        stampSize: stampSize, pixelScale: pixelScale, pointSpread: pointSpread),
      hasNoise: noise == poissonNoise)
  }

  /// Checks that every galaxy of the ranges can be drawn.
  ///
  /// - Throws: ``DatasetError/unusableSettings(generator:reason:)`` with the first corner of the ranges
  ///   that the renderer refuses.
  package func validate() throws(DatasetError) { _ = try checkedRenderer() }

  /// Makes a simulator of ``count`` galaxies.
  ///
  /// - Returns: The simulator.
  /// - Throws: What ``validate()`` throws.
  package func makeSimulator() throws(DatasetError) -> GalaxySimulator {
    GalaxySimulator(
      count: count, seed: seed, ranges: ranges, renderer: try checkedRenderer(), hasNoise: noise)
  }

  private func checkedRenderer() throws(DatasetError) -> GalaxyRenderer {
    let renderer = GalaxyRenderer(
      stampSize: stampSize, pixelScale: Self.pixelScale, pointSpread: pointSpread)
    guard let corner = ranges.corners.first(where: { !renderer.canDraw($0) }) else {
      return renderer
    }
    throw .unusableSettings(
      generator: Self.name,
      reason:
        "the ranges include a galaxy that is too large, too sheared or has too wide a point-"
        + "spread function to be drawn exactly: radius \(corner.scaleRadius), g1 \(corner.shear1), "
        + "g2 \(corner.shear2), psf \(corner.pointSpreadWidth) (\(pointSpread))")
  }
}
