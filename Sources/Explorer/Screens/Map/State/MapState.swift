import Analysis
import Maps
import Plotting

/// The state of the Map screen.
struct MapState: ScreenState {
  /// A key that is combined with the next one.
  enum Prefix: Sendable, Equatable {
    /// `z`: another `z` zooms to the box.
    case zoom
    /// `c`: a digit hides or shows a class.
    case color
  }

  /// The points; `nil` until they are made.
  var points: MapPoints?
  /// The maps; `nil` until there is one.
  var update: MapUpdate?
  /// The progress of the points or the first map.
  var preparation: MapPreparation?
  /// Why no map is running; `nil` when one is, or may be started.
  var halt: String?

  /// The file with the points; `nil` for the codes of the open model.
  var file: MapFile?
  /// The value of ``file`` before the current one was requested.
  var former: MapFile?
  /// The number of samples to encode; `nil` for the default, or all of a file.
  var sampleCount: Int?
  /// The seed of fresh samples.
  var sampleSeed = MapRequest.usualSampleSeed
  /// The embedding method.
  var method = MapMethod.tsne
  /// The layout of the panels.
  var panels = MapPanels.all
  /// Features that were chosen explicitly, in place of those of the panels.
  var chosenFeatures: [MapFeatures]?
  /// The settings of t-SNE.
  var tsne = MapState.usualSettings
  /// Whether the user paused the map.
  var isPaused = false
  /// The costs of the maps over the iterations.
  var history = MapHistory()

  /// The visible part of the plane in every panel.
  var windows: [ScatterWindow] = []
  /// Incremented whenever the visible part changes.
  var windowNumber = 0
  /// Whether the windows follow the points.
  var isFollowing = true
  /// Whether counts are shown instead of points.
  var showsDensity = false
  /// The colouring of the points.
  var coloring = MapColoring()
  /// The name of the column to colour by when the points arrive; `nil` for the first one.
  var wantedColoring: String?
  /// Whether the inspector lists neighbours instead of pictures.
  var showsTable = false

  /// The panel with the cursor.
  var panel = 0
  /// The cell of the cursor in its panel; `nil`, the middle, until it is moved.
  var cursor: MapCell?
  /// The size of the cursor's box, to the right and down.
  var box = Size(columns: 1, rows: 1)
  /// The box or lasso being drawn.
  var area: MapArea?
  /// Whether each point is selected; empty where none is.
  var selection: [Bool] = []
  /// The last requested inspection.
  var askedInspection: MapInspectionPlan?
  /// The last requested placement.
  var askedPlace: MapPlacePlan?
  /// The inspection of the place under the cursor.
  var inspection: MapInspection?
  /// The position of the sliders' point on every panel; empty where it has none.
  var cross: [MapPlace] = []

  private(set) var prefix: Prefix?
  private var isPrefixFresh = false

  /// Records the cost more often than t-SNE's default, for the curve beside the map.
  private static let usualSettings: TSNESettings = {
    var settings = TSNESettings()
    settings.costInterval = 10
    return settings
  }()

  /// The state for other points: display settings are kept, what belongs to the points is dropped.
  var restarted: MapState {
    var fresh = MapState()
    fresh.sampleCount = sampleCount
    fresh.sampleSeed = sampleSeed
    fresh.method = if case .axes = method { .tsne } else { method }
    fresh.tsne = tsne
    fresh.showsDensity = showsDensity
    fresh.showsTable = showsTable
    return fresh
  }

  /// Arms a prefix for the next key.
  mutating func arm(_ prefix: Prefix) {
    self.prefix = prefix
    isPrefixFresh = true
  }

  /// Called before a key: a prefix is valid for this key only.
  mutating func beginKey() { isPrefixFresh = false }

  /// Called after a key.
  mutating func endKey() { if !isPrefixFresh { prefix = nil } }
}

/// A cell of a panel, from its top left.
struct MapCell: Sendable, Equatable {
  /// The column.
  var column: Int
  /// The row.
  var row: Int
}

/// The panels of the Map screen.
enum MapPanels: String, Sendable, CaseIterable {
  /// One map of all features.
  case all
  /// Maps of all features, of those tied to factors, and of the others.
  case panels
  /// One map of the features tied to factors.
  case auxiliary = "tied"
  /// One map of the other features.
  case remaining

  /// The features of every panel.
  var features: [MapFeatures] {
    switch self {
    case .all: [.all]
    case .auxiliary: [.auxiliary]
    case .remaining: [.remaining]
    case .panels: [.all, .auxiliary, .remaining]
    }
  }
}

extension MapFeatures {
  /// The name on screen.
  var title: String {
    switch self {
    case .all: "all latents"
    case .auxiliary: "aux latents"
    case .remaining: "remaining latents"
    case .chosen(let indices): "latents " + indices.map(String.init).joined(separator: ",")
    }
  }
}
