public import Plotting
public import Tensors

/// Whatever happens to the explorer, from the keyboard or from the engine.
///
/// Answers carry the token of their request; those that are no longer awaited change nothing.
public enum ExplorerEvent: Sendable {
  /// The program has started; asks for the model to be opened.
  case started
  /// A key was pressed.
  case key(KeyPress)
  /// Text was pasted; only text fields take it.
  case pasted(String)
  /// The terminal has a new size.
  case resized(Size)
  /// A model was opened.
  case opened(RequestToken, OpenedModel)
  /// A data set was opened.
  case dataOpened(RequestToken, OpenedData)
  /// The point under the sliders was decoded.
  case decoded(RequestToken, DecodedSample)
  /// The sample of some factors was simulated; `nil` when the simulator cannot make it.
  case simulated(RequestToken, SimulatedSample?)
  /// The points of a sweep were decoded, `[points, height, width, channels]`.
  case swept(RequestToken, Tensor)
  /// A sample was encoded.
  case encoded(RequestToken, EncodedSample)
  /// The decoder was differentiated along one latent, `[height, width, channels]`, per unit of it.
  case sensitivity(RequestToken, Tensor)
  /// A snapshot was written to these files.
  case snapshotSaved(RequestToken, paths: [String])
  /// A request could not be met; one line says what, where, expected and found.
  case failed(RequestToken, message: String)
  /// A line for the log, for example what a library wrote to standard error.
  case logLine(String)
}
