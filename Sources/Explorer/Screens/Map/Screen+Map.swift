import Maps
import Plotting

extension Screen {
  /// The codes of many samples as points in a plane.
  static let map: Screen = Screen(
    name: "map", digit: 2, title: "Map",
    purpose:
      "Shows which samples are neighbours in the latent space, and decodes what lies between.",
    commands: MapPrefixCommands.all + MapCommands.all,
    scopes: MapCommands.scopes, facts: \.mapFacts,
    draw: { state, frame, body, ink in frame.drawMap(state, in: body, ink: ink) },
    pendingWork: { $0.pendingMapWork() },
    forget: { state, _ in state.forgetMap() },
    take: { state, event in state.takeMapped(event) },
    beginKey: { $0.map.beginKey() },
    endKey: { $0.map.endKey() },
    subject: { state in state.map.file == nil ? nil : state.map.points?.label ?? "" },
    status: { state, ink in
      state.mapWord.map { StatusWord($0, glyph: ink.glyphs.ready, style: ink.accent) }
    })
}

extension CommandScope {
  /// The Map screen.
  static let map = CommandScope("map", title: "Map")
  /// While the points of a map are being made.
  static let mapping = CommandScope("mapping", title: "mapping")
  /// While a box or a lasso is being drawn on the map.
  static let mapArea = CommandScope("mapArea", title: "box and lasso")
  /// After `z` on the map.
  static let mapZoom = CommandScope("mapZoom", title: "after z")
  /// After `c` on the map.
  static let mapColor = CommandScope("mapColor", title: "after c")
}

extension RequestKind {
  /// Computing a map.
  package static let map = RequestKind("map", takesLong: true) { state, reason in
    state.haltMap(reason)
    return .reported
  }
  /// Placing the sliders' point on the map, after its current iteration.
  package static let mapPlace = RequestKind("mapPlace", takesLong: true)
  /// Inspecting a place of the map.
  package static let mapInspection = RequestKind("mapInspection")
}

extension ExplorerState {
  /// The state of the Map screen.
  var map: MapState {
    _read { yield self[MapState.self] }
    _modify { yield &self[MapState.self] }
  }

  fileprivate mutating func takeMapped(_ event: ExplorerEvent) -> [ExplorerEffect]? {
    switch event {
    case .mapping(let token, let preparation) where awaited[.map] == token:
      map.preparation = preparation
    case .mapPoints(let token, let points) where awaited[.map] == token:
      take(points)
    case .mapped(let token, let update) where awaited[.map] == token:
      if !update.isRunning { abandon(.map) }
      take(update)
    case .mapPlaced(let token, let places) where accepts(token, for: .mapPlace):
      map.cross = places
    case .mapInspected(let token, let inspection) where accepts(token, for: .mapInspection):
      take(inspection)
    default: return nil
    }
    return []
  }
}

extension ExplorerStart {
  /// A start on the Map screen.
  package static func map(_ start: MapStart) -> ExplorerStart {
    ExplorerStart(.map) { $0.map = MapState(start) }
  }
}
