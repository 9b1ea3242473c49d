import Maps
import Models
import Plotting
import Tensors

extension ExplorerState {
  /// Requests the map that the screen shows, unless it exists, is running or was stopped; and inspections of
  /// it.
  mutating func pendingMapWork() -> [ExplorerEffect] {
    guard model != nil || map.file != nil, awaited[.openData] == nil else { return [] }
    var effects: [ExplorerEffect] = []
    if map.update == nil, map.halt == nil, awaited[.map] == nil {
      map.halt = map.file == nil ? model?.lack(of: MapPoints.modelNeeds) : nil
      if map.halt == nil { effects += askForMap() }
    }
    return effects + inspectionWork() + crossWork()
  }

  /// Requests a map of the selected features by the selected method; the one on screen stays until the new
  /// one arrives.
  mutating func askForMap(ignoringKept ignoresKept: Bool = false) -> [ExplorerEffect] {
    map.halt = nil
    map.preparation = nil
    map.isPaused = false
    map.area = nil
    // A pending placement is for the superseded map and would never be answered.
    abandon(.mapPlace)
    map.askedInspection = nil
    map.askedPlace = nil
    let wanted = MapRequest(
      file: map.file, sampleCount: map.sampleCount, sampleSeed: map.sampleSeed,
      usesData: data != nil, method: map.method, panels: map.features, tsne: map.tsne,
      ignoresKept: ignoresKept)
    return [.map(request(.map), wanted)]
  }

  /// Requests a change of the current map.
  mutating func steerMap(_ steering: MapSteering) -> [ExplorerEffect] {
    [.steerMap(request(.map), steering)]
  }

  /// Drops the maps of another model or other data, and cancels the work on them.
  mutating func forgetMap() -> [ExplorerEffect] {
    let isUnderWay = awaited[.map] != nil
    abandon(.map, .mapPlace, .mapInspection)
    let hadMap = map.points != nil || isUnderWay
    map = map.restarted
    map.askedInspection = nil
    map.askedPlace = nil
    return hadMap ? [.cancel(.map)] : []
  }

  /// Requests the map of a file of points in place of the current one, before the screen is shown.
  mutating func open(mapOf file: MapFile) -> [ExplorerEffect] {
    let effects = forgetMap()
    let former = map.file
    map = MapState(MapStart(request: MapRequest(file: file)))
    map.former = former
    return effects + askForMap()
  }

  /// Whether the file whose map was requested is open; `nil` while that is unknown.
  var isMapFileOpen: Bool? { map.halt != nil ? false : map.points != nil ? true : nil }

  /// Restores the previous points after a file that does not open.
  mutating func dropUnopenedMap() {
    var fresh = map.restarted
    fresh.file = map.former
    map = fresh
  }

  /// Ends the running map with a reason.
  mutating func haltMap(_ reason: String) {
    map.preparation = nil
    if map.update == nil { map.halt = reason }
  }

  /// Stores points, and drops what belongs to other points.
  mutating func take(_ points: MapPoints) {
    guard map.points != points else { return }
    map.points = points
    map.update = nil
    map.history = MapHistory()
    map.selection = []
    map.inspection = nil
    map.cross = []
    map.area = nil
    map.isFollowing = true
    map.coloring =
      points.defaultColoring.map { MapColoring(points, column: $0) } ?? MapColoring()
    if let wanted = map.wantedColoring {
      map.wantedColoring = nil
      if let column = points.colorings.first(where: { points.columns[$0].name == wanted }) {
        map.coloring = MapColoring(points, column: column)
      } else {
        let names = points.colorings.map { points.columns[$0].name }.joined(separator: ", ")
        report("colour: expected one of \(names), found '\(wanted)'")
      }
    }
    for note in points.notes { log.append("map: \(note)") }
  }

  /// Stores maps, unless they are of other points.
  mutating func take(_ update: MapUpdate) {
    guard let points = map.points,
      update.panels.allSatisfy({ $0.layout.positions.rowCount == points.count })
    else { return }
    map.preparation = nil
    let isSame =
      map.update.map {
        $0.method == update.method && $0.panels.map(\.features) == update.panels.map(\.features)
      } ?? false
    let known = map.update?.panels.flatMap(\.layout.adjustments) ?? []
    for note in update.panels.flatMap(\.layout.adjustments) where !known.contains(note) {
      log.append("map: \(note)")
    }
    if !isSame {
      map.history = MapHistory()
      map.cross = []
      map.inspection = nil
      map.isFollowing = true
    }
    map.update = update
    map.history.append(update)
    map.panel = min(map.panel, update.panels.count - 1)
    if map.isFollowing || map.windows.count != update.panels.count { fitMap() }
    if let problem = update.problem { report(problem) }
  }

  /// Stores an inspection, unless it is of other points.
  mutating func take(_ inspection: MapInspection) {
    guard let points = map.points, inspection.nearest < points.count,
      inspection.neighbors.allSatisfy({ $0.point < points.count }),
      inspection.decoding?.twin.shape == (map.file == nil ? model?.sampleShape : nil)
    else { return }
    map.inspection = inspection
  }

  /// The panels on screen.
  var mapPanels: [MapUpdate.Panel] { map.update?.panels ?? [] }

  /// The panel with the cursor.
  var mapPanel: MapUpdate.Panel? {
    mapPanels.indices.contains(map.panel) ? mapPanels[map.panel] : nil
  }

  /// While a map is running, inspections and placements are repeated after this many iterations.
  private static let patience = 25

  private mutating func inspectionWork() -> [ExplorerEffect] {
    guard let points = map.points, let panel = mapPanel, points.count > 0, let cell = mapCursor,
      let place = mapCursorPlace
    else { return [] }
    let plan = MapInspectionPlan(
      cell: cell, window: map.windowNumber, panel: map.panel, iteration: panel.layout.iteration)
    guard plan != map.askedInspection else { return [] }
    if awaited[.map] != nil, let last = map.askedInspection, last.cell == plan.cell,
      last.panel == plan.panel, (0..<Self.patience).contains(plan.iteration - last.iteration)
    {
      return []
    }
    map.askedInspection = plan
    return [
      .inspectMap(
        request(.mapInspection),
        MapInspectionRequest(
          points: points, positions: panel.layout.positions,
          place: MapPlace(x: Float(place.x), y: Float(place.y)), areCodes: map.file == nil))
    ]
  }

  private mutating func crossWork() -> [ExplorerEffect] {
    guard let points = map.points, points.count > 0, !mapPanels.isEmpty,
      map.file == nil, points.featureCount == latents.count, awaited[.mapPlace] == nil
    else { return [] }
    let plan = MapPlacePlan(latents: latents, iterations: mapPanels.map(\.layout.iteration))
    guard plan != map.askedPlace else { return [] }
    if awaited[.map] != nil, let last = map.askedPlace, last.isSamePoint(as: plan),
      last.iterations.count == plan.iterations.count,
      zip(plan.iterations, last.iterations).allSatisfy({ (0..<Self.patience).contains($0 - $1) })
    {
      return []
    }
    map.askedPlace = plan
    return [
      .placeOnMap(
        request(.mapPlace), Tensor(shape: [1, latents.count], elements: latents))
    ]
  }
}
