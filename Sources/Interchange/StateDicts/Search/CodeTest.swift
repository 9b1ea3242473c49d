import Platform
import Storage
import Tensors

/// Measures how badly an interpretation explains the weights.
///
/// With samples it is the error of their reconstruction, as a fraction of their variance. Without, codes are drawn from the prior, decoded and
/// encoded again, and it is 1 - R², the mean over latents; codes without a prior go round twice, of which the second counts three times. A decoder alone is judged by the statistics that its normalisations have kept of
/// their training; where codes are known to have a prior, these count as much as the cycle.
struct CodeTest {
  /// What is compared.
  enum Kind: Sendable, Equatable {
    case cycle, reconstruction, statistics, untested
  }

  let kind: Kind
  /// Whether codes follow a standard normal distribution, as those of variational autoencoders do.
  private let hasPrior: Bool
  private let source: LayerConstants
  private let draws: Tensor
  private let labels: Tensor?
  private let samples: Tensor?
  private var decoders: [ModelSidecar: Decoded?] = [:]
  private var encoders: [ModelSidecar: Encoder?] = [:]
  private var errors: [ModelSidecar: Double] = [:]
  private var statistics: [ModelSidecar: Double?] = [:]
  /// The work that was done, in multiply-adds.
  private(set) var work = 0.0

  /// A decoder's pictures of the draws.
  private struct Decoded {
    let evaluation: GraphEvaluation
    let extents: [Int]
    let samples: Tensor
  }

  /// An encoder, and the multiply-adds of one sample.
  private struct Encoder {
    let evaluation: GraphEvaluation
    let products: Double
  }

  /// The most multiply-adds of one run.
  private static let runLimit = 1e10
  /// The most graphs that are kept.
  private static let cacheLimit = 400

  /// The error of what cannot be computed.
  static let impossible = 2.0

  /// Prepares a test.
  ///
  /// - Parameters:
  ///   - kind: What is compared.
  ///   - hasPrior: Whether codes follow a standard normal distribution.
  ///   - source: The weights.
  ///   - latents: The number of latents.
  ///   - labels: The number of labels that the decoder reads.
  ///   - rows: The number of draws.
  ///   - seed: The seed of the draws.
  ///   - samples: `[n, h, w, c]`, for reconstructions.
  init(
    _ kind: Kind, hasPrior: Bool, source: LayerConstants, latents: Int, labels: Int, rows: Int,
    seed: UInt64,
    samples: Tensor?
  ) {
    (self.kind, self.hasPrior, self.source) = (kind, hasPrior, source)
    self.samples = samples.map { $0.rows(0..<min($0.rowCount, rows)) }
    var random = CounterRandom(seed: seed, stream: .probing)
    draws = Tensor(shape: [rows, latents]) { elements in
      for index in elements.indices { elements[index] = Float(random.nextGaussian()) }
    }
    self.labels =
      labels == 0
      ? nil
      : Tensor(shape: [rows, labels]) { elements in
        for row in 0..<rows { elements[row * labels + row % labels] = 1 }
      }
  }

  /// The error of an interpretation, from 0 to 2.
  mutating func error(_ sidecar: ModelSidecar) -> Double {
    if let known = errors[sidecar] { return known }
    let error = measured(sidecar)
    let result = error.isFinite ? min(error, Self.impossible) : Self.impossible
    errors[sidecar] = result
    return result
  }

  private mutating func measured(_ sidecar: ModelSidecar) -> Double {
    switch kind {
    case .untested: 1
    case .statistics: statisticsError(sidecar) ?? Self.impossible
    case .cycle: cycleAndStatisticsError(sidecar)
    case .reconstruction: reconstructionError(sidecar)
    }
  }

  private mutating func cycleAndStatisticsError(_ sidecar: ModelSidecar) -> Double {
    let cycle = cycleError(sidecar)
    guard hasPrior, cycle < Self.impossible, let statistics = statisticsError(sidecar) else {
      return cycle
    }
    return (cycle + statistics) / 2
  }

