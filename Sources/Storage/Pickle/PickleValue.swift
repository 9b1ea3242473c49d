/// A value of a pickle; what has parts is named by its index in the objects of the ``PickleDocument``, so that shared and cyclic
/// references cost nothing.
package enum PickleValue: Sendable, Equatable {
  /// Python's `None`.
  case null
  /// A truth value.
  case bool(Bool)
  /// An integer of 64 bits.
  case integer(Int)
  /// A longer integer as the file writes it: decimal, or hexadecimal behind `0x`.
  case largeInteger(String)
  /// A number in double precision.
  case number(Double)
  /// A text in UTF-8.
  case text(String)
  /// Bytes, or a text that is not in UTF-8.
  case bytes([UInt8])
  /// Long bytes or a long text, which are not copied: where they lie in the pickle.
  case data(Range<Int>)
  /// The name of a class or function with its module, such as `collections.OrderedDict`; it is never imported.
  case global(String)
  /// A list, tuple, dictionary, set, record or persistent identifier.
  case object(Int)

  /// Whether the value has parts.
  var hasParts: Bool { if case .object = self { true } else { false } }
}
