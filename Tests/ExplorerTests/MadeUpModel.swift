import Datasets
import Explorer
import Foundation
import Models
import Tensors

/// A model that exists only as facts, with a decoder simple enough to be written down: an elliptical Gaussian whose
/// brightness, size and shear follow the first four latents of ten, or of as many as asked for.
struct MadeUpModel {
  var latentCount = 10
  var side = 33

  /// Few of the latents carry information, out of order, so that sorting and folding show.
  var divergence: [Float] {
    let informative: [Float] = [1.25, 3.99, 2.87, 3.65, 0.41, 0.62]
    return (0..<latentCount).map { $0 < informative.count ? informative[$0] : 0.01 }
  }

  var opened: OpenedModel {
    OpenedModel(
      path: "models/made-up.safetensors", title: "made-up", training: training,
      sampleShape: [side, side, 1], data: description, statistics: statistics, gallery: gallery)
  }

  var description: DataDescription {
    DataDescription(
      name: "blobs", kind: .image, shape: [side, side, 1], unit: "counts",
      factors: [
        Factor(name: "flux", unit: "counts", lower: 0, upper: 5000),
        Factor(name: "radius", unit: "arcsec", lower: 0.1, upper: 1),
      ])
  }

  var gallery: Gallery {
    let codes = (0..<4).map { code($0) }
    let pixels: [Float] = codes.flatMap { decode($0).elements }
    let means: [Float] = codes.flatMap { $0 }
    return Gallery(
      samples: Tensor(shape: [4, side, side, 1], elements: pixels),
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
      objective: "beta-VAE", beta: 4, epochs: 3, steps: 120, sampleCount: 2000, seed: 7)
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
      codes: Tensor(shape: [40, latentCount], elements: codes))
  }
}
