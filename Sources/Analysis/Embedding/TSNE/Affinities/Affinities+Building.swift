package import Tensors

extension Affinities {
  /// Calibrates every point's neighbourhood and makes the probabilities symmetric.
  ///
  /// - Parameters:
  ///   - neighbors: The neighbours of every point of a set within that set.
  ///   - perplexity: The effective number of neighbours, at least 1.
  ///   - neighborCount: How many of the neighbours take part, the nearest; all unless given.
  ///   - team: The workers.
  ///   - monitor: Follows and stops the work.
  /// - Throws: ``PointsError/cancelled``.
  /// - Complexity: O(*n k*) in time and memory.
  package init(
    neighbors: NeighborTable, perplexity: Double, neighborCount: Int? = nil,
    team: WorkerTeam = WorkerTeam(), monitor: WorkMonitor = WorkMonitor()
  ) throws(PointsError) {
    let count = neighborCount ?? neighbors.neighborCount
    precondition(
      count <= neighbors.neighborCount && perplexity >= 1,
      "Affinities: \(count) of \(neighbors.neighborCount) neighbours, perplexity \(perplexity)")
    let graph = DirectedGraph(neighbors, neighborCount: count)
    let unresolved = graph.calibrate(perplexity: perplexity, team: team, monitor: monitor)
    guard !monitor.isCancelled() else { throw .cancelled }
    guard let reverse = graph.reversed(team: team, monitor: monitor),
      let union = GraphUnion(graph, reverse, team: team, monitor: monitor)
    else { throw .cancelled }
    pointCount = neighbors.pointCount
    self.perplexity = perplexity
    unresolvedCount = unresolved
    rowStarts = union.rowStarts
    columns = union.columns
    values = union.values
    order = neighbors.order
    negativeEntropy = union.negativeEntropy
  }
}
