/// Searches the interpretations of a state dict for those that explain its weights best.
struct StateDictSearch {
  /// An interpretation and how badly it explains the weights.
  struct Finding {
    let candidate: ModelCandidate
    let sidecar: ModelSidecar
    let error: Double
    /// The error, with a little more for what is unusual.
    let score: Double
  }

  private let skeleton: StateSkeleton
  private let geometries: [ModelGeometry]
  private let isKeras: Bool
  /// The styles of the known families whose names the file has.
  private let favoured: [ModelStyle]
  private var test: CodeTest
  private var findings: [ModelSidecar: Finding] = [:]
  /// The multiply-adds after which no further interpretations are tried.
  private static let workLimit = 4e10
  private static let beam = 3

  init(
    _ skeleton: StateSkeleton, _ geometries: [ModelGeometry], isKeras: Bool, favoured: [ModelStyle],
    test: CodeTest
  ) {
    (self.skeleton, self.geometries) = (skeleton, geometries)
    (self.isKeras, self.favoured, self.test) = (isKeras, favoured, test)
  }

  /// The interpretations that were tried, the best first.
  mutating func run() -> [Finding] {
    for geometry in geometries.indices.prefix(4) {
      for style in favoured + usualStyles {
        judge(ModelCandidate(geometry: geometry, style: style))
      }
    }
    guard test.kind != .untested else {
      for geometry in geometries.indices { judge(ModelCandidate(geometry: geometry)) }
      return ranking
    }
    var explored: Set<ModelCandidate> = []
    for _ in 0..<12 {
      let fresh = ranking.prefix(Self.beam).map(\.candidate).filter { !explored.contains($0) }
      guard !fresh.isEmpty, test.work < Self.workLimit else { break }
      for candidate in fresh {
        explored.insert(candidate)
        for neighbour in neighbours(candidate) where test.work < Self.workLimit {
          judge(neighbour)
        }
      }
      if let best = fresh.first {
        for neighbour in pairs(best) where test.work < Self.workLimit / 2 { judge(neighbour) }
      }
    }
    return ranking
  }

  /// Every function of the encoder with every one of the decoder, for the most usual geometry.
  private mutating func judgePairs() {
    for style in usualStyles where test.work < Self.workLimit / 2 {
      for function in StepActivation.hidden {
        var style = style
        style.encoder = function
        judge(ModelCandidate(geometry: 0, style: style))
      }
    }
  }

  private var ranking: [Finding] {
    findings.values.sorted {
      $0.score != $1.score ? $0.score < $1.score : $0.sidecar.toml < $1.sidecar.toml
    }
  }

  private var usualStyles: [ModelStyle] {
    var styles: [ModelStyle] = []
    for function in StepActivation.hidden {
      for output in ModelStyle.outputs {
        for split in splits {
          styles.append(
            ModelStyle(encoder: function, decoder: function, output: output, split: split))
        }
      }
    }
    return styles
  }

  private var splits: [OperatorGraph.JointHeads] {
    if case .joint = skeleton.heads { OperatorGraph.JointHeads.allCases } else { [.halves] }
  }

  private mutating func judge(_ candidate: ModelCandidate) {
    let geometry = geometries[candidate.geometry]
    let sidecar = candidate.sidecar(skeleton, geometry, isKeras: isKeras)
    let error = test.error(sidecar)
    let rarity =
      candidate.style.cost + 2 * Double(candidate.departures.count) + 0.5 * geometry.cost
    let isFavoured = favoured.contains(candidate.style) && candidate.departures.isEmpty
    let score = (error * (1 + 0.12 * rarity) + 0.0005 * rarity) * (isFavoured ? 0.5 : 1)
    if let known = findings[sidecar], known.score <= score { return }
    findings[sidecar] = Finding(
      candidate: candidate, sidecar: sidecar, error: error, score: score)
  }

  /// The candidates that differ in one respect.
  private func neighbours(_ candidate: ModelCandidate) -> [ModelCandidate] {
    var neighbours: [ModelCandidate] = []
    let add = { (change: (inout ModelCandidate) -> Void) in
      var neighbour = candidate
      change(&neighbour)
      if neighbour != candidate { neighbours.append(neighbour) }
    }
    for geometry in geometries.indices.prefix(16) {
      add { neighbour in
        neighbour.geometry = geometry
        neighbour.departures = [:]
      }
    }
    for function in StepActivation.hidden {
      add { $0.style.decoder = function }
      add { $0.style.encoder = function }
      add { neighbour in (neighbour.style.encoder, neighbour.style.decoder) = (function, function) }
    }
    for output in ModelStyle.outputs { add { $0.style.output = output } }
    for split in splits { add { $0.style.split = split } }
    add { $0.style.hasFunctionBeforeImage.toggle() }
    add { $0.style.isFunctionFirst.toggle() }
    for slot in slots(candidate) {
      for function in StepActivation.hidden { add { $0.departures[slot] = function } }
      add { $0.departures[slot] = nil }
    }
    return neighbours
  }

  /// The candidates that differ in two steps of the decoder or of the encoder, where these are few.
  private func pairs(_ candidate: ModelCandidate) -> [ModelCandidate] {
    let all = slots(candidate)
    var pairs: [ModelCandidate] = []
    for side in [all.filter(\.isDecoder), all.filter { !$0.isDecoder }] where side.count <= 3 {
      for (place, first) in side.enumerated() {
        for second in side[(place + 1)...] {
          for function in StepActivation.hidden {
            for other in StepActivation.hidden {
              var neighbour = candidate
              (neighbour.departures[first], neighbour.departures[second]) = (function, other)
              pairs.append(neighbour)
            }
          }
        }
      }
    }
    return pairs
  }

  /// The steps whose function the candidate says, or could.
  private func slots(_ candidate: ModelCandidate) -> [ModelCandidate.Slot] {
    let sidecar = candidate.sidecar(skeleton, geometries[candidate.geometry], isKeras: isKeras)
    let slots = { (steps: [SidecarStep], isDecoder: Bool) -> [ModelCandidate.Slot] in
      steps.indices.filter { steps[$0].activation.map { $0 != .none } ?? false }
        .map { ModelCandidate.Slot(isDecoder: isDecoder, step: $0) }
    }
    let ends = sidecar.encoder.indices.last.map {
      [ModelCandidate.Slot(isDecoder: false, step: $0)]
    }
    let decoder = slots(sidecar.decoder, true).dropLast(
      candidate.style.output == .none ? 0 : 1)
    return decoder + slots(sidecar.encoder, false) + (ends ?? [])
  }
}
