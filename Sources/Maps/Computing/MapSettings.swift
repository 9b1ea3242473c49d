public import Analysis

/// What decides a map beside its points; equal settings and as many workers give equal maps.
public struct MapSettings: Sendable, Equatable {
  /// How features become two axes.
  public var method: MapMethod
  /// Which features take part; of no effect on axes.
  public var features: MapFeatures
  /// How t-SNE is computed.
  public var tsne: TSNESettings

  /// Creates settings.
  public init(
    method: MapMethod = .tsne, features: MapFeatures = .all, tsne: TSNESettings = TSNESettings()
  ) {
    self.method = method
    self.features = features
    self.tsne = tsne
  }
}
