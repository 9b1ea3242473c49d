package import Maps
package import Plotting
package import Runs
package import Tensors

/// An event for the explorer, from the keyboard or from the engine.
///
/// Answers carry the token of their request; superseded ones are ignored.
package enum ExplorerEvent: Sendable {
  /// The program has started; the model is requested.
  case started
  /// A key was pressed.
  case key(KeyPress)
  /// Text was pasted; only text fields take it.
  case pasted(String)
  /// The terminal has a new size.
  case resized(Size)
  /// A model was opened.
  case opened(RequestToken, OpenedModel)
  /// What was to be opened as a model is something else that a screen may show.
  case foundOther(RequestToken, OtherFile)
  /// A data set was opened.
  case dataOpened(RequestToken, OpenedData)
  /// The sliders' point was decoded.
  case decoded(RequestToken, DecodedSample)
  /// The sample of some factors was simulated; `nil` when the simulator cannot make it.
  case simulated(RequestToken, SimulatedSample?)
  /// The points of a sweep were decoded, `[points, height, width, channels]`.
  case swept(RequestToken, Tensor)
  /// A sample was encoded.
  case encoded(RequestToken, EncodedSample)
  /// The decoder was differentiated along one latent, `[height, width, channels]`, per unit of it.
  case sensitivity(RequestToken, Tensor)
  /// The work that a request asked for goes on; the request stays unanswered.
  case progressed(RequestToken, Reply)
  /// A request was answered.
  case answered(RequestToken, Reply)
  /// The points of a map are being made; the request stays pending.
  case mapping(RequestToken, MapPreparation)
  /// The points of a map are ready; the request stays pending.
  case mapPoints(RequestToken, MapPoints)
  /// The maps have changed; the request stays pending while they are running.
  case mapped(RequestToken, MapUpdate)
  /// The place of a code on every map; empty where the method has no out-of-sample placement.
  case mapPlaced(RequestToken, [MapPlace])
  /// The inspection of a place of a map.
  case mapInspected(RequestToken, MapInspection)
  /// What is known of the runs; a later look has the token of the same request.
  case runsSeen(RequestToken, RunsSnapshot)
  /// What training in this process does.
  case training(TrainingReport)
  /// A request failed; one line with what, where, expected and found.
  case failed(RequestToken, message: String)
  /// A line for the log, for example what a library wrote to standard error.
  case logLine(String)
  /// The terminal has reported its capabilities after the start; the theme is that of its background.
  case described(TerminalCapabilities, ThemeChoice)
  /// Something about the terminal that the user should know; it is also logged.
  case notice(String)
}
