import ExplorerEngine
import Glibc
import Models
import Plotting
import Tensors
import TestSupport
import Testing

@testable import Explorer

/// The explorer with its real engine on checkpoints whose finite numbers overflow in the arithmetic.
@Suite struct OverflowWalkTests {
  enum Extreme: CaseIterable, Sendable {
    case weights, someWeights, statistics, deviations, gallery

    func applied(to checkpoint: DescribedModel) throws -> DescribedModel {
      var (model, statistics, gallery) = (
        checkpoint.model, try #require(checkpoint.facts.statistics),
        try #require(checkpoint.facts.gallery)
      )
      let latents = model.latentCount
      switch self {
      case .weights, .someWeights:
        let spacing = self == .weights ? 1 : 97
        let parameters = model.parameters.enumerated().map {
          $0.offset % spacing == 0 ? ($0.element < 0 ? -3e38 : 3e38) : $0.element
        }
        model = Model(
          architecture: model.architecture, transform: model.transform, parameters: parameters)
      case .statistics:
        statistics.mean = Array(repeating: -3e38, count: latents)
        statistics.deviation = Array(repeating: 3e38, count: latents)
        statistics.posteriorVariance = Array(repeating: 3e38, count: latents)
      case .deviations:
        statistics.deviation = Array(repeating: .leastNonzeroMagnitude, count: latents)
        statistics.posteriorVariance = Array(
          repeating: .leastNonzeroMagnitude, count: latents)
        // Codes that hardly vary lie within the range of the histogram.
        let binCount = LatentStatistics.histogramBinCount
        statistics.histogram = Tensor(
          repeating: 1 / Float(binCount), shape: [latents, binCount])
      case .gallery:
        let samples = gallery.samples
        gallery.samples = Tensor(
          shape: samples.shape,
          elements: samples.elements.indices.map { $0 % 2 == 0 ? 3e38 : -3e38 })
        gallery.means = Tensor(
          repeating: 3e38, shape: gallery.means.shape)
      }
      return DescribedModel(
        model,
        facts: ModelFacts(
          objective: checkpoint.facts.objective, data: checkpoint.data,
          statistics: statistics, gallery: gallery, training: checkpoint.facts.training))
    }
  }

  @Test(arguments: Extreme.allCases, 0..<2 as Range<UInt64>)
  func everyScreenEndsIdle(extreme: Extreme, seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("extreme.safetensors")
    try extreme.applied(to: TinyModel.checkpoint(latentCount: 3, seed: 1)).save(to: path)
    var walk = Walk(path, folder: folder, name: "\(extreme), seed \(seed)")
    try walk.take(.resized(Size(columns: 100, rows: 30)))
    try walk.take(.started)
    try #require(walk.state.model != nil, "\(extreme): \(walk.state.log.lines)")
    var random = SplitMix64(state: seed)
    let keys = CommandTable.standard.all.flatMap(\.keys).filter { $0 != .character("q") }
    for step in 0..<80 {
      if step % 8 == 0 {
        let screens: [Character] = ["1", "2", "4", "5", "7"]
        try walk.take(.key(.character(screens[step / 8 % 5])))
        try walk.take(
          .resized(
            Size(
              columns: Int.random(in: 20...200, using: &random),
              rows: Int.random(in: 5...60, using: &random))))
      }
      try walk.take(.key(keys.randomElement(using: &random) ?? .character("l")))
    }
    #expect(walk.state.isIdle)
  }

  /// The event loop of the program without a terminal.
  private struct Walk {
    var state: ExplorerState
    let engine: EffectRunner
    let name: String

    init(_ path: String, folder: TemporaryFolder, name: String) {
      state = ExplorerState(
        options: ExplorerOptions(
          modelPath: path,
          capabilities: TerminalCapabilities(graphics: .half, color: .trueColor), seed: 7))
      engine = EffectRunner(snapshotFolder: folder.path, diagnosisFolder: folder.path("kept"))
      self.name = name
    }

    mutating func take(_ event: ExplorerEvent) throws {
      perform(update(&state, event))
      var answered = 0
      while !state.isIdle {
        while let event = engine.nextEvent() {
          answered += 1
          perform(update(&state, event))
        }
        try #require(answered < 10_000, "\(name): asked without end")
        if state.isIdle { break }
        var ready = pollfd(fd: engine.wakeDescriptor, events: Int16(POLLIN), revents: 0)
        try #require(poll(&ready, 1, 20_000) > 0, "\(name): no answer to \(state.awaited)")
      }
      let frame = render(state, size: state.size)
      #expect(frame.size == state.size, "\(name)")
    }

    private func perform(_ effects: [ExplorerEffect]) {
      for effect in effects {
        switch effect {
        case .quit, .repaint, .suspend, .stopTraining: break
        default: engine.perform(effect)
        }
      }
    }
  }
}
