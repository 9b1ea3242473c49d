import Models

extension ExplorerState {
  /// The latents that have a row on the Explore screen, in order; a selector's first one stands for all of its latents.
  var listedLatents: [Int] {
    guard let model else { return [] }
    guard let statistics = model.statistics else { return rowLatents }
    var sorted = explore.order.sorted(statistics)
    if model.constraints?.selectors.isEmpty == false {
      let rows = Set(rowLatents)
      sorted = sorted.filter(rows.contains)
    }
    guard explore.foldsInactive else { return sorted }
    let active = sorted.filter { isActive($0) || selector(of: $0) != nil }
    return active.isEmpty ? sorted : active
  }

  /// Whether a latent is active; all are where the statistics are unknown.
  func isActive(_ latent: Int) -> Bool {
    model.map { $0.statistics?.isActive(latent) ?? true } ?? false
  }

  /// The number of active latents.
  var activeCount: Int { latents.indices.count(where: isActive) }

  /// The latent's share of the total divergence, in `0...1`; 0 where there is none.
  func divergenceShare(of latent: Int) -> Float {
    guard let divergence = model?.statistics?.divergence else { return 0 }
    let total = divergence.reduce(0, +)
    guard total > 0, total.isFinite else { return 0 }
    return divergence[latent] / total
  }

  /// Moves the cursor to the first listed latent when the selected one is folded away.
  mutating func keepSelectionListed() {
    let listed = listedLatents
    if !listed.contains(explore.selected) { explore.selected = listed.first ?? 0 }
  }
}
