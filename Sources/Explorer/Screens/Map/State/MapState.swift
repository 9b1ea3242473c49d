import Analysis
import Maps
import Plotting

/// What the Map screen remembers.
struct MapState: ScreenState {
  /// A key that waits for the next one.
  enum Prefix: Sendable, Equatable {
    /// `z`: another `z` zooms to the box.
    case zoom
    /// `c`: a digit hides or shows a class.
    case color
  }

  /// The points, once they are made.
  var points: MapPoints?
  /// The maps, once there is one.
  var update: MapUpdate?
  /// How far the points or the first map are.
  var preparation: MapPreparation?
  /// Why no map is under way; `nil` when one is, or may begin.
  var halt: String?

  /// The file with the points; `nil` for the codes of the open model.
  var file: MapFile?
  /// What ``file`` was before the present one was asked for.
  var former: MapFile?
  /// How many samples are encoded; `nil` for the usual number, or all of a file.
  var sampleCount: Int?
  /// The seed of fresh samples.
  var sampleSeed = MapRequest.usualSampleSeed
  /// How features become two axes.
  var method = MapMethod.tsne
  /// The features of the panels.
  var panels = MapPanels.all
  /// The features that were chosen one by one, instead of those of the panels.
  var chosenFeatures: [MapFeatures]?
  /// How t-SNE is computed.
  var tsne = MapState.usualSettings
  /// Whether the user stopped the map.
  var isPaused = false
  /// What the maps cost on their way.
  var history = MapHistory()

  /// The part of the plane that every panel shows.
  var windows: [ScatterWindow] = []
  /// Grows whenever another part is shown.
  var windowNumber = 0
  /// Whether the windows follow the points.
  var isFollowing = true
  /// Whether counts are shown instead of points.
  var showsDensity = false
  /// What tells the points apart.
  var coloring = MapColoring()
  /// The name of the column to colour by once there are points; `nil` for the first one.
  var wantedColoring: String?
  /// Whether the inspector lists neighbours instead of pictures.
  var showsTable = false

  /// The panel with the cursor.
  var panel = 0
  /// The cell of the cursor in its panel; the middle until it is moved.
  var cursor: MapCell?
  /// The cells of the cursor's box, to the right and down.
  var box = Size(columns: 1, rows: 1)
  /// The box or lasso being drawn.
  var area: MapArea?
  /// Whether each point is selected; empty where none is.
  var selection: [Bool] = []
  /// The place that was last asked for.
  var askedInspection: MapInspectionPlan?
  /// The point that was last asked to be placed.
  var askedPlace: MapPlacePlan?
  /// What lies under the cursor.
  var inspection: MapInspection?
  /// Where the sliders' point is on every panel; empty where it is nowhere.
  var cross: [MapPlace] = []

  private(set) var prefix: Prefix?
  private var isPrefixFresh = false

  /// More costs than t-SNE's own default, for the curve beside the map.
  private static let usualSettings: TSNESettings = {
    var settings = TSNESettings()
    settings.costInterval = 10
    return settings
  }()

  /// The state for other points: how things are shown stays, what belongs to the points goes.
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

  /// Waits for the key after a prefix.
  mutating func arm(_ prefix: Prefix) {
    self.prefix = prefix
    isPrefixFresh = true
  }

  /// A key is pressed: the prefix before it counts for this key and no other.
  mutating func beginKey() { isPrefixFresh = false }

  /// The key is done.
  mutating func endKey() { if !isPrefixFresh { prefix = nil } }
}

/// A cell of a panel, from its top left.
struct MapCell: Sendable, Equatable {
  /// The column.
  var column: Int
  /// The row.
  var row: Int
}

/// What the Map screen shows beside each other.
enum MapPanels: String, Sendable, CaseIterable {
  /// One map of all features.
  case all
  /// Maps of all features, of those that training tied to factors, and of the others.
  case panels
  /// One map of the features that training tied to factors.
  case auxiliary = "aux"
  /// One map of the other features.
  case remaining

  /// The features of every map.
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
