import Escaping
import Storage

extension ModelSidecar {
  /// The longest text that is read, in bytes.
  package static let sizeLimit = 1 << 20

  /// Reads a sidecar file.
  ///
  /// - Parameter path: The file, in TOML.
  /// - Throws: ``InterchangeError`` of one line with the place.
  package init(path: String) throws(InterchangeError) {
    let text: String?
    do throws(StorageError) {
      let file = try MappedFile(path: path)
      guard file.count <= Self.sizeLimit else {
        throw .malformed(
          path: path, place: "size", expected: "at most \(Self.sizeLimit) bytes",
          found: "\(file.count)")
      }
      text = file.withUnsafeBytes { String(validating: $0, as: UTF8.self) }
    } catch {
      throw .storage(error)
    }
    guard let text else {
      throw .mismatch(path: path, place: "text", expected: "UTF-8", found: "other bytes")
    }
    try self.init(toml: text, path: path)
  }

  /// Reads a sidecar.
  ///
  /// - Parameters:
  ///   - toml: The text.
  ///   - path: Its file, for errors.
  /// - Throws: ``InterchangeError`` of one line with the place.
  package init(toml: String, path: String) throws(InterchangeError) {
    try self.init(SidecarEntries(toml, path: path))
  }

  private init(_ entries: SidecarEntries) throws(InterchangeError) {
    sample = try entries.integers("sample", counts: [1, 3])
    latents = try entries.integer("latents")
    hasChannelsLast = try entries.word("flattened", of: ["channels first", "channels last"]) == 1
    decoder = try entries.steps("decoder") ?? []
    encoder = try entries.steps("encoder") ?? []
    norm = try entries.number("norm")
    epsilon = try entries.number("epsilon") ?? 1e-5
    conditions = try entries.conditions()
    if let minimum = try entries.number("output.minimum"),
      let maximum = try entries.number("output.maximum")
    {
      output = Output(minimum: minimum, maximum: maximum)
    }
    heads = try Self.heads(entries)
    guard !decoder.isEmpty else { throw entries.missing("decoder") }
    try entries.checkNames()
    if let norm, !(norm > 0) {
      throw entries.fault("norm", expected: "a number above 0", found: "\(norm)")
    }
    if let output, !(output.minimum < output.maximum) {
      throw entries.fault(
        "output.maximum", expected: "more than the minimum", found: "\(output.maximum)")
    }
  }

  private static func heads(_ entries: SidecarEntries) throws(InterchangeError) -> Heads {
    let splits = OperatorGraph.JointHeads.allCases
    if let split = try entries.word("heads.split", of: splits.map(\.rawValue)) {
      return .joint(from: try entries.layer("heads.from"), split: splits[split])
    }
    if let mean = try entries.layer("heads.mean") {
      return .pair(mean: mean, logVariance: try entries.layer("heads.log_variance"))
    }
    return .code
  }
}

/// The values of a sidecar's text by name, and errors with their places.
private struct SidecarEntries {
  private let path: String
  private let entries: [String: TOMLDocument.Entry]
  private let order: [TOMLDocument.Entry]
  private static let names: Set<String> = [
    "sample", "latents", "flattened", "decoder", "encoder", "norm", "epsilon", "output.minimum",
    "output.maximum", "heads.split", "heads.from", "heads.mean", "heads.log_variance",
  ]
  private static let stepLimit = 1024

