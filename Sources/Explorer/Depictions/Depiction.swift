import Datasets
import Plotting
import Tensors

/// A type of sample: how it is drawn, compared and measured, and the names of its parts.
///
/// A type is one value in ``DepictionTable``, the only place where the description of the data determines the
/// type.
protocol Depiction: Sendable {
  /// The name of the type, in a word or two.
  var name: String { get }

  /// Whether samples of a description are of this type.
  func suits(_ data: DataDescription) -> Bool

  // MARK: Words

  /// The name of the elements of a sample, in the plural.
  func elementName(_ data: DataDescription) -> String
  /// The selected element of the inspector, for display: `row 3 column 4`.
  func place(of inspector: InspectorState, _ data: DataDescription) -> String
  /// The value of the selected element.
  func value(of sample: Tensor, at inspector: InspectorState) -> String
  /// The columns reserved for a value, so that the picture above does not move with the cursor.
  func columns(for value: String) -> Int

  // MARK: Measuring

  /// How samples of a description are measured.
  func measuring(_ data: DataDescription) -> any SampleMeasuring

  // MARK: Comparing

  /// Whether a comparison is available for samples of this type.
  func offers(_ comparison: Comparison, _ state: ExplorerState) -> Bool
  /// The description of a comparison, in a few words.
  func explanation(of comparison: Comparison) -> String
  /// Whether a comparison shows the simulator's sample.
  func showsSimulator(in comparison: Comparison) -> Bool
  /// The comparison that is drawn, which is a simpler one where there is no room.
  func comparisonOnScreen(_ state: ExplorerState) -> Comparison

  // MARK: Scales

  /// Why there is only one stretch; `nil` where several are available.
  var fixedStretch: String? { get }
  /// Why the colour map is fixed; `nil` where it can be chosen.
  var fixedColors: String? { get }
  /// The scale that samples share.
  ///
  /// - Parameters:
  ///   - samples: The samples that are shown together.
  ///   - gallery: The samples of the model, `[samples] +` their shape; `nil` without any.
  ///   - data: Their description.
  ///   - stretch: The chosen stretch.
  /// - Returns: The map to colours, and the magnitudes of full bars.
  func scale(
    of samples: [Tensor], gallery: Tensor?, _ data: DataDescription, stretch: Stretch
  ) -> SampleScale

  // MARK: Drawing

  /// What the layout of the Explore screen depends on.
  func content(_ state: ExplorerState) -> DepictedContent
  /// Draws the decoded sample, and what it is compared with, into the pane of the Explore screen.
  func drawPane(_ state: ExplorerState, layout: ExploreLayout, into frame: inout Frame, ink: Ink)
  /// Draws the samples along a latent, each with its value below; returns a description of their size.
  func drawStrip(
    _ sweep: DecodedSweep, _ state: ExplorerState, in inside: Rect, into frame: inout Frame,
    ink: Ink
  ) -> String
  /// Draws a single sample into a block, as large as fits; returns a description of its size.
  @discardableResult
  func draw(
    _ sample: Tensor, _ look: SampleLook, in room: Rect, into frame: inout Frame, ink: Ink
  ) -> String
  /// The columns per row of square dots of a sample drawn alone.
  func aspect(_ shape: [Int]) -> Double
  /// The rows of cells in which a sample drawn alone is complete; 0 where any number of rows is enough.
  func rowsOfAll(_ shape: [Int]) -> Int
  /// Whether a sample drawn alone needs a line with its scale.
  var hasLegend: Bool { get }
  /// Draws the line with the scale of samples drawn alone.
  func drawLegend(_ look: SampleLook, in rect: Rect, into frame: inout Frame, ink: Ink)
  /// Draws the inspector.
  func drawInspector(
    _ inspector: InspectorState, _ state: ExplorerState, in body: Rect, into frame: inout Frame,
    ink: Ink)
  /// Moves the inspector's cursor by columns and rows.
  func move(_ inspector: inout InspectorState, columns: Int, rows: Int, over shape: [Int])
  /// Why the inspector has only one zoom; `nil` where several are available.
  var fixedZoom: String? { get }

  // MARK: Read-outs

  /// A verdict on the decoded sample; `nil` where there is none.
  func verdict(_ state: ExplorerState) -> SampleVerdict?
  /// The sliders' own quantities, then what was measured from the sample, as lines with a heading first.
  func factLines(_ state: ExplorerState, width: Int, glyphs: GlyphSet) -> [String]
  /// The number of those lines.
  func factCount(_ state: ExplorerState) -> Int
  /// The named elements, with their names and units; empty where elements have only positions.
  func namedElements(_ sample: Tensor, _ data: DataDescription) -> [MeasuredQuantity]

  // MARK: Files

  /// A sample as an image for files.
  func bitmap(_ sample: Tensor, _ look: SampleLook, leastSide: Int) -> PixelBitmap
  /// The samples on screen as an image for files.
  func snapshot(_ decoded: Tensor, _ state: ExplorerState) -> DepictedSnapshot
}

/// What the layout of the Explore screen depends on, by the type of sample.
enum DepictedContent: Sendable, Equatable {
  /// Images with the extent of a sample: the decoded one and its references.
  case pictures(references: Int)
  /// Plots that fill the available room.
  case plots(Int)
  /// Square panels, with a plot below them.
  case boxes(Int)
}

