package import Analysis

/// The settings of a map; equal points, settings and numbers of workers give equal maps.
package struct MapSettings: Sendable, Equatable {
  /// How features become two axes.
  package var method: MapMethod
  /// Which features are used; without effect on axes.
  package var features: MapFeatures
  /// How t-SNE is computed.
  package var tsne: TSNESettings

  /// Creates settings.
  package init(
    method: MapMethod = .tsne, features: MapFeatures = .all, tsne: TSNESettings = TSNESettings()
  ) {
    self.method = method
    self.features = features
    self.tsne = tsne
  }
}
