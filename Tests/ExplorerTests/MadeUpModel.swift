import Datasets
import Explorer
import Foundation
import Models
import Tensors

/// A model that exists only as facts, with a decoder in closed form: an elliptical Gaussian whose
/// brightness, size and shear follow the first four latents of ten, or of another number.
struct MadeUpModel {
  var latentCount = 10
  var side = 33
  var title = "made-up"
  var objective = "beta-VAE"
  /// Images, or curves with as many points as the side.
  var kind = SampleKind.image
  /// Which latents follow the factors flux and radius, if any.
  var alignments: [LatentAlignment?] = []
  /// The correlations of all latents with flux and radius; those of the alignments where it is empty.
  var correlations: [Float] = []
  var auxiliaryCount = 0
  var hasSimulator = false
  /// Whether decoded elements are probabilities of ones.
  var decodesChances = false
  /// Whether encoded samples come with their factors.
  var knowsFactors = false

  /// A model whose first latents are tied to the factors, of data that can be simulated.
  static func aligned(_ kind: SampleKind = .image) -> MadeUpModel {
    var model = MadeUpModel(latentCount: 6, side: kind == .curve ? 101 : 33)
    model.kind = kind
    model.alignments =
      [
        LatentAlignment(factor: 0, correlation: 0.984, slope: 1000, intercept: 2500),
        LatentAlignment(factor: 1, correlation: -0.9996, slope: -0.2, intercept: 0.5),
      ] + Array(repeating: nil, count: 4)
    model.auxiliaryCount = 2
    model.hasSimulator = true
    model.knowsFactors = true
    return model
  }

  /// A model of some particles, whose decoder outputs their distances or coordinates.
  static func particles(_ count: Int = 12, areCoordinates: Bool = false) -> MadeUpModel {
    var model = MadeUpModel(latentCount: 6, side: count)
    model.kind = .matrix
    model.areCoordinates = areCoordinates
    return model
  }

  /// A model of images in red, green and blue, with channels from 0 to 1.
  static func colors(_ side: Int = 16) -> MadeUpModel {
    var model = MadeUpModel(latentCount: 6, side: side)
    model.isInColor = true
    return model
  }

  /// A model of named features with their own units, some of them negative.
  static func features(_ count: Int = 9) -> MadeUpModel {
    var model = MadeUpModel(latentCount: 6, side: count)
    model.kind = .features
    return model
  }

  /// A model of the probabilities of classes.
  static func classes(_ count: Int = 4) -> MadeUpModel {
    var model = MadeUpModel.features(count)
    model.kind = .classes
    return model
  }

  /// Whether images have three channels.
  var isInColor = false
  /// Whether particles are written as coordinates.
  var areCoordinates = false
  private var isParticles: Bool { kind == .matrix }

  var sampleShape: [Int] {
    switch kind {
    case .curve: [1, side, 1]
    case .features, .classes: [1, side, 1]
    case .image: [side, side, isInColor ? 3 : 1]
    case .matrix: areCoordinates ? [side, 2, 1] : [side, side, 1]
    }
  }

  /// The noiseless sample of a flux and a radius.
  func simulated(_ factors: [Double]) -> Tensor {
    var latents = [Float](repeating: 0, count: latentCount)
    latents[0] = Float((factors[0] - 2500) / 1000)
    latents[1] = Float((factors[1] - 0.5) / -0.2)
    return decode(latents)
  }

  /// A few active latents, out of order, so that sorting and folding have an effect.
  var divergence: [Float] {
    let informative: [Float] = [1.25, 3.99, 2.87, 3.65, 0.41, 0.62]
    return (0..<latentCount).map { $0 < informative.count ? informative[$0] : 0.01 }
  }

  /// A change of the facts before they are reported, for models that no training makes.
  var change: @Sendable (inout OpenedModel) -> Void = { _ in }
  /// The value of every decoded element, in place of the image.
  var element: (@Sendable (_ index: Int, _ latents: [Float]) -> Float)?

  var opened: OpenedModel {
    var facts = facts
    change(&facts)
    return facts
  }

