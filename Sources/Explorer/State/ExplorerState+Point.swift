import Numerics
import Datasets
import Models
import Plotting

extension ExplorerState {
  /// The current point, for undo.
  var present: ExploredPoint { ExploredPoint(latents: latents, source: source) }

  /// Moves the sliders as one undo step; values are clamped to their ranges, and the point is one that the model knows.
  mutating func move(to point: [Float], keeping kept: [Int] = []) {
    let bounded = bounded(point, keeping: kept)
    guard bounded != latents else { return }
    history.record(present)
    latents = bounded
  }

  /// The point with its values clamped to what sliders can reach; the encoded sample's codes are kept even where their
  /// factors are out of bounds, as they are measured and not chosen, and a walk keeps to the values between its ends.
  ///
  /// - Parameters:
  ///   - point: The value of every latent.
  ///   - kept: The latents that keep their values where the others must make room.
  /// - Returns: A point that fulfils the model's constraints.
  func bounded(_ point: [Float], keeping kept: [Int] = []) -> [Float] {
    let clamped = zip(point.indices, point).map { latent, value in
      if selector(of: latent) != nil { return value }
      if value == source?.encoded.mean[latent] { return range(of: latent).clamped(value) }
      let reach = reach(of: latent)
      guard let walk else { return reach.clamped(value) }
      let ends = [walk.start[latent], walk.end[latent]].map { range(of: latent).clamped($0) }
      return ends.reduce(reach) { min($0.lowerBound, $1)...max($0.upperBound, $1) }.clamped(value)
    }
    return constrained(clamped, keeping: kept)
  }

  /// A remark for codes that the sliders were set to, where the ranges do not contain them.
  func limitWords(_ codes: [Float]) -> String {
    latents == constrained(codes) ? "" : ", as near as the ranges allow"
  }

  /// Restores a point from undo or redo.
  mutating func restore(_ point: ExploredPoint) {
    walk = nil
    overflow = nil
    source = point.source
    latents = bounded(point.latents)
  }

  /// Moves one slider as one undo step, or a selector to the choice of a number.
  mutating func move(_ latent: Int, to value: Float) {
    if let selector = selector(of: latent) {
      let choice = Int(clamping: value.rounded(), to: 0...selector.choices.count - 1)
      move(to: selector.choosing(choice, in: latents))
      return
    }
    var point = latents
    point[latent] = value
    move(to: point, keeping: [latent])
  }

  /// Smaller differences, in standard deviations of the prior, are rounding errors: no pixel shows them.
  private static let leastEdit: Float = 1e-3

  /// Whether a slider differs from the encoded sample's code; never without a sample.
  func isEdited(_ latent: Int) -> Bool {
    sourcePoint.map { differs(row(of: latent), from: $0) } ?? false
  }

  /// The number of sliders and selectors that differ from the encoded sample's codes.
  var editedCount: Int {
    guard let point = sourcePoint else { return 0 }
    return rowLatents.count { differs($0, from: point) }
  }

  /// The point of the encoded sample, under the present conditions; `nil` without one.
  var sourcePoint: [Float]? {
    source.map { constrained(withPresentConditions($0.encoded.mean)) }
  }

  private func differs(_ latent: Int, from point: [Float]) -> Bool {
    let difference = rowValue(of: latent) - rowValue(of: latent, at: point)
    return !(difference.magnitude <= Self.leastEdit)
  }

  /// The range of a slider, always finite.
  ///
  /// It is the range that the user gave. Otherwise, with statistics: for a latent tied to a factor three
  /// standard deviations of the codes around their mean; without a prior the range of the codes; else ±4, or
  /// more where the mean of the codes and four of their standard deviations exceed it. Without statistics:
  /// four standard deviations of the prior, or ±3 where the file states none. All but a given range contain
  /// the encoded sample's code. A latent that does not move freely has the range that its constraint allows.
  func range(of latent: Int) -> ClosedRange<Float> {
    if let constrained = constrainedRange(of: latent) { return constrained }
    if let given = ranges[latent] { return given }
    guard let model else { return -4...4 }
    guard let statistics = model.statistics else { return widened(priorRange(of: latent), latent) }
    if isAuxiliary(latent), let range = tiedRange(of: latent, statistics) { return range }
    guard model.latents.family.hasPrior else {
      return widened(statistics.ranges[latent], latent)
    }
    let least = LatentStatistics.priorRange.upperBound
    let codes = statistics.mean[latent].magnitude + 4 * statistics.deviation[latent]
    let own = source?.encoded.mean[latent].magnitude ?? 0
    let extent = [codes, own].filter { !$0.isNaN }.reduce(least, max).rounded(.up)
    // Large codes and deviations may add up to infinity.
    let end = min(extent, .greatestFiniteMagnitude)
    return -end...end
  }

