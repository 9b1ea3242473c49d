import Numerics
import Tensors

/// A strip of points along one latent, the others as they are.
struct SweepPlan: Sendable, Equatable {
  /// The latent that varies.
  let latent: Int
  /// The values that it takes.
  @Reflexive var values: [Float]
  /// The other latents; the entry of the latent that varies is zero, as it does not matter.
  @Reflexive var base: [Float]

  /// Plans a strip of evenly spaced values over three quarters of the slider's range, about its middle, so -3…+3 of
  /// -4…+4.
  init(latent: Int, count: Int, in state: ExplorerState) {
    let range = state.range(of: latent)
    // In double precision nothing between the ends of a range is too large.
    let (lower, upper) = (Double(range.lowerBound), Double(range.upperBound))
    let (middle, extent) = ((lower + upper) / 2, (upper - lower) / 2 * 0.75)
    self.latent = latent
    values = (0..<count).map {
      Float(middle + extent * Double(2 * $0 - (count - 1)) / Double(count - 1))
    }
    var base = state.latents
    base[latent] = 0
    self.base = base
  }

  /// The picture whose value is nearest to a given one.
  func index(nearestTo value: Float) -> Int {
    values.indices.min { (values[$0] - value).magnitude < (values[$1] - value).magnitude } ?? 0
  }

  /// The points, `[values, latents]`.
  var points: Tensor {
    let rows = values.flatMap { value in
      var row = base
      row[latent] = value
      return row
    }
    return Tensor(shape: [values.count, base.count], elements: rows)
  }
}

/// A strip that was decoded.
struct DecodedSweep: Sendable {
  /// What was asked for.
  let plan: SweepPlan
  /// The samples, `[values, height, width, channels]`.
  let samples: Tensor
}

/// A point and the latent to differentiate along.
struct SensitivityPlan: Sendable, Equatable {
  /// The value of every latent.
  @Reflexive var latents: [Float]
  /// The latent.
  var latent: Int
}

/// A derivative that was computed.
struct SensitivityPicture: Sendable {
  /// What was asked for.
  let plan: SensitivityPlan
  /// The derivative in the unit of the data per unit of the latent, `[height, width, channels]`.
  let derivative: Tensor
}