  init(_ text: String, path: String) throws(InterchangeError) {
    self.path = path
    let document: TOMLDocument
    do { document = try TOMLDocument(text) } catch {
      throw .mismatch(
        path: "\(path):\(error.place.line)", place: "character \(error.place.column)",
        expected: error.expected, found: error.found.escaped(limit: 80))
    }
    order = document.entries
    entries = Dictionary(
      document.entries.map { ($0.path.joined(separator: "."), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Refuses names that a sidecar does not have.
  func checkNames() throws(InterchangeError) {
    for entry in order {
      let name = entry.path.joined(separator: ".")
      let isCondition = entry.path.count == 2 && entry.path[0] == "conditions"
      guard Self.names.contains(name) || isCondition else {
        throw fault(
          name, line: entry.keyPlace.line,
          expected: "one of \(Self.names.sorted().joined(separator: ", ")), conditions.NAME",
          found: name.escaped(limit: 80))
      }
    }
  }

  func missing(_ name: String) -> InterchangeError {
    .undetermined(path: path, missing: "\(name) is missing", advice: "add it")
  }

  func fault(
    _ name: String, line: Int? = nil, place: String? = nil, expected: String, found: String
  ) -> InterchangeError {
    let line = line ?? entries[name]?.valuePlace.line
    return .mismatch(
      path: line.map { "\(path):\($0)" } ?? path, place: (place ?? name).escaped(limit: 80),
      expected: expected, found: found)
  }

  func integers(_ name: String, counts: [Int]) throws(InterchangeError) -> [Int] {
    guard let value = entries[name]?.value else { throw missing(name) }
    let limit = SidecarLine.numberLimit
    guard let integers = value.integers, counts.contains(integers.count),
      integers.allSatisfy({ (1...limit).contains($0) }), integers.reduce(1, *) <= 1 << 26
    else {
      let lengths = counts.map(String.init).joined(separator: " or ")
      throw fault(
        name, expected: "a list of \(lengths) integers from 1 to \(limit)",
        found: value.tomlText.escaped(limit: 80))
    }
    return integers
  }

  func integer(_ name: String) throws(InterchangeError) -> Int {
    guard let entry = entries[name] else { throw missing(name) }
    return try integer(entry, name)
  }

  private func integer(
    _ entry: TOMLDocument.Entry, _ name: String
  ) throws(InterchangeError) -> Int {
    guard case .integer(let integer) = entry.value, (1...SidecarLine.numberLimit).contains(integer)
    else {
      throw fault(
        name, line: entry.valuePlace.line,
        expected: "an integer from 1 to \(SidecarLine.numberLimit)",
        found: entry.value.tomlText.escaped(limit: 80))
    }
    return integer
  }

  func number(_ name: String) throws(InterchangeError) -> Float? {
    guard let value = entries[name]?.value else { return nil }
    guard let number = value.double.map({ Float($0) }), number.isFinite else {
      throw fault(name, expected: "a number", found: value.tomlText.escaped(limit: 80))
    }
    return number
  }

  /// The position of a text among those that are allowed.
  func word(_ name: String, of words: [String]) throws(InterchangeError) -> Int? {
    guard let value = entries[name]?.value else { return nil }
    guard case .text(let text) = value, let place = words.firstIndex(of: text) else {
      throw fault(
        name, expected: words.map { "\"\($0)\"" }.joined(separator: " or "),
        found: value.tomlText.escaped(limit: 80))
    }
    return place
  }

  func conditions() throws(InterchangeError) -> [ModelSidecar.Condition] {
    var conditions: [ModelSidecar.Condition] = []
    for entry in order where entry.path.count == 2 && entry.path[0] == "conditions" {
      let count = try integer(entry, "conditions.\(entry.path[1])")
      conditions.append(ModelSidecar.Condition(name: entry.path[1], count: count))
    }
    return conditions
  }

  func steps(_ name: String) throws(InterchangeError) -> [SidecarStep]? {
    guard let value = entries[name]?.value else { return nil }
    guard let lines = value.texts, lines.count <= Self.stepLimit else {
      throw fault(
        name, expected: "a list of at most \(Self.stepLimit) texts",
        found: value.tomlText.escaped(limit: 80))
    }
    var steps: [SidecarStep] = []
    for (number, line) in lines.enumerated() {
      steps.append(try step(line, name, place: "\(name), step \(number + 1)"))
    }
    return steps
  }

  func layer(_ name: String) throws(InterchangeError) -> SidecarStep.LayerStep? {
    guard let value = entries[name]?.value else { return nil }
    guard case .text(let line) = value, case .layer(let layer) = try step(line, name, place: name)
    else {
      throw fault(name, expected: "a layer", found: value.tomlText.escaped(limit: 80))
    }
    return layer
  }

  private func step(
    _ line: String, _ name: String, place: String
  ) throws(InterchangeError) -> SidecarStep {
    do { return try SidecarLine.step(line) } catch {
      throw fault(
        name, place: place, expected: error.expected, found: error.found.escaped(limit: 80))
    }
  }
}
