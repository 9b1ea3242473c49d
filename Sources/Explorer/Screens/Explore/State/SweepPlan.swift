import Numerics
import Tensors

/// A strip of points along one latent, with the others fixed.
struct SweepPlan: Sendable, Equatable {
  /// The varied latent.
  let latent: Int
  /// Its values.
  @Reflexive var values: [Float]
  /// The values of the other latents; that of the varied latent is 0, as it is not used.
  @Reflexive var base: [Float]

  /// Plans evenly spaced values over the middle three quarters of the slider's range, such as -3…+3 of -4…+4.
  init(latent: Int, count: Int, in state: ExplorerState) {
    let range = state.reach(of: latent)
    // In double precision the width of no range overflows.
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

  /// The index of the value nearest to a given one.
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

/// A decoded strip.
struct DecodedSweep: Sendable {
  /// The request.
  let plan: SweepPlan
  /// The samples, `[values, height, width, channels]`.
  let samples: Tensor
}

/// A point and the latent along which to differentiate.
struct SensitivityPlan: Sendable, Equatable {
  /// The value of every latent.
  @Reflexive var latents: [Float]
  /// The latent.
  var latent: Int
}

/// A computed derivative.
struct SensitivityPicture: Sendable {
  /// The request.
  let plan: SensitivityPlan
  /// The derivative in the unit of the data per unit of the latent, `[height, width, channels]`.
  let derivative: Tensor
}
