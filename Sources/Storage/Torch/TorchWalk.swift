/// Visits the parts of a pickle's values, as often as they are reached and no more than a number of times.
///
/// A value may be reached on very many ways, and contain itself; so every walk has a budget.
struct TorchWalk {
  /// A part of a value with its name.
  typealias Part = (name: String, value: PickleValue)

  /// The most values that a walk visits.
  static let visitLimit = 1 << 18
  /// The deepest nesting.
  static let depthLimit = 24
  /// The longest name of a part, in bytes.
  static let nameLimit = 1000

  private let file: TorchFile
  private var visits = 0

  init(_ file: TorchFile) { self.file = file }

  /// The named parts of a value: of a dictionary, a list or a tuple, of a module its parameters, buffers and modules.
  ///
  /// - Parameter value: Any value.
  /// - Returns: The parts; `nil` for a value of another kind.
  /// - Throws: ``StorageError`` when the budget is spent.
  mutating func parts(of value: PickleValue) throws(StorageError) -> [Part]? {
    if let module = try module(value) {
      try spend(module.size)
      return try checked(module.parts)
    }
    if let entries = file.document.entries(value) { return try checked(entries) }
    return file.document.elements(value)?.enumerated().map { ("\($0.offset)", $0.element) }
  }

  /// The parts of a value if any of them has parts; none of long lists of numbers.
  mutating func branches(of value: PickleValue) throws(StorageError) -> [Part]? {
    guard file.document.isBranching(value) else {
      try spend(1)
      return nil
    }
    return try parts(of: value)
  }

  /// The module that a value is; `nil` for a value of another kind.
  mutating func module(_ value: PickleValue) throws(StorageError) -> TorchModuleRecord? {
    try spend(size(of: value))
    return file.document.record(value).flatMap { TorchModuleRecord($0, in: file) }
  }

  /// How many parts have to be looked at to tell those of a value.
  private func size(of value: PickleValue) -> Int {
    guard let object = file.document.object(value) else { return 1 }
    let inner = [object.state, object.arguments].compactMap { file.document.object($0) }
    // Slots are a second part of a state, and old dictionaries a first argument.
    let innermost = inner.flatMap { $0.elements.prefix(2) }.compactMap { file.document.object($0) }
    return ([object] + inner + innermost).reduce(1) { $0 + $1.elements.count + $1.pairs.count }
  }

  private mutating func spend(_ count: Int) throws(StorageError) {
    visits += count
    guard visits <= Self.visitLimit else {
      throw .malformed(
        path: file.path, place: "pickle", expected: "a tree of at most \(Self.visitLimit) values",
        found: "more")
    }
  }

  private func checked(_ parts: [Part]) throws(StorageError) -> [Part] {
    for part in parts where part.name.utf8.count > Self.nameLimit {
      throw .malformed(
        path: file.path, place: "pickle",
        expected: "names of at most \(Self.nameLimit) bytes", found: "\(part.name.utf8.count)")
    }
    return parts
  }
}
