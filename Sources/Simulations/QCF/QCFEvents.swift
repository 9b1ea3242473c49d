import Tensors

/// Draws the measured values of events.
struct QCFEvents {
  private let up: BetaVariate
  private let down: BetaVariate
  private let upShare: Double
  private let detector: QCFDetector
  private let deviation: Double

  init(_ parameters: QCFParameters, crossSection: CrossSection, detector: QCFDetector) {
    up = BetaVariate(parameters.up)
    down = BetaVariate(parameters.down)
    upShare = crossSection.upShare
    self.detector = detector
    deviation = detector.deviation
  }

  /// Draws independent events, with random numbers that depend on seed and sample only.
  func draw(into events: UnsafeMutableBufferPointer<Float>, seed: UInt64, index: Int) {
    var random = CounterRandom(seed: seed, stream: .measurement, row: index)
    for position in events.indices { events[position] = Float(next(using: &random)) }
  }

  @inline(__always)
  private func next(using random: inout CounterRandom) -> Double {
    let isUp = random.nextUniform() < upShare
    let x = isUp ? up.next(using: &random) : down.next(using: &random)
    return switch detector.form {
    case .none: x
    case .centred: x + deviation * x * random.nextGaussian()
    case .literal: deviation * x * random.nextGaussian()
    }
  }
}
