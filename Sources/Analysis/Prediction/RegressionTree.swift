/// A complete binary tree of thresholds with a value in every leaf.
///
/// A node that is not split has an infinite threshold and sends every sample to its left.
struct RegressionTree: Sendable, Equatable {
  /// A node's test: whether the entry of a feature is at most the threshold.
  struct Node: Sendable, Equatable {
    /// The column that is tested.
    var feature = 0
    /// The largest value that goes left.
    var threshold = Double.infinity
  }

  /// The number of splits on the path to a leaf.
  let depth: Int
  /// The nodes from the root down; those below node i are 2 i + 1 and 2 i + 2.
  var nodes: [Node]
  /// The values of the leaves from left to right.
  var leaves: [Double]

  /// Creates a tree that has not been split and is zero everywhere.
  init(depth: Int) {
    self.depth = depth
    nodes = Array(repeating: Node(), count: (1 << depth) - 1)
    leaves = Array(repeating: 0, count: 1 << depth)
  }

  /// The value of one sample of a table.
  func value(of row: Int, in table: SampleTable) -> Double {
    guard !table.columns.isEmpty else { return leaves[0] }
    var place = 0
    for _ in 0..<depth {
      let node = nodes[place]
      place = 2 * place + (table.columns[node.feature][row] <= node.threshold ? 1 : 2)
    }
    return leaves[place - nodes.count]
  }
}
