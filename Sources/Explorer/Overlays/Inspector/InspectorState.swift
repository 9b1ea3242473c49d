import Plotting
import Tensors

/// The pixel inspector: a cursor over the elements of a sample, and one image at an integer zoom.
struct InspectorState: Sendable {
  /// The sample that is shown.
  enum Subject: String, Sendable, CaseIterable {
    /// The decoded sample.
    case decoded
    /// The encoded sample.
    case source
    /// Source minus decoded.
    case residual
    /// The simulator's noiseless sample.
    case simulator
    /// Decoded minus the simulator's noiseless sample.
    case difference
  }

  /// The largest zoom, in dots per pixel.
  static let zoomLimit = 16

  /// The row of the selected pixel.
  var row: Int
  /// The column of the selected pixel.
  var column: Int
  /// Dots per pixel; `nil` for the largest zoom that fits.
  var zoom: Int?
  /// The sample that is shown.
  var subject = Subject.decoded
}

extension CommandScope {
  static let inspector = CommandScope("inspector", title: "pixel inspector")
}

extension InspectorState: Overlay {
  static let scope = CommandScope.inspector
  static let passesKeys = true

  /// Draws it for the type of the samples.
  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    state.depiction.drawInspector(self, state, in: body, into: &frame, ink: ink)
  }
}

extension ExplorerState {
  /// The samples that are available for inspection.
  var inspectable: [InspectorState.Subject] {
    InspectorState.Subject.allCases.filter { inspected($0) != nil }
  }

  /// The sample of a subject.
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
