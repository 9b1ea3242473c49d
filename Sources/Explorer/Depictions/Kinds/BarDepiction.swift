import Datasets
import Plotting
import Tensors

/// Named elements drawn as bars: features, and class probabilities.
struct BarDepiction: Depiction {
  /// Features, which may be negative and differ in their units.
  static let features = BarDepiction(name: "features", kind: .features)
  /// Probabilities, on a common scale from 0 to 1.
  static let classes = BarDepiction(name: "classes", kind: .classes)

  let name: String
  private let kind: SampleKind

  let fixedStretch: String? = "bars are linear"
  let fixedColors: String? = "bars have no colour map"
  let fixedZoom: String? = "bars are inspected as a list"

  /// Features of one unit share a scale if they differ by at most this factor; otherwise the largest would
  /// hide others.
  private static let widestSharedSpread: Float = 20

  private init(name: String, kind: SampleKind) {
    (self.name, self.kind) = (name, kind)
  }

  func suits(_ data: DataDescription) -> Bool { data.kind == kind }

  func elementName(_ data: DataDescription) -> String { name }

  func place(of inspector: InspectorState, _ data: DataDescription) -> String {
    let names = data.elementNames
    return names.indices.contains(inspector.column)
      ? "\(inspector.column) \(names[inspector.column])" : "\(inspector.column)"
  }

  func scale(
    of samples: [Tensor], gallery: Tensor?, _ data: DataDescription, stretch: Stretch
  ) -> SampleScale {
    let display = DisplayScale(covering: samples.flatMap(\.elements))
    let count = data.shape.reduce(1, *)
    guard kind == .features else {
      return SampleScale(display: display, limits: Array(repeating: 1, count: count))
    }
    var limits = [Float](repeating: 0, count: count)
    func take(_ elements: some Collection<Float>) {
      for (index, element) in zip(0..., elements) where element.isFinite && index < count {
        limits[index] = max(limits[index], element.magnitude)
      }
    }
    for sample in samples { take(sample.elements) }
    if let gallery, count > 0, gallery.count.isMultiple(of: count) {
      for row in 0..<gallery.rowCount { take(gallery.row(row)) }
    }
    let largest = limits.max() ?? 0
    let least = limits.filter { $0 > 0 }.min() ?? 0
    let units = Set(data.features.map(\.unit))
    if units.count <= 1, largest <= Self.widestSharedSpread * least {
      limits = Array(repeating: largest, count: count)
    }
    return SampleScale(
      display: display, limits: limits,
      hasNegative: samples.contains { $0.elements.contains { $0 < 0 } })
  }

  func content(_ state: ExplorerState) -> DepictedContent { .plots(1) }

  func drawPane(_ state: ExplorerState, layout: ExploreLayout, into frame: inout Frame, ink: Ink) {
    frame.drawBarPane(BarView(state, self), state, layout: layout, ink: ink)
  }

  @discardableResult
  func draw(
    _ sample: Tensor, _ look: SampleLook, in room: Rect, into frame: inout Frame, ink: Ink
  ) -> String {
    let hidden = BarView.chart(sample, look).draw(
      into: &frame, in: room, look: ink.bars, capabilities: ink.capabilities)
    return hidden == 0 ? "bars" : "bars, \(hidden) of \(sample.count) hidden"
  }

  func aspect(_ shape: [Int]) -> Double { 1.5 }

  func rowsOfAll(_ shape: [Int]) -> Int { shape.reduce(1, *) }

  func drawInspector(
    _ inspector: InspectorState, _ state: ExplorerState, in body: Rect, into frame: inout Frame,
    ink: Ink
  ) {
    frame.drawBars(of: inspector, self, state, in: body, ink: ink)
  }

  /// Either pair of arrows moves through the list.
  func move(_ inspector: inout InspectorState, columns: Int, rows: Int, over shape: [Int]) {
    inspector.column = ListCursor.moved(inspector.column, by: columns + rows, count: shape[1])
  }

  func factLines(_ state: ExplorerState, width: Int, glyphs: GlyphSet) -> [String] {
    FactorTable(state, width: width, glyphs: glyphs).lines
  }

  func factCount(_ state: ExplorerState) -> Int { FactorTable.rowCount(state) }

  func namedElements(_ sample: Tensor, _ data: DataDescription) -> [MeasuredQuantity] {
    let units = data.features.map(\.unit)
    return zip(data.elementNames, sample.elements).enumerated().map { index, element in
      MeasuredQuantity(
        element.0, Double(element.1), unit: index < units.count ? units[index] : data.unit)
    }
  }

  func bitmap(_ sample: Tensor, _ look: SampleLook, leastSide: Int) -> PixelBitmap {
    .bars(
      BarView.lengths(sample, look.scale.limits),
      hasNegative: look.isTile && look.scale.hasNegative, leastSide: leastSide)
  }
}