  private var facts: OpenedModel {
    OpenedModel(
      path: "models/made-up.safetensors", title: title, latentCount: latentCount,
      sampleShape: sampleShape, data: description, parts: Set(ModelPart.allCases),
      training: training, statistics: statistics, gallery: gallery,
      latents: Latents(TiedLatents(count: auxiliaryCount, width: 0.2)),
      tiedFactors: Array(0..<auxiliaryCount),
      simulator: hasSimulator ? SimulatorFacts(knowsDensity: kind == .curve) : nil,
      decodesChances: decodesChances)
  }

  var description: DataDescription {
    DataDescription(
      name: "blobs", kind: kind, shape: sampleShape,
      unit: isParticles ? "sigma" : isInColor || isNamed ? "" : "counts",
      factors: [
        Factor(name: "flux", unit: "counts", lower: 0, upper: 5000),
        Factor(name: "radius", unit: "arcsec", lower: 0.1, upper: 1),
      ],
      settings: isParticles
        ? ["box": "8.0", "representation": areCoordinates ? "coordinates" : "distances"] : [:],
      features: features, quantities: kind == .image && !isInColor ? [.galaxy] : [],
      range: isInColor ? 0...1 : nil)
  }

  var gallery: Gallery {
    let codes = (0..<4).map { code($0) }
    let pixels: [Float] = codes.flatMap { decode($0).elements }
    let means: [Float] = codes.flatMap { $0 }
    return Gallery(
      samples: Tensor(shape: [4] + sampleShape, elements: pixels),
      factors: Tensor(shape: [4, 2], elements: [1000, 0.25, 2000, 0.5, 3000, 0.75, 4000, 1]),
      means: Tensor(shape: [4, latentCount], elements: means),
      logVariances: Tensor(repeating: -3, shape: [4, latentCount]))
  }

  /// The posterior mean of a gallery sample; the same numbers on every machine.
  func code(_ index: Int) -> [Float] {
    (0..<latentCount).map { latent in
      divergence[latent] < 0.05 ? 0 : Float((index * 7 + latent * 3) % 11 - 5) / 4
    }
  }

  func decode(_ latents: [Float]) -> Tensor {
    if let element {
      let count = sampleShape.reduce(1, *)
      return Tensor(shape: sampleShape, elements: (0..<count).map { element($0, latents) })
    }
    return switch kind {
    case .curve: decodeCurve(latents)
    case .features, .classes: decodeFeatures(latents)
    case .image: isInColor ? decodeColors(latents) : decodePicture(latents)
    case .matrix: decodeParticles(latents)
    }
  }

  private var isNamed: Bool { kind == .features || kind == .classes }

  private var features: [Feature] {
    let all = [
      Feature("sepal length", unit: "cm"), Feature("petal width", unit: "cm"),
      Feature("mass", unit: "kg"), Feature("charge", unit: "e"), Feature("temperature", unit: "C"),
    ]
    guard isNamed else { return [] }
    return (0..<side).map { index in
      if kind == .classes {
        return Feature("class \(Character(UnicodeScalar(UInt8(97 + index % 26))))")
      }
      return index < all.count ? all[index] : Feature("feature number \(index)")
    }
  }

  /// Numbers of different sizes that follow the first latents; of classes their softmax.
  private func decodeFeatures(_ latents: [Float]) -> Tensor {
    let numbers = (0..<side).map { index -> Float in
      let place = Float(index)
      return sinf(place) + latents[0] * cosf(place) / 2 + latents[1] * sinf(2 * place) / 3
    }
    guard kind == .classes else {
      let sizes: [Float] = [5, 1, 70, 0.01, 300]
      return Tensor(
        shape: sampleShape,
        elements: numbers.enumerated().map { $1 * ($0 < sizes.count ? sizes[$0] : 2) })
    }
    let powers = numbers.map { expf($0) }
    return Tensor(shape: sampleShape, elements: powers.map { $0 / powers.reduce(0, +) })
  }

  /// A disk whose colour follows the first three latents and whose size the fourth, on a dark ground.
  private func decodeColors(_ latents: [Float]) -> Tensor {
    let middle = Float(side - 1) / 2
    let radius = Float(side) / 3 * exp2f(latents[3] / 4)
    let elements = (0..<side * side).flatMap { pixel -> [Float] in
      let (x, y) = (Float(pixel % side) - middle, Float(pixel / side) - middle)
      let cover = 1 / (1 + expf(2 * ((x * x + y * y).squareRoot() - radius)))
      return (0..<3).map { channel in 0.1 + 0.8 * cover / (1 + expf(-2 * latents[channel])) }
    }
    return Tensor(shape: sampleShape, elements: elements)
  }

