/// A named value of a group or dataset.
package struct HDF5Attribute: Sendable, Equatable {
  /// The elements in row-major order.
  package enum Values: Sendable, Equatable {
    /// Numbers and truth values.
    case numbers([Double])
    /// Texts.
    case texts([String])
    /// Values of a type that is not read, or with a type that the file breaks off in.
    case unread
  }

  /// The name, unique within its object.
  package let name: String
  /// The type in words, as of ``HDF5Type``.
  package let typeName: String
  /// The extent of every axis; empty for a scalar.
  package let shape: [Int]
  /// The elements.
  package let values: Values

  /// The only text, or `nil` where it is none.
  package var text: String? {
    guard case .texts(let texts) = values, texts.count == 1 else { return nil }
    return texts.first
  }

  /// The texts, or `nil` where they are none.
  package var texts: [String]? {
    guard case .texts(let texts) = values else { return nil }
    return texts
  }
}

extension [HDF5Attribute] {
  /// The attribute with a name.
  package subscript(name: String) -> HDF5Attribute? { first { $0.name == name } }
}
