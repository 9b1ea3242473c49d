import Plotting
import Tensors

/// The pixel inspector: a cursor over the elements of the sample, and one picture at an integer zoom.
struct InspectorState: Sendable {
  /// The picture that is shown.
  enum Subject: String, Sendable, CaseIterable {
    /// What the decoder made.
    case decoded
    /// The encoded sample.
    case source
    /// Source less decoded.
    case residual
    /// The simulator's noiseless sample.
    case simulator
    /// Decoded less the simulator's noiseless sample.
    case difference
  }

  /// The largest zoom, in dots per pixel.
  static let zoomLimit = 16

  /// The row of the chosen pixel.
  var row: Int
  /// The column of the chosen pixel.
  var column: Int
  /// Dots per pixel; `nil` shows as much as fits.
  var zoom: Int?
  /// The picture that is shown.
  var subject = Subject.decoded
}

extension CommandScope {
  static let inspector = CommandScope("inspector", title: "pixel inspector")
}

extension InspectorState: Overlay {
  static let scope = CommandScope.inspector
  static let passesKeys = true

  /// Draws it as suits the samples.
  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    state.depiction.drawInspector(self, state, in: body, into: &frame, ink: ink)
  }
}

extension ExplorerState {
  /// What the inspector can show at present.
  var inspectable: [InspectorState.Subject] {
    InspectorState.Subject.allCases.filter { inspected($0) != nil }
  }

  /// The sample that the inspector shows of a subject.
  func inspected(_ subject: InspectorState.Subject) -> Tensor? {
    switch subject {
    case .decoded: decoded?.sample
    case .source: source?.encoded.sample
    case .residual: residual
    case .simulator: simulation?.sample?.sample
    case .difference: simulatorDifference
    }
  }

  /// The pixel inspector, if it is the topmost overlay.
  var inspector: InspectorState? {
    get { self[overlay: InspectorState.self] }
    set { self[overlay: InspectorState.self] = newValue }
  }
}
