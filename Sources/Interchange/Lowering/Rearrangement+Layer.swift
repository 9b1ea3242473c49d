import Networks

extension NetworkDraft {
  /// The layers of a change of order; none where nothing changes.
  static func layers(
    of change: Rearrangement, from input: [Int]
  ) -> [any Layer] {
    if change.isView { return change.shape == input ? [] : [View(change.shape)] }
    let simple = change.simplified
    let permuted = simple.axes.map { simple.extents[$0] }
    var layers: [any Layer] = simple.extents == input ? [] : [View(simple.extents)]
    layers.append(Permutation(simple.axes))
    if permuted != change.shape { layers.append(View(change.shape)) }
    return layers
  }
}
