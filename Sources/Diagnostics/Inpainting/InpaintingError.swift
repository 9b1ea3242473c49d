/// Why holes could not be filled; the description is one line.
package enum InpaintingError: Error, Equatable, CustomStringConvertible {
  /// Samples do not suit the model, or cannot be simulated.
  case samples(AnomalyError)
  /// A hole is empty, or leaves no element known.
  case holeSize(found: Int, largest: Int)
  /// The work was cancelled.
  case cancelled

  /// One line: what is wrong, what was expected and what was found.
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
