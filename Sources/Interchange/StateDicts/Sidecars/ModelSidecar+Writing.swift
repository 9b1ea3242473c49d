import Storage

extension ModelSidecar {
  /// The sidecar as TOML; reading it gives an equal one.
  package var toml: String {
    var lines = [
      "sample  = \(Self.list(sample))" + (sample.count == 3 ? "  # channels, height, width" : ""),
      "latents = \(latents)",
    ]
    if !conditions.isEmpty {
      let texts = conditions.map { "\(TOMLValue.text($0.name).tomlText) = \($0.count)" }
      lines.append("conditions = { \(texts.joined(separator: ", ")) }")
    }
    if let heads = headsText { lines.append("heads   = \(heads)") }
    if !encoder.isEmpty { lines.append(Self.steps("encoder", encoder)) }
    lines.append(Self.steps("decoder", decoder))
    if let output {
      lines.append("output  = { minimum = \(output.minimum), maximum = \(output.maximum) }")
    }
    if let norm { lines.append("norm    = \(norm)") }
    if hasChannelsLast { lines.append("flattened = \"channels last\"") }
    if epsilon != 1e-5 { lines.append("epsilon = \(epsilon)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private var headsText: String? {
    let quoted = { (step: SidecarStep.LayerStep) in
      TOMLValue.text(SidecarStep.layer(step).line).tomlText
    }
    switch heads {
    case .code: return nil
    case .pair(let mean, nil): return "{ mean = \(quoted(mean)) }"
    case .pair(let mean, let variance?):
      return "{ mean = \(quoted(mean)), log_variance = \(quoted(variance)) }"
    case .joint(let layer, let split):
      let from = layer.map { "from = \(quoted($0)), " } ?? ""
      return "{ \(from)split = \"\(split.rawValue)\" }"
    }
  }

  private static func steps(_ name: String, _ steps: [SidecarStep]) -> String {
    let lines = steps.map { "  \(TOMLValue.text($0.line).tomlText),\n" }
    return "\(name) = [\n\(lines.joined())]"
  }

  private static func list(_ integers: [Int]) -> String {
    TOMLValue.list(integers.map { .integer($0) }).tomlText
  }
}

extension SidecarStep {
  /// The step as a line of a sidecar.
  var line: String {
    switch self {
    case .layer(let layer):
      let function = layer.activation == .none ? [] : [layer.activation.words]
      return ([Self.name(layer.name)] + layer.window.words + function).joined(separator: " ")
    case .reshape(let extents): return "reshape " + Self.numbers(extents)
    case .flatten: return "flatten"
    case .upsample(let factor): return "upsample \(factor)"
    case .pool(let extent): return "pool \(extent)"
    case .averagePool(let extent): return "average_pool \(extent)"
    case .globalPool: return "global_pool"
    case .concatenate(let name): return "concatenate \(Self.name(name))"
    case .activation(let function): return "activation \(function.words)"
    }
  }

  static func numbers(_ values: [Int]) -> String {
    values.map(String.init).joined(separator: " ")
  }

  /// Names with blanks, or without characters, stand in apostrophes.
  private static func name(_ name: String) -> String {
    name.isEmpty || name.contains(where: { $0.isWhitespace || $0 == "'" }) ? "'\(name)'" : name
  }
}

extension StepWindow {
  /// The settings that differ from those of a plain kernel.
  var words: [String] {
    var words: [String] = []
    if let isTransposed { words.append(isTransposed ? "transposed" : "convolution") }
    if strides != [1] { words.append("stride " + SidecarStep.numbers(strides)) }
    if padding == nil { words.append("padding same") }
    if let padding, padding != [0] { words.append("padding " + SidecarStep.numbers(padding)) }
    if outputPadding != [0] {
      words.append("output_padding " + SidecarStep.numbers(outputPadding))
    }
    if dilations != [1] { words.append("dilation " + SidecarStep.numbers(dilations)) }
    return words
  }
}
