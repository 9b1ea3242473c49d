import Analysis
import Datasets
import Plotting

extension Frame {
  /// Draws the decoded matrix beside the particles in their box, g(r) below them, and the measurements.
  mutating func drawParticlePane(
    _ depiction: some PictureDepiction, _ state: ExplorerState, layout: ExploreLayout, ink: Ink
  ) {
    let scene = ParticleScene(state)
    let boxes = layout.arrangement.rooms.prefix(layout.arrangement.boxCount)
    let panels = Array(PicturePanel.panels(depiction, state, ink: ink).prefix(1))
    if boxes.count > 1, let panel = panels.first { draw(panel, state, in: boxes[0], ink: ink) }
    if let room = boxes.last { draw(scene, state, in: room, ink: ink) }
    if layout.arrangement.rooms.count > boxes.count, let room = layout.arrangement.rooms.last {
      drawCorrelation(scene, in: room, ink: ink)
    }
    let taken =
      boxes.count > 1 ? PictureScales(panels).draw(into: &self, in: layout.facts, ink: ink) : 0
    drawReadouts(state, layout, below: taken, ink: ink)
    let hidden = boxes.count < ParticleScene.boxCount(state) ? " (v: decoded)" : ""
    drawBox(
      layout.pictures,
      title: boxes.count > 1 ? "decoded | particles" : "particles" + hidden,
      trailingTitle: Self.box(of: state), style: ink.box)
    drawFootnote(Self.manners(scene, state), on: layout.pictures, ink: ink)
  }

  /// Draws the particles in their box under a line about them.
  private mutating func draw(
    _ scene: ParticleScene?, _ state: ExplorerState, in room: Rect, ink: Ink
  ) {
    let inside = room.trimmed(top: 1)
    guard let scene, let format = state.particleFormat else {
      writeField(
        "nothing decoded yet", row: room.row, in: room, alignment: .center, style: ink.faint,
        ink: ink)
      return
    }
    drawHeading(scene, in: room, ink: ink)
    if let problem = scene.problem {
      for (index, line) in problem.wrapped(to: inside.columns, glyphs: ink.glyphs).prefix(
        inside.rows
      ).enumerated() {
        writeField(line, row: inside.row + index, in: inside, style: ink.warning, ink: ink)
      }
      return
    }
    let isOverlaid = !scene.source.isEmpty
    var groups = [
      ParticlePlot.Group(
        scene.decoded, mark: isOverlaid ? .circle : .disc, style: ink.accent)
    ]
    if isOverlaid {
      groups.append(ParticlePlot.Group(scene.source, mark: .point, style: ink.source))
    }
    ParticlePlot(groups, boxLength: format.boxLength, wallStyle: ink.faint).draw(
      into: &self, in: inside, capabilities: ink.capabilities)
  }

  /// Names the particles and writes their distance from the source's.
  private mutating func drawHeading(_ scene: ParticleScene, in room: Rect, ink: Ink) {
    let error = scene.error.map { "off by \(NumberText.fixed($0, decimals: 2)) sigma" }
    let sweeps = scene.thermal.map { "\($0.request.sweepCount) sweeps" }
    let texts = [
      sweeps.map { "particles after " + $0 }, sweeps, error.map { "particles " + $0 }, error,
    ].compactMap(\.self)
    writeField(
      texts.first { $0.columns(glyphs: ink.glyphs) <= room.columns } ?? "particles", row: room.row,
      in: room, alignment: .center, style: ink.text, ink: ink)
  }

  /// Draws g(r) of the decoded and of the source's particles, with a line at 1, the value for an ideal gas.
  private mutating func drawCorrelation(_ scene: ParticleScene?, in room: Rect, ink: Ink) {
    guard let decoded = scene?.recovered?.correlation else { return }
    func curve(
      _ name: String, _ correlation: PairCorrelation, _ style: Style, _ pattern: CurvePlot.Pattern
    ) -> CurvePlot.Curve {
      CurvePlot.Curve(
        name, points: zip(correlation.distances, correlation.values).map { (x: $0, y: $1) },
        style: style, pattern: pattern)
    }
    let ends = [decoded.distances.first, decoded.distances.last].compactMap(\.self)
    let ideal = CurvePlot.Curve(
      points: ends.map { (x: $0, y: 1) }, style: ink.faint, pattern: .dotted)
    let source = scene?.sourceRecovered.map { curve("source", $0.correlation, ink.source, .dashed) }
    let plot = CurvePlot(
      [ideal] + [source].compactMap(\.self)
        + [
          curve(
            scene?.thermal == nil ? "g(r) decoded" : "g(r) thermal", decoded, ink.accent, .solid)
        ],
      xName: "r / sigma", includesZero: true, axisStyle: ink.faint)
    let end = plot.drawLegend(
      into: &self, column: room.column + 1, row: room.row, columns: room.columns - 1,
      capabilities: ink.capabilities)
    // The centres of the first and the last bin add up to the end of the last.
    let reach = "  r to \(NumberText.compact(ends.reduce(0, +))) sigma"
    if end + reach.columns(glyphs: ink.glyphs) <= room.endColumn {
      write(reach, column: end, row: room.row, style: ink.faint)
    }
    plot.draw(
      into: &self, in: room.trimmed(top: 1), capabilities: ink.capabilities)
  }

  private static func box(of state: ExplorerState) -> String {
    guard let format = state.particleFormat else { return "" }
    let side = NumberText.compact(format.boxLength)
    return "\(format.count) in \(side)x\(side) sigma"
  }

  /// The sweeps, and the energies before and after them.
  private static func manners(_ thermal: ThermalPicture) -> [String] {
    let gravity = "gamma \(NumberText.compact(thermal.request.gravity))"
    let (before, after) = (
      NumberText.fixed(thermal.particles.energyBefore, decimals: 2),
      NumberText.fixed(thermal.particles.energyAfter, decimals: 2)
    )
    let sweeps = "\(thermal.request.sweepCount) Metropolis sweeps"
    return [
      "projected, then \(sweeps) at \(gravity): \(before) to \(after) epsilon per particle",
      "\(sweeps), \(gravity): \(before) to \(after) epsilon each",
      "\(sweeps), \(gravity)", gravity,
    ]
  }

  /// What was done between the decoded numbers and the particles, from the longest text to the shortest.
  private static func manners(_ scene: ParticleScene?, _ state: ExplorerState) -> [String] {
    guard let scene, scene.problem == nil else { return [] }
    if let thermal = scene.thermal { return manners(thermal) }
    let isOverlaid = !scene.source.isEmpty
    let marks = isOverlaid ? "O decoded, + source" : "decoded"
    guard state.particleFormat?.elements == .distances else {
      return ["\(marks), coordinates as decoded", "coordinates as decoded"]
    }
    let place = isOverlaid ? "aligned with the source" : "at rest on the floor"
    return [
      "particles from the symmetrised matrix, diagonal 0, by classical scaling, \(place)",
      "particles: matrix symmetrised, diagonal 0, MDS, \(place)",
      "symmetrised, diagonal 0, MDS, \(place)", "MDS, \(place)",
    ]
  }
}