  private mutating func cycleError(_ sidecar: ModelSidecar) -> Double {
    guard let decoded = decoded(sidecar), let encoder = encoder(sidecar, decoded.extents) else {
      return Self.impossible
    }
    let isLabelled = sidecar.conditions.contains { sidecar.encoder.contains(.concatenate($0.name)) }
    let labels = isLabelled ? labels : nil
    let encoded = { encoder.evaluation.run(Self.joined($0, labels)) }
    work += encoder.products * Double(draws.rowCount)
    let codes = encoded(decoded.samples)
    let first = Self.unexplained(codes, of: draws)
    guard !hasPrior else { return first }
    work += 2 * encoder.products * Double(draws.rowCount)
    let input = Self.joined(codes, sidecar.conditions.isEmpty ? nil : self.labels)
    let second = Self.unexplained(encoded(decoded.evaluation.run(input)), of: codes)
    // The first round leaves the codes that the model knows, so that it counts less.
    return (first + 3 * second) / 4
  }

  private mutating func reconstructionError(_ sidecar: ModelSidecar) -> Double {
    guard let samples, let decoded = decoded(sidecar),
      let encoder = encoder(sidecar, decoded.extents)
    else { return Self.impossible }
    let isFirst = !sidecar.hasChannelsLast || decoded.extents.count == 3
    let arranged =
      samples.shape.count == 4 && isFirst
      ? StateWeights.transposed(samples, axes: [0, 3, 1, 2]) : samples
    let input = arranged.reshaped(to: [samples.rowCount, samples.rowStride])
    guard input.rowStride == decoded.samples.rowStride else { return Self.impossible }
    work += 2 * encoder.products * Double(input.rowCount)
    let output = decoded.evaluation.run(encoder.evaluation.run(input))
    let mean = input.elements.reduce(0) { $0 + Double($1) } / Double(input.count)
    var (residual, total) = (0.0, 0.0)
    for (value, found) in zip(input.elements, output.elements) {
      residual += Double(value - found) * Double(value - found)
      total += (Double(value) - mean) * (Double(value) - mean)
    }
    return total > 0 ? residual / total : Self.impossible
  }

  /// 1 - R², the mean over columns; a column that is worse than its mean counts as if it were its double.
  private static func unexplained(_ found: Tensor, of expected: Tensor) -> Double {
    guard found.shape == expected.shape else { return impossible }
    let (rows, columns) = (expected.rowCount, expected.rowStride)
    var sum = 0.0
    for column in 0..<columns {
      var (residual, total, mean) = (0.0, 0.0, 0.0)
      for row in 0..<rows { mean += Double(expected.elements[row * columns + column]) }
      mean /= Double(rows)
      for row in 0..<rows {
        let value = Double(expected.elements[row * columns + column])
        let difference = value - Double(found.elements[row * columns + column])
        residual += difference * difference
        total += (value - mean) * (value - mean)
      }
      let ratio = total > 0 ? residual / total : impossible
      sum += ratio.isFinite ? min(impossible, ratio) : impossible
    }
    return sum / Double(columns)
  }

  private mutating func decoded(_ sidecar: ModelSidecar) -> Decoded? {
    var key = sidecar
    (key.encoder, key.heads, key.output) = ([], .code, nil)
    if let known = decoders[key] { return known }
    let result = decode(key)
    if decoders.count > Self.cacheLimit { decoders = [:] }
    decoders[key] = .some(result)
    return result
  }

  private mutating func decode(_ sidecar: ModelSidecar) -> Decoded? {
    guard let part = try? SidecarGraphs.decoder(sidecar, source: source),
      (try? SidecarGraphs.axes(of: part.extents, sidecar, path: source.path)) != nil,
      let evaluation = evaluation(
        part, inputs: inputs(sidecar, first: ("z", [sidecar.latents]), sidecar.conditions),
        outputs: [part.graph.outputs[0].name])
    else { return nil }
    let samples = evaluation.run(Self.joined(draws, sidecar.conditions.isEmpty ? nil : labels))
    return Decoded(evaluation: evaluation, extents: part.extents, samples: samples)
  }

