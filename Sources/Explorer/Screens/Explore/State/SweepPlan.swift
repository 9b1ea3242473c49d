import Diagnostics
import Models
import Numerics
import Tensors

/// A strip of points along one latent, with the others fixed.
struct SweepPlan: Sendable, Equatable {
  /// The varied latent.
  let latent: Int
  /// Its values; of a selector the numbers of choices.
  @Reflexive var values: [Float]
  /// The values of the other latents; that of the varied latent is 0, as it is not used.
  @Reflexive var base: [Float]
  /// What points have to fulfil; `nil` where all latents move freely.
  private let constraints: LatentConstraints?

  /// Plans evenly spaced values over the middle three quarters of the slider's range, such as -3…+3 of -4…+4; of a selector its
  /// choices, or as many about the present one.
  init(latent: Int, count: Int, in state: ExplorerState) {
    constraints = state.model?.constraints
    self.latent = latent
    if let selector = state.selector(of: latent) {
      let shown = min(count, selector.choices.count)
      let first = min(
        max(0, selector.choice(in: state.latents) - shown / 2), selector.choices.count - shown)
      values = (first..<first + shown).map(Float.init)
      base = Self.base(of: state.latents, latent, constraints)
      return
    }
    let range = state.reach(of: latent)
    // In double precision the width of no range overflows.
    let (lower, upper) = (Double(range.lowerBound), Double(range.upperBound))
    let (middle, extent) = ((lower + upper) / 2, (upper - lower) / 2 * 0.75)
    values = (0..<count).map {
      Float(middle + extent * Double(2 * $0 - (count - 1)) / Double(count - 1))
    }
    base = Self.base(of: state.latents, latent, constraints)
  }

  /// A point without the varied latent.
  private static func base(
    of point: [Float], _ latent: Int, _ constraints: LatentConstraints?
  ) -> [Float] {
    if let selector = constraints?.selector(of: latent) { return selector.choosing(0, in: point) }
    var base = point
    base[latent] = 0
    return constraints?.applied(to: base, keeping: [latent]) ?? base
  }

  /// The value of the varied latent at a point.
  func value(at point: [Float]) -> Float {
    constraints?.selector(of: latent).map { Float($0.choice(in: point)) } ?? point[latent]
  }

  /// The index of the value nearest to a given one.
  func index(nearestTo value: Float) -> Int {
    values.indices.min { (values[$0] - value).magnitude < (values[$1] - value).magnitude } ?? 0
  }

  /// The strip with the varied latent's present value in place of the nearest one.
  func including(_ latents: [Float]) -> SweepPlan {
    guard latents.indices.contains(latent), !values.isEmpty else { return self }
    var plan = self
    let value = value(at: latents)
    plan.values[index(nearestTo: value)] = value
    return plan
  }

  /// Whether a point is on the line of the strip.
  func passes(through point: [Float]) -> Bool {
    guard point.indices.contains(latent) else { return false }
    return Self.base(of: point, latent, constraints) == base
  }

  /// The points, `[values, latents]`.
  var points: Tensor {
    let rows = values.flatMap { TraversalGrid.Cell(base, [(latent, $0)], constraints).point }
    return Tensor(shape: [values.count, base.count], elements: rows)
  }
}

/// A decoded strip.
struct DecodedSweep: Sendable {
  /// The request.
  let plan: SweepPlan
  /// The samples, `[values, height, width, channels]`.
  let samples: Tensor

  /// The strip with a decoded point in place of the nearest one; unchanged for a point beside the line of the strip.
  func including(_ point: DecodedPoint) -> DecodedSweep {
    let size = point.sample.elements.count
    guard plan.passes(through: point.latents), samples.elements.count == size * plan.values.count
    else { return self }
    let start = size * plan.index(nearestTo: plan.value(at: point.latents))
    var elements = samples.elements
    elements.replaceSubrange(start..<start + size, with: point.sample.elements)
    return DecodedSweep(
      plan: plan.including(point.latents),
      samples: Tensor(shape: samples.shape, elements: elements))
  }
}

extension ExplorerState {
  /// The strip on screen, one sample of which is the decoded one, at its value.
  var shownSweep: DecodedSweep? {
    guard let sweep = explore.sweep, let decoded else { return explore.sweep }
    return sweep.including(decoded)
  }
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
