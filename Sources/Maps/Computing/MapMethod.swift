/// How features become two axes.
package enum MapMethod: Sendable, Hashable {
  /// The two directions of the largest variance.
  case principalComponents
  /// t-distributed stochastic neighbour embedding.
  case tsne
  /// Two values, unchanged: an index below the number of features is a feature, above it a column.
  case axes(x: Int, y: Int)

  /// Its name on the command line; `nil` for axes, which have none.
  package var argument: String? {
    switch self {
    case .principalComponents: "pca"
    case .tsne: "tsne"
    case .axes: nil
    }
  }
}
