/// A value of a pickle that has parts.
package struct PickleObject: Sendable {
  /// A key and what it stands for.
  package struct Pair: Sendable {
    /// The key.
    package let key: PickleValue
    /// The value.
    package let value: PickleValue
  }

  /// What the object is.
  package enum Kind: String, Sendable {
    /// A list.
    case list = "a list"
    /// A tuple.
    case tuple = "a tuple"
    /// A dictionary.
    case dictionary = "a dictionary"
    /// A set, frozen or not.
    case set = "a set"
    /// What Python would make by calling something, which is never called here.
    case record = "an object"
    /// What lies outside of the pickle; ``PickleObject/arguments`` identifies it.
    case persistent = "a persistent identifier"
  }

  /// What the object is.
  package let kind: Kind
  /// Of a record, what Python would call: mostly a global.
  package let callable: PickleValue
  /// The arguments of the call, mostly a tuple; of a persistent identifier the identifier.
  package let arguments: PickleValue
  /// The named arguments of the call, a dictionary.
  package let keywords: PickleValue
  /// The state that Python would give to the object after the call, mostly a dictionary of its attributes.
  package var state = PickleValue.null
  /// The parts of a list, tuple or set, and what is appended to a record.
  package var elements: [PickleValue]
  /// The parts of a dictionary in the order of the file, and the items that are set in a record.
  package var pairs: [Pair]

  /// Whether it has parts that have parts themselves.
  var isBranching: Bool {
    switch kind {
    case .list, .tuple, .set: elements.contains { $0.hasParts }
    case .dictionary: pairs.contains { $0.value.hasParts }
    case .record, .persistent: true
    }
  }

  init(_ kind: Kind, elements: [PickleValue] = [], pairs: [Pair] = []) {
    self.kind = kind
    (self.elements, self.pairs) = (elements, pairs)
    (callable, arguments, keywords) = (.null, .null, .null)
  }

  init(calling callable: PickleValue, _ arguments: PickleValue, keywords: PickleValue = .null) {
    kind = .record
    (self.callable, self.arguments, self.keywords) = (callable, arguments, keywords)
    (elements, pairs) = ([], [])
  }

  init(persistent identifier: PickleValue) {
    kind = .persistent
    (callable, arguments, keywords) = (.null, identifier, .null)
    (elements, pairs) = ([], [])
  }
}
