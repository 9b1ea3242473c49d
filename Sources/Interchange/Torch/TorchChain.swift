import Storage

/// Chains the parts of a model of its own class, where only their order is known: between them vectors and pictures are reshaped into
/// each other, which such a class does in its own code.
struct TorchChain {
  private(set) var builder: TorchGraphBuilder
  private var last: TorchModule?

  init(_ file: TorchFile, name: String, input: String, extents: [Int]) {
    builder = TorchGraphBuilder(file, name: name, input: input, extents: extents)
  }

  /// Adds the parts of one side in order.
  mutating func append(_ parts: [TorchModule]) throws(InterchangeError) {
    for part in parts {
      try checkActivations(before: part)
      try append(part)
      last = part
    }
  }

  /// Adds a part behind the present value.
  mutating func append(_ part: TorchModule) throws(InterchangeError) {
    try fit(part)
    try builder.append(part)
  }

  /// Adds the choices of a condition behind the latents or the elements of a sample.
  mutating func addCondition(count: Int, before part: TorchModule) throws(InterchangeError) {
    try builder.reshape(part, to: [builder.extents.reduce(1, *)])
    try builder.concatenate(input: "label", count: count, part)
  }

  /// Makes a vector of the present value.
  mutating func flatten(_ module: TorchModule) throws(InterchangeError) {
    try builder.reshape(module, to: [builder.extents.reduce(1, *)])
  }

  mutating func go(to position: (value: String, extents: [Int])) { builder.go(to: position) }

  /// Refuses layers that follow each other directly: what a class computes between them is not in the file.
  private mutating func checkActivations(before part: TorchModule) throws(InterchangeError) {
    guard let last, Self.isWeighted(last.layers.last { !Self.isSilent($0) }),
      Self.isWeighted(part.layers.first { !Self.isSilent($0) })
    else { return }
    let (first, second) = (TorchGraphBuilder.place(last), TorchGraphBuilder.place(part))
    guard last.children.isEmpty, part.children.isEmpty else {
      builder.note("no activation is assumed between \(first) and \(second)")
      return
    }
    throw .undetermined(
      path: builder.file.path,
      missing: "the activation between \(first) and \(second) is not in the file",
      advice: TorchFile.exportAdvice)
  }

  private static func isWeighted(_ layer: TorchModule?) -> Bool {
    layer.map { TorchGraphBuilder.weighted[$0.kind] != nil } ?? false
  }

  private static func isSilent(_ layer: TorchModule) -> Bool {
    layer.tensors.isEmpty && (layer.kind.hasPrefix("Dropout") || layer.kind.hasSuffix("latten"))
  }

  /// Reshapes the present value to what the first layer of a part reads.
  private mutating func fit(_ part: TorchModule) throws(InterchangeError) {
    guard let axes = Self.inputAxes(part) else { return }
    let count = builder.extents.reduce(1, *)
    switch axes {
    case .vector:
      if builder.extents.count > 1 { try builder.reshape(part, to: [count]) }
    case .picture(let channels):
      guard builder.extents.count == 1, channels > 0, count.isMultiple(of: channels) else { return }
      let side = Int(Double(count / channels).squareRoot().rounded())
      guard side * side == count / channels else { return }
      try builder.reshape(part, to: [channels, side, side])
      builder.note(
        "module \(TorchGraphBuilder.place(part)) is taken to read \([channels, side, side])")
    case .sequence(let channels):
      guard builder.extents.count == 1, channels > 0, count.isMultiple(of: channels) else { return }
      try builder.reshape(part, to: [channels, count / channels])
    }
  }

  /// What a layer reads.
  enum InputAxes {
    case vector
    case picture(channels: Int)
    case sequence(channels: Int)
  }

  /// What the first layer that tells reads; `nil` where one that reshapes comes before.
  static func inputAxes(_ part: TorchModule) -> InputAxes? {
    for layer in part.layers {
      let shape = layer.tensors["weight"]?.shape ?? []
      switch layer.kind {
      case "Linear": return .vector
      case "Conv2d" where shape.count == 4:
        return .picture(channels: shape[1] * groups(layer))
      case "ConvTranspose2d" where shape.count == 4: return .picture(channels: shape[0])
      case "BatchNorm2d": return shape.first.map { .picture(channels: $0) }
      case "Conv1d" where shape.count == 3:
        return .sequence(channels: shape[1] * groups(layer))
      case "ConvTranspose1d" where shape.count == 3: return .sequence(channels: shape[0])
      case "Flatten", "Unflatten", "PixelShuffle": return nil
      default:
        guard layer.isOfTorch else { return nil }
      }
    }
    return nil
  }

  private static func groups(_ layer: TorchModule) -> Int {
    let groups = layer.attributes["groups"]?.integers?.first ?? 1
    return (1...1 << 20).contains(groups) ? groups : 1
  }
}
