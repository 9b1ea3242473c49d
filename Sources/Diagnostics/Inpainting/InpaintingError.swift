/// Why holes could not be filled in; its description is one line for people.
package enum InpaintingError: Error, Equatable, CustomStringConvertible {
  /// Samples do not suit the model, or cannot be made.
  case samples(AnomalyError)
  /// A hole leaves nothing known, or is none.
  case holeSize(found: Int, largest: Int)
  /// The caller asked to stop.
  case cancelled

  /// One line that says what is wrong, what was expected and what was found.
  package var description: String {
    switch self {
    case .samples(let error): error.description
    case .holeSize(let found, let largest):
      "hole: expected 1 to \(largest) rows and columns, found \(found)"
    case .cancelled: "the inpainting was cancelled"
    }
  }

  init(_ error: AnomalyError) {
    self = error == .cancelled ? .cancelled : .samples(error)
  }
}
