import Datasets
import Plotting
import Tensors

/// A kind of sample: how it is drawn, compared and measured, and what its parts are called.
///
/// A kind is one value in ``DepictionTable``, which alone decides by the data's description what a sample is; nothing else
/// asks.
protocol Depiction: Sendable {
  /// The kind, in a word or two.
  var name: String { get }

  /// Whether samples of a description are of this kind.
  func suits(_ data: DataDescription) -> Bool

  // MARK: Words

  /// What the elements of a sample are called, in the plural.
  func elementName(_ data: DataDescription) -> String
  /// The chosen element of the inspector, for people: `row 3 column 4`.
  func place(of inspector: InspectorState, _ data: DataDescription) -> String
  /// The value of the chosen element.
  func value(of sample: Tensor, at inspector: InspectorState) -> String
  /// The columns that are kept free for a value, so that the picture above stays where it is as the cursor moves.
  func columns(for value: String) -> Int

  // MARK: Measuring

  /// What is measured from samples of a description.
  func measuring(_ data: DataDescription) -> any SampleMeasuring

  // MARK: Comparing

  /// Whether a comparison has something to show of samples of this kind.
  func offers(_ comparison: Comparison, _ state: ExplorerState) -> Bool
  /// What a comparison shows, in a few words.
  func explanation(of comparison: Comparison) -> String
  /// Whether the simulator's sample is on screen in a comparison.
  func showsSimulator(in comparison: Comparison) -> Bool
  /// The comparison that is seen, which may be a plainer one where there is no room.
  func comparisonOnScreen(_ state: ExplorerState) -> Comparison

  // MARK: Scales

  /// Why there is only one stretch; `nil` where there is a choice.
  var fixedStretch: String? { get }
  /// Why the colours cannot be chosen; `nil` where they can.
  var fixedColors: String? { get }
  /// The scale that samples share.
  ///
  /// - Parameters:
  ///   - samples: The samples that are seen together.
  ///   - gallery: The samples of the model, `[samples] +` their shape; `nil` without any.
  ///   - data: What they are.
  ///   - stretch: The curve by the user's choice.
  /// - Returns: The map to colours, and the magnitudes of full bars.
  func scale(
    of samples: [Tensor], gallery: Tensor?, _ data: DataDescription, stretch: Stretch
  ) -> SampleScale

  // MARK: Drawing

  /// What the layout of the Explore screen has to know.
  func content(_ state: ExplorerState) -> DepictedContent
  /// Draws the decoded sample and what it is compared with into the pane of the Explore screen.
  func drawPane(_ state: ExplorerState, layout: ExploreLayout, into frame: inout Frame, ink: Ink)
  /// Draws the samples along a latent, each with its value below; returns their size in words.
  func drawStrip(
    _ sweep: DecodedSweep, _ state: ExplorerState, in inside: Rect, into frame: inout Frame,
    ink: Ink
  ) -> String
  /// Draws a sample alone into any block, as large as fits; returns its size in words.
  @discardableResult
  func draw(
    _ sample: Tensor, _ look: SampleLook, in room: Rect, into frame: inout Frame, ink: Ink
  ) -> String
  /// The columns of a sample drawn alone for each of its rows of dots, which are square.
  func aspect(_ shape: [Int]) -> Double
  /// The rows of cells in which a sample drawn alone hides nothing; 0 where any number of rows shows all.
  func rowsOfAll(_ shape: [Int]) -> Int
  /// Whether a sample drawn alone needs a line that tells its scale.
  var hasLegend: Bool { get }
  /// Draws the line that tells the scale of samples drawn alone.
  func drawLegend(_ look: SampleLook, in rect: Rect, into frame: inout Frame, ink: Ink)
  /// Draws the inspector.
  func drawInspector(
    _ inspector: InspectorState, _ state: ExplorerState, in body: Rect, into frame: inout Frame,
    ink: Ink)
  /// Moves the inspector's cursor by columns and rows.
  func move(_ inspector: inout InspectorState, columns: Int, rows: Int, over shape: [Int])
  /// Why the inspector has one zoom; `nil` where there is a choice.
  var fixedZoom: String? { get }

  // MARK: Read-outs

  /// A verdict on the decoded sample; `nil` where there is none to give.
  func verdict(_ state: ExplorerState) -> SampleVerdict?
  /// What was measured or is known of the sample, as lines, a heading first.
  func factLines(_ state: ExplorerState, width: Int, glyphs: GlyphSet) -> [String]
  /// The number of those lines.
  func factCount(_ state: ExplorerState) -> Int
  /// The elements that have names, with their names and units; none where elements have only places.
  func namedElements(_ sample: Tensor, _ data: DataDescription) -> [MeasuredQuantity]

  // MARK: Files

  /// A sample as a picture for files.
  func bitmap(_ sample: Tensor, _ look: SampleLook, leastSide: Int) -> PixelBitmap
  /// What is on screen as a picture for files.
  func snapshot(_ decoded: Tensor, _ state: ExplorerState) -> DepictedSnapshot
}

/// What the layout of the Explore screen has to know of a kind of sample.
enum DepictedContent: Sendable, Equatable {
  /// Pictures of the extent of a sample: the decoded one and as many beside it.
  case pictures(references: Int)
  /// Plots that fill what room there is.
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
  /// Whether bars leave room to the left of zero.
  var hasNegative = false
}

/// What the drawing of a sample alone has to know beside its elements.
struct SampleLook: Sendable {
  /// What the sample is.
  var data: DataDescription
  /// What is known of its simulator.
  var simulator: SimulatorFacts?
  /// The colours.
  var colorMap: ColorMap
  /// The scale.
  var scale: SampleScale
  /// How large pictures are drawn.
  var fit = ImageFit.wholePixels
  /// Whether the sample is one of many side by side, which share axes and layout and name nothing.
  var isTile = false
}

/// What is on screen, for a file.
struct DepictedSnapshot: Sendable, Equatable {
  /// The picture.
  var bitmap: PixelBitmap
  /// The scale, for the record beside it.
  var scale: DisplayScale
}

/// What is to be said of a decoded sample.
struct SampleVerdict: Sendable, Equatable {
  /// The verdict, in words.
  var text: String
  /// Whether all is well.
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
    QuantityTable(state, width: width, glyphs: glyphs).lines
  }

  func factCount(_ state: ExplorerState) -> Int {
    let quantities = state.decoded?.answer.quantities.count ?? 0
    return quantities == 0 ? 0 : quantities + 1
  }

  func namedElements(_ sample: Tensor, _ data: DataDescription) -> [MeasuredQuantity] { [] }

  func snapshot(_ decoded: Tensor, _ state: ExplorerState) -> DepictedSnapshot {
    let look = state.sampleLook
    return DepictedSnapshot(
      bitmap: bitmap(decoded, look, leastSide: snapshotSide), scale: look.scale.display)
  }

  /// The smallest side of a written picture.
  var snapshotSide: Int { 256 }
}