  private mutating func encoder(_ sidecar: ModelSidecar, _ extents: [Int]) -> Encoder? {
    var key = sidecar
    key.decoder = [.reshape(extents)]
    key.output = nil
    if let known = encoders[key] { return known }
    let used = sidecar.conditions.filter { sidecar.encoder.contains(.concatenate($0.name)) }
    var result: Encoder?
    if let part = try? SidecarGraphs.encoder(sidecar, extents: extents, source: source) {
      result = evaluation(
        part, inputs: inputs(sidecar, first: ("x", extents), used),
        outputs: [part.graph.outputs[0].name]
      ).map { Encoder(evaluation: $0, products: part.products) }
    }
    if encoders.count > Self.cacheLimit { encoders = [:] }
    encoders[key] = .some(result)
    return result
  }

  private func inputs(
    _ sidecar: ModelSidecar, first: (name: String, extents: [Int]),
    _ conditions: [ModelSidecar.Condition]
  ) -> [(name: String, extents: [Int])] {
    [first] + conditions.map { ($0.name, [$0.count]) }
  }

  private mutating func evaluation(
    _ part: SidecarGraphs.Part, inputs: [(name: String, extents: [Int])], outputs: [String]
  ) -> GraphEvaluation? {
    let request = LoweredNetwork.Request(
      inputs: inputs, inputAxes: nil, outputs: outputs, outputAxes: nil)
    let cost = part.products * Double(draws.rowCount)
    guard cost < Self.runLimit else { return nil }
    work += cost + 16 * Double(source.count)
    guard let lowered = try? part.graph.lowered(request, path: source.path) else { return nil }
    return try? GraphEvaluation(lowered, path: source.path)
  }

  private static func joined(_ first: Tensor, _ second: Tensor?) -> Tensor {
    guard let second else { return first }
    var elements: [Float] = []
    for row in 0..<first.rowCount { elements += first.row(row) + second.row(row) }
    return Tensor(shape: [first.rowCount, first.rowStride + second.rowStride], elements: elements)
  }

  /// How far the values before normalisations are from the means and variances that were kept in training; `nil` where there are none.
  private mutating func statisticsError(_ sidecar: ModelSidecar) -> Double? {
    var key = sidecar
    (key.encoder, key.heads, key.output) = ([], .code, nil)
    if let known = statistics[key] { return known }
    let error = measuredStatistics(key)
    statistics[key] = .some(error)
    return error
  }

  private mutating func measuredStatistics(_ sidecar: ModelSidecar) -> Double? {
    guard let part = try? SidecarGraphs.decoder(sidecar, source: source),
      (try? SidecarGraphs.axes(of: part.extents, sidecar, path: source.path)) != nil,
      !part.normalizations.isEmpty,
      let evaluation = evaluation(
        part, inputs: inputs(sidecar, first: ("z", [sidecar.latents]), sidecar.conditions),
        outputs: part.normalizations.map(\.value))
    else { return nil }
    let found = evaluation.run(Self.joined(draws, sidecar.conditions.isEmpty ? nil : labels))
    var start = 0
    var errors: [Double] = []
    for normalization in part.normalizations {
      errors += channelErrors(normalization, found, start: start)
      start += normalization.shape.reduce(1, *)
    }
    return errors.reduce(0, +) / Double(max(1, errors.count))
  }

  private func channelErrors(
    _ normalization: StepGraph.Normalization, _ found: Tensor, start: Int
  ) -> [Double] {
    guard case .numbers(let means)? = source.part(.runningMean, of: normalization.layer)?.elements,
      case .numbers(let variances)? = source.part(.runningVariance, of: normalization.layer)?
        .elements
    else { return [] }
    let area = normalization.shape.dropFirst().reduce(1, *)
    return normalization.shape.first.map { channels in
      (0..<channels).map { channel in
        var (sum, squares) = (0.0, 0.0)
        for row in 0..<found.rowCount {
          let first = row * found.rowStride + start + channel * area
          for value in found.elements[first..<first + area] {
            sum += Double(value)
            squares += Double(value) * Double(value)
          }
        }
        let count = Double(found.rowCount * area)
        let (mean, expected) = (sum / count, Double(means[channel]))
        let variance = max(1e-12, squares / count - mean * mean)
        let kept = max(1e-12, Double(variances[channel]))
        let shift = (mean - expected) * (mean - expected) / kept
        return min(1, shift + abs(log(variance / kept)))
      }
    } ?? []
  }
}
