/// How features become two axes.
package enum MapMethod: Sendable, Hashable {
  /// The two directions of the largest variance.
  case principalComponents
  /// t-distributed stochastic neighbour embedding.
  case tsne
  /// Two values as they are: an index below the number of features is a feature, above it a column.
  case axes(x: Int, y: Int)

  /// The word of a command line that stands for it; `nil` for axes, which have none.
  package var argument: String? {
    switch self {
    case .principalComponents: "pca"
    case .tsne: "tsne"
    case .axes: nil
    }
  }
}