  /// The part of a slider's range that keys can enter: while the slider moves in a factor's unit, where the factor is
  /// within its bounds, unless that is nowhere.
  func reach(of latent: Int) -> ClosedRange<Float> {
    let range = range(of: latent)
    guard constrainedRange(of: latent) == nil, look.showsFactors,
      let alignment = alignment(of: latent),
      let factor = factor(of: latent)
    else { return range }
    return alignment.part(of: range, within: factor.lower...factor.upper)
  }

  /// The range of the prior, which is assumed to be standard normal where the file states none.
  private func priorRange(of latent: Int) -> ClosedRange<Float> {
    guard let model, model.statesPrior, let prior = model.latents.family.prior(of: latent)?.normal
    else { return -Self.assumedReach...Self.assumedReach }
    let (mean, deviation) = (prior.mean, prior.deviation)
    let most = Double(Float.greatestFiniteMagnitude)
    return Float(max(mean - 4 * deviation, -most))...Float(min(mean + 4 * deviation, most))
  }

  /// The range of a slider in standard deviations of an assumed prior.
  static let assumedReach: Float = 3

  /// A range extended to contain the encoded sample's code.
  private func widened(_ range: ClosedRange<Float>, _ latent: Int) -> ClosedRange<Float> {
    guard let code = source?.encoded.mean[latent], code.isFinite else { return range }
    return min(range.lowerBound, code)...max(range.upperBound, code)
  }

  /// The origin of the sliders' ranges, where that is not the data: given, or assumed.
  var rangeOrigin: String? {
    guard let model else { return nil }
    if let norm = model.constraints?.norm, selector(of: explore.selected) == nil {
      return "norm \(NumberText.compact(Double(norm))) kept: the others scale"
    }
    if ranges[explore.selected] != nil { return "range given" }
    guard model.statistics == nil else { return nil }
    return model.statesPrior
      ? "range of the prior"
      : "range assumed: ±\(NumberText.compact(Double(Self.assumedReach))), no prior stated"
  }

  /// Three standard deviations of the codes about their mean: codes tied to a factor have its range, not the
  /// standard prior's.
  private func tiedRange(of latent: Int, _ statistics: LatentStatistics) -> ClosedRange<Float>? {
    let (mean, deviation) = (statistics.mean[latent], statistics.deviation[latent])
    guard mean.isFinite, deviation.isFinite, deviation > 1e-6 else { return nil }
    let own = source?.encoded.mean[latent] ?? mean
    let distance = own.isFinite ? (own - mean).magnitude : 0
    let extent = max(3 * deviation, distance)
    // The sample's own code is within the range even where it is lost in the rounding of the ends.
    let code = own.isFinite ? own : mean
    let lower = min(max(mean - extent, -.greatestFiniteMagnitude), code)
    let upper = max(min(mean + extent, .greatestFiniteMagnitude), code)
    // A mean may be so large that the deviation is lost beside it.
    return lower < upper ? lower...upper : nil
  }

  /// The step of a slider: a tenth of the prior's standard deviation, and ten times that for every power of
  /// ten by which the range is wider than ten standard deviations, so that no slider takes more than 200
  /// steps; likewise a tenth of it for narrower ranges, so that none takes fewer than 20.
  func step(of latent: Int) -> Float {
    if selector(of: latent) != nil { return 1 }
    let range = range(of: latent)
    let extent = range.upperBound / 2 - range.lowerBound / 2
    var step: Float = 0.1
    while step.isFinite, extent > 100 * step { step *= 10 }
    while step > Float.leastNormalMagnitude, extent < 10 * step { step /= 10 }
    return step
  }
}

extension ClosedRange<Float> {
  /// The value clamped to the range; the middle for NaN.
  func clamped(_ value: Float) -> Float {
    guard !value.isNaN else { return lowerBound / 2 + upperBound / 2 }
    return Swift.min(Swift.max(value, lowerBound), upperBound)
  }
}