/// The scale that samples share.
struct SampleScale: Sendable, Equatable {
  /// The map from elements to colours.
  var display: DisplayScale
  /// The magnitude of a full bar, for each element; empty where elements have no bars.
  var limits: [Float] = []
  /// Whether bars extend to the left of zero.
  var hasNegative = false

  /// A share of the range by which a sample may exceed it unseen.
  private static let tolerance: Float = 0.005

  /// Whether a sample exceeds the limits, so that parts of it are drawn as if they were at the limit.
  func clips(_ sample: Tensor) -> Bool {
    guard limits.isEmpty else {
      return zip(sample.elements, limits).contains { $0.magnitude > $1 * (1 + Self.tolerance) }
    }
    let margin = Self.tolerance * (display.maximum - display.minimum)
    return sample.elements.contains {
      $0 > display.maximum + margin || $0 < display.minimum - margin
    }
  }
}

/// The parameters with which a sample is drawn.
struct SampleLook: Sendable {
  /// The description of the sample.
  var data: DataDescription
  /// The facts about its simulator.
  var simulator: SimulatorFacts?
  /// The colours.
  var colorMap: ColorMap
  /// The scale.
  var scale: SampleScale
  /// The size at which images are drawn.
  var fit = ImageFit.wholePixels
  /// Whether the sample is a tile, which shares axes and layout with others and is not labelled.
  var isTile = false
}

/// The samples on screen, for a file.
struct DepictedSnapshot: Sendable, Equatable {
  /// The image.
  var bitmap: PixelBitmap
  /// The scale, for the record beside it.
  var scale: DisplayScale
}

/// A verdict on a decoded sample.
struct SampleVerdict: Sendable, Equatable {
  /// The verdict, in words.
  var text: String
  /// Whether the sample is valid.
  var isValid: Bool
}

extension Depiction {
  func value(of sample: Tensor, at inspector: InspectorState) -> String {
    let (columns, channels) = (sample.shape[1], sample.shape[2])
    let first = (inspector.row * columns + inspector.column) * channels
    guard sample.elements.indices.contains(first + channels - 1) else { return "" }
    let elements = sample.elements[first..<first + channels]
    return NumberText.compact(
      Double(channels == 1 ? elements[first] : elements.reduce(0, +) / Float(channels)), digits: 5)
  }

  func columns(for value: String) -> Int { value.count }

  func measuring(_ data: DataDescription) -> any SampleMeasuring { NoMeasuring() }

  func offers(_ comparison: Comparison, _ state: ExplorerState) -> Bool {
    switch comparison {
    case .simulator, .difference: SimulationPlan(state) != nil
    case .density, .particles, .matrices: false
    case .side, .decoded, .source, .residual, .sensitivity: true
    }
  }

  func explanation(of comparison: Comparison) -> String { comparison.explanation }

  func showsSimulator(in comparison: Comparison) -> Bool {
    comparison == .simulator || comparison == .difference
  }

  func comparisonOnScreen(_ state: ExplorerState) -> Comparison { state.explore.comparison }

  var fixedStretch: String? { nil }
  var fixedColors: String? { nil }

  func scale(
    of samples: [Tensor], gallery: Tensor?, _ data: DataDescription, stretch: Stretch
  ) -> SampleScale {
    SampleScale(display: DisplayScale(covering: samples.flatMap(\.elements), stretch: stretch))
  }

  func drawStrip(
    _ sweep: DecodedSweep, _ state: ExplorerState, in inside: Rect, into frame: inout Frame,
    ink: Ink
  ) -> String {
    frame.drawThumbnails(of: sweep, state, in: inside, ink: ink)
  }

  func aspect(_ shape: [Int]) -> Double { Double(shape[1]) / Double(max(1, shape[0])) }

  func rowsOfAll(_ shape: [Int]) -> Int { 0 }

  var hasLegend: Bool { false }
  func drawLegend(_ look: SampleLook, in rect: Rect, into frame: inout Frame, ink: Ink) {}

  func move(_ inspector: inout InspectorState, columns: Int, rows: Int, over shape: [Int]) {
    inspector.column = ListCursor.moved(inspector.column, by: columns, count: shape[1])
    inspector.row = ListCursor.moved(inspector.row, by: rows, count: shape[0])
  }

  var fixedZoom: String? { nil }

  func verdict(_ state: ExplorerState) -> SampleVerdict? { nil }

  func factLines(_ state: ExplorerState, width: Int, glyphs: GlyphSet) -> [String] {
    FactorTable(state, width: width, glyphs: glyphs).lines
      + QuantityTable(state, width: width, glyphs: glyphs).lines
  }

  func factCount(_ state: ExplorerState) -> Int {
    let quantities = state.decoded?.answer.quantities.count ?? 0
    return FactorTable.rowCount(state) + (quantities == 0 ? 0 : quantities + 1)
  }

  func namedElements(_ sample: Tensor, _ data: DataDescription) -> [MeasuredQuantity] { [] }

  func snapshot(_ decoded: Tensor, _ state: ExplorerState) -> DepictedSnapshot {
    let look = state.sampleLook
    return DepictedSnapshot(
      bitmap: bitmap(decoded, look, leastSide: snapshotSide), scale: look.scale.display)
  }

  /// The smallest side of a written image, in pixels.
  var snapshotSide: Int { 256 }
}
