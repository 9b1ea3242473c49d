/// An array of NumPy in a pickle: its type and shape are known, its elements are not read.
struct NumPyArrayRecord {
  /// The type as NumPy writes it, such as `<f4`.
  let typeName: String
  let shape: [Int]

  /// Recognises an array by the state that completes it: `(version, shape, type, order, bytes)`.
  init?(_ value: PickleValue, in document: PickleDocument) {
    guard let (name, object) = document.record(value), name.hasPrefix("numpy."),
      name.hasSuffix("._reconstruct"), let state = document.elements(object.state),
      state.count == 5, let extents = document.elements(state[1]),
      extents.count <= ByteScanner.listLimit,
      let (typeCallable, type) = document.record(state[2]), typeCallable == "numpy.dtype",
      case .text(let code)? = document.elements(type.arguments)?.first
    else { return nil }
    typeName = code
    shape = extents.compactMap { extent in
      if case .integer(let extent) = extent { extent } else { nil }
    }
  }

  /// The array for people.
  var words: String {
    "a NumPy array \(typeName) [\(shape.map(String.init).joined(separator: ", "))]"
  }
}