  /// Particles on a triangular lattice from left to right: the first latent shears it, the second stretches it, the third
  /// makes the matrix asymmetric, the fourth takes it out of the plane.
  private func decodeParticles(_ latents: [Float]) -> Tensor {
    let spacing = 1.12 * expf(latents[1] / 8)
    let places = (0..<side).map { index -> SIMD2<Float> in
      let (column, row) = (Float(index / 3), Float(index % 3))
      return SIMD2(
        1.5 + spacing * (column + row.truncatingRemainder(dividingBy: 2) / 2)
          + latents[0] * row / 20, 0.866 * spacing * row)
    }
    guard !areCoordinates else {
      return Tensor(shape: sampleShape, elements: places.flatMap { [$0.x, $0.y] })
    }
    let elements = (0..<side * side).map { pair -> Float in
      let (first, second) = (pair / side, pair % side)
      let difference = places[first] - places[second]
      let bend = latents[3] * Float((first * second) % 5) / 8
      let slant = latents[2] * (first < second ? 0.02 : -0.02)
      return (difference * difference).sum().squareRoot() + (first == second ? 0 : bend + slant)
    }
    return Tensor(shape: sampleShape, elements: elements)
  }

  /// Quantiles of a logistic distribution whose location and scale follow the first latents.
  private func decodeCurve(_ latents: [Float]) -> Tensor {
    let elements = (0..<side).map { index -> Float in
      let p = (Float(index) + 0.5) / Float(side)
      let ripple = latentCount > 2 ? latents[2] * 0.05 * sinf(20 * p) : 0
      return latents[0] / 4 + expf(latentCount > 1 ? latents[1] / 4 : 0) * logf(p / (1 - p))
        + ripple
    }
    return Tensor(shape: sampleShape, elements: elements)
  }

  private func decodePicture(_ latents: [Float]) -> Tensor {
    let value = { (index: Int) in index < latents.count ? latents[index] : 0 }
    let (flux, size) = (1000 * exp2f(value(1)), Float(side) / 9 * exp2f(value(2) / 3))
    let (shear1, shear2) = (tanhf(value(3)) / 2, tanhf(value(0)) / 2)
    let middle = Float(side - 1) / 2
    let elements = (0..<side * side).map { pixel -> Float in
      let (x, y) = (Float(pixel % side) - middle, Float(pixel / side) - middle)
      let square = (1 - shear1) * x * x + (1 + shear1) * y * y - 2 * shear2 * x * y
      return flux * expf(-square / (2 * size * size))
    }
    return Tensor(shape: [side, side, 1], elements: elements)
  }

  private var training: TrainingSummary {
    TrainingSummary(
      objective: objective, beta: 4, epochs: 3, steps: 120, sampleCount: 2000, seed: 7)
  }

  /// Codes on a grid of quantiles, so that the histograms are smooth bells for the active latents.
  private var statistics: LatentStatistics {
    let bins = LatentStatistics.histogramBinCount
    let histogram = divergence.flatMap { divergence -> [Float] in
      let width: Float = divergence < 0.05 ? 0.05 : 1
      let weights = (0..<bins).map { bin -> Float in
        let z = (Float(bin) + 0.5) / Float(bins) * 8 - 4
        return expf(-z * z / (2 * width * width))
      }
      return weights.map { $0 / weights.reduce(0, +) }
    }
    let codes = (0..<40).flatMap { code($0) }
    return LatentStatistics(
      mean: Array(repeating: 0, count: latentCount),
      deviation: divergence.map { $0 < 0.05 ? 0.02 : 0.9 },
      posteriorVariance: divergence.map { $0 < 0.05 ? 1 : 0.05 }, divergence: divergence,
      histogram: Tensor(shape: [latentCount, bins], elements: histogram),
      codes: Tensor(shape: [40, latentCount], elements: codes),
      correlations: correlations.isEmpty
        ? nil : Tensor(shape: [latentCount, 2], elements: correlations),
      alignments: alignments.isEmpty ? nil : alignments)
  }
}
