/// A known family of autoencoders: the names and shapes by which it is recognised, and what its weights do not say.
struct StateDictPreset: Sendable {
  /// A layer that the family has: the end of its name, and its kernel's extents or none for a dense one.
  struct Mark: Sendable {
    let name: String
    let kernel: [Int]?

    init(_ name: String, kernel: [Int]? = nil) { (self.name, self.kernel) = (name, kernel) }

    func fits(_ layer: StateLayer) -> Bool {
      guard
        layer.name == name || layer.name.hasSuffix(".\(name)") || layer.name.hasSuffix("/\(name)")
      else { return false }
      return switch layer.kind {
      case .dense: kernel == nil
      case .kernel(_, _, let extents): kernel == extents
      default: false
      }
    }
  }

  /// The name, for people.
  let name: String
  /// Layers that all of them have.
  let marks: [Mark]
  /// The functions and their places.
  let style: ModelStyle
  /// Layers that compute before others of their kind, although their names follow them.
  var early: [String] = []

  /// The known families; a new one is a file and a line here.
  static let all: [StateDictPreset] = [
    .burgess, .vanillaConvolutional, .pythaeDense, .pythaeConvolutional, .pytorchExample,
    .kerasExample,
  ]

  /// The families whose marks a file has.
  static func matching(_ state: StateLayers) -> [StateDictPreset] {
    all.filter { preset in
      preset.marks.allSatisfy { mark in state.layers.contains(where: mark.fits) }
    }
  }
}
