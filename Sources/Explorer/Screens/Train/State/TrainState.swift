import Runs

/// The state of the Train screen.
struct TrainState: ScreenState {
  /// The vertical axis of the main chart.
  enum Axis: String, Sendable, CaseIterable {
    /// Logarithmic where a linear axis would show only the beginning of the curves.
    case automatic
    /// Linear.
    case linear
    /// Logarithmic.
    case logarithmic
  }

  /// The content beside the main chart.
  enum Side: String, Sendable, CaseIterable {
    /// Charts.
    case charts
    /// Samples and their reconstructions.
    case reconstructions
    /// Traversals of the latents.
    case traversals
    /// Decoded draws from the prior.
    case draws
    /// The images in the log.
    case logged
  }

  /// The paths to watch; empty before any is known.
  var paths: [String] = []
  /// The state of the runs.
  var snapshot: RunsSnapshot?
  /// The request whose answers are handled, including repeated ones.
  var subscription: RequestToken?
  /// The last request.
  var requested: RunsRequest?
  /// Why there are no runs; `nil` when there are, or may be.
  var halt: String?

  /// The paths of the runs in order of first appearance, which determines letters and colours.
  private(set) var order: [String] = []
  /// The index of every run in ``order``.
  private(set) var places: [String: Int] = [:]
  /// The paths of the runs whose curves are not drawn.
  var hidden: Set<String> = []
  /// The path of the selected run.
  var chosen: String?
  /// The title of the main chart; the first chart where none has that title.
  var chart: String?
  /// The words that the titles or series of charts must contain.
  var filter = ""
  /// The step of the crosshair; the newest when `nil`.
  var step: Double?
  /// The vertical axis.
  var axis = Axis.automatic
  /// The width of the smoothing window as a share of the steps.
  var smoothing = 0.0
  /// The share of the steps that is shown, up to the newest.
  var share = 1.0

  /// The content beside the main chart.
  var side = Side.charts
  /// The name of the logged images that are shown; the first by name when `nil`.
  var pictureName: String?
  /// The step of the images; the newest when `nil`.
  var pictureStep: Int?
  /// The available images, the newest last.
  var pictures: [RunPictures] = []
  /// The last request for images, and when its model was written.
  var requestedPictures: (request: RunPicturesRequest, time: Double)?

  /// The model of a run that is open, and when it was written.
  var opened: SavedModel?
  /// Whether it is opened again whenever the run has written it.
  var reloads = false
  /// The state of training in this process; `nil` without any.
  var report: TrainingReport?
  /// Whether training was asked to stop.
  var isStopping = false

  /// The state in which nothing is watched.
  init() {}

  /// The initial state of a start.
  init(_ start: TrainStart) {
    paths = start.paths
    report = start.isTraining ? .preparing("beginning") : nil
  }

  /// Assigns an index to new runs; beyond the limit they are hidden at first.
  mutating func place(_ runs: [RunSnapshot]) {
    for run in runs where places[run.path] == nil {
      if order.count >= Self.shownLimit { hidden.insert(run.path) }
      places[run.path] = order.count
      order.append(run.path)
    }
  }

  private(set) var wasAsked = false
  private var asks = false

  /// The most images that are kept.
  static let pictureLimit = 64
  /// The most runs whose curves are drawn by default.
  static let shownLimit = 8

  /// Whether this process trains.
  var isTraining: Bool {
    switch report {
    case nil, .ended: false
    case .preparing, .running, .notice: true
    }
  }

  /// Called before a key: an open question is valid for this key only.
  mutating func beginKey() { (wasAsked, asks) = (asks, false) }

  /// Asks whether to stop training; the next key answers.
  mutating func ask() { asks = true }
}
