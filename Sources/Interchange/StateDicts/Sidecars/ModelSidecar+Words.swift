import Escaping

extension ModelSidecar {
  /// The names of the layers that the sidecar reads.
  var layerNames: Set<String> {
    var names: Set<String> = []
    for case .layer(let layer) in encoder + decoder { names.insert(layer.name) }
    switch heads {
    case .code: break
    case .pair(let mean, let variance):
      names.insert(mean.name)
      if let variance { names.insert(variance.name) }
    case .joint(let layer, _): if let layer { names.insert(layer.name) }
    }
    return names
  }

  /// What distinguishes it from others of the same weights.
  var words: String {
    var parts: [String] = []
    let functions = Self.functions(decoder.dropLastFunction)
    parts.append("decoder \(functions)")
    let output = decoder.last { $0.activation != nil }?.activation ?? .none
    parts.append("output \(output.words)")
    switch heads {
    case .code: if !encoder.isEmpty { parts.append("no heads") }
    case .pair(let mean, let variance):
      let names = [mean.name, variance?.name].compactMap(\.self).joined(separator: "/")
      parts.append("heads \(names.escaped(limit: 80))")
    case .joint(let layer, let split):
      parts.append("head \((layer?.name ?? "last layer").escaped(limit: 80)), \(split.rawValue)")
    }
    if !encoder.isEmpty { parts.append("encoder \(Self.functions(encoder))") }
    let kernels = [("decoder", decoder), ("encoder", encoder)].compactMap { name, steps in
      Self.kernels(steps).map { "\(name) \($0)" }
    }
    let size = "sample " + sample.map(String.init).joined(separator: "x")
    return ([parts.joined(separator: ", "), size] + kernels).joined(separator: "; ")
  }

  /// One function where all steps have the same, or all of them in order.
  private static func functions(_ steps: [SidecarStep]) -> String {
    let words = steps.compactMap(\.activation).filter { $0 != .none }.map(\.words)
    guard let first = words.first else { return "without functions" }
    return Set(words).count == 1 ? first : words.joined(separator: ", ")
  }

  /// Strides, paddings and changes of size in order; `nil` without kernels.
  private static func kernels(_ steps: [SidecarStep]) -> String? {
    var words: [String] = []
    for step in steps {
      switch step {
      case .layer(let layer) where layer.window != StepWindow():
        let window = layer.window
        var word = "s\(SidecarStep.numbers(window.strides))"
        word += window.padding.map { "p\(SidecarStep.numbers($0))" } ?? " same"
        if window.outputPadding != [0] { word += "+\(SidecarStep.numbers(window.outputPadding))" }
        words.append(word)
      case .upsample, .pool, .averagePool, .globalPool: words.append(step.line)
      default: break
      }
    }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

extension [SidecarStep] {
  /// The steps without the last one that has a function.
  var dropLastFunction: [SidecarStep] {
    guard let last = lastIndex(where: { $0.activation != nil }) else { return self }
    return Array(self[..<last])
  }
}
