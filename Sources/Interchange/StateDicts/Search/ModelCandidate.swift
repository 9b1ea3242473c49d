/// One way to read the weights: a geometry, a style, and the steps that depart from it.
struct ModelCandidate: Sendable, Hashable {
  /// A step of the decoder or encoder.
  struct Slot: Sendable, Hashable {
    let isDecoder: Bool
    let step: Int
  }

  /// The position of its geometry.
  var geometry: Int
  var style = ModelStyle()
  /// Functions that differ from the style's.
  var departures: [Slot: StepActivation] = [:]

  /// The sidecar that says it.
  func sidecar(_ skeleton: StateSkeleton, _ geometry: ModelGeometry, isKeras: Bool) -> ModelSidecar
  {
    let label = ModelSidecar.Condition(name: "label", count: skeleton.labels)
    var sidecar = ModelSidecar(sample: geometry.sample, latents: skeleton.latents)
    sidecar.hasChannelsLast = isKeras
    sidecar.epsilon = isKeras ? 1e-3 : 1e-5
    sidecar.conditions = skeleton.labels > 0 ? [label] : []
    sidecar.decoder =
      (skeleton.labels > 0 ? [.concatenate(label.name)] : [])
      + steps(skeleton.decoder, geometry.decoder, function: style.decoder, last: style.output)
    if geometry.decoder.extents.count == 1 { sidecar.decoder.append(.flatten) }
    if let encoder = skeleton.encoder, let places = geometry.encoder {
      sidecar.heads = heads(skeleton)
      sidecar.encoder =
        beginning(encoder, skeleton, geometry)
        + steps(
          encoder, places, function: style.encoder,
          last: skeleton.heads == .code ? .none : style.encoder)
      if sidecar.encoder.isEmpty { sidecar.encoder = [.flatten] }
    }
    depart(&sidecar)
    let output = sidecar.decoder.last { $0.activation != nil }?.activation ?? style.output
    sidecar.output = output.range.map {
      ModelSidecar.Output(minimum: $0.lowerBound, maximum: $0.upperBound)
    }
    return sidecar
  }

  private func depart(_ sidecar: inout ModelSidecar) {
    for (slot, function) in departures {
      if slot.isDecoder {
        sidecar.decoder[slot.step].activation = function
      } else {
        sidecar.encoder[slot.step].activation = function
      }
    }
  }

  private func heads(_ skeleton: StateSkeleton) -> ModelSidecar.Heads {
    switch skeleton.heads {
    case .code: .code
    case .pair(let mean, let variance):
      .pair(
        mean: SidecarStep.LayerStep(name: mean.name),
        logVariance: variance.map { SidecarStep.LayerStep(name: $0.name) })
    case .joint(let layer):
      .joint(from: SidecarStep.LayerStep(name: layer.name), split: style.split)
    }
  }

  /// What makes a sample the input of the encoder's first layer.
  private func beginning(
    _ chain: LayerChain, _ skeleton: StateSkeleton, _ geometry: ModelGeometry
  ) -> [SidecarStep] {
    guard let first = chain.links.first(where: { $0.layer.isWeighted }) else { return [] }
    let isFlat = geometry.decoder.extents.count != 2
    if case .kernel(_, _, let kernel) = first.layer.kind {
      guard isFlat else { return [] }
      let count = geometry.sample.reduce(1, *)
      return [
        .reshape(kernel.count == 1 ? [first.inputs, count / first.inputs] : geometry.sample)
      ]
    }
    let isConditional =
      skeleton.labels > 0 && first.inputs == geometry.sample.reduce(1, *) + skeleton.labels
    return isConditional ? [.concatenate("label")] : []
  }

  /// The steps of a chain, whose functions follow each layer with its normalisation.
  private func steps(
    _ chain: LayerChain, _ geometry: ChainGeometry, function: StepActivation, last: StepActivation
  ) -> [SidecarStep] {
    var steps: [SidecarStep] = []
    let groups = Self.groups(chain.links)
    for (number, group) in groups.enumerated() {
      let isBeforeImage =
        number + 1 < groups.count && geometry.reshapes[groups[number + 1].lowerBound] != nil
        || group.contains { $0 > group.lowerBound && geometry.reshapes[$0] != nil }
      var own = number == groups.count - 1 ? last : function
      if isBeforeImage, !style.hasFunctionBeforeImage { own = .none }
      if group.contains(where: { chain.links[$0].layer.hasSlopes }) { own = .none }
      steps += self.steps(chain, geometry, group, function: own)
    }
    return steps
  }

  private func steps(
    _ chain: LayerChain, _ geometry: ChainGeometry, _ group: Range<Int>, function: StepActivation
  ) -> [SidecarStep] {
    var steps: [SidecarStep] = []
    var pool = 1
    let place = style.isFunctionFirst ? group.lowerBound : group.upperBound - 1
    for index in group {
      if let extents = geometry.reshapes[index] { steps.append(.reshape(extents)) }
      var step = SidecarStep.LayerStep(name: chain.links[index].layer.name)
      if let option = geometry.options[index] {
        if option.upsample > 1 { steps.append(.upsample(option.upsample)) }
        step.window = option.window
        pool = option.pool
      }
      if index == place { step.activation = function }
      steps.append(.layer(step))
    }
    return steps + (pool > 1 ? [.pool(pool)] : [])
  }

  /// Each layer with the normalisations and slopes after it.
  private static func groups(_ links: [LayerChain.Link]) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    for (index, link) in links.enumerated() {
      if let last = groups.last, !link.layer.isWeighted {
        groups[groups.count - 1] = last.lowerBound..<index + 1
      } else {
        groups.append(index..<index + 1)
      }
    }
    return groups
  }
}
