import Runs

/// What the Train screen remembers.
struct TrainState: ScreenState {
  /// How the vertical axis of the chart in front is chosen.
  enum Axis: String, Sendable, CaseIterable {
    /// Logarithmic where most of the curve would otherwise lie in the lowest part.
    case automatic
    /// Linear.
    case linear
    /// Logarithmic.
    case logarithmic
  }

  /// What stands beside the chart in front.
  enum Side: String, Sendable, CaseIterable {
    /// Charts.
    case charts
    /// Samples and what the model makes of them.
    case reconstructions
    /// The latents, one by one.
    case traversals
    /// What the model invents.
    case draws
    /// The pictures in the log.
    case logged
  }

  /// Where runs are looked for; empty while nobody said.
  var paths: [String] = []
  /// What is known of the runs.
  var snapshot: RunsSnapshot?
  /// The request whose answers are taken, also when they come again and again.
  var subscription: RequestToken?
  /// What was last asked for.
  var requested: RunsRequest?
  /// Why there is nothing; `nil` when there is something or may be.
  var halt: String?

  /// The paths of the runs in the order in which they were first seen, which decides on letters and colours.
  private(set) var order: [String] = []
  /// The place of every run in ``order``.
  private(set) var places: [String: Int] = [:]
  /// The paths of the runs whose curves are not drawn.
  var hidden: Set<String> = []
  /// The path of the chosen run.
  var chosen: String?
  /// The title of the chart in front; the first where there is none of that title.
  var chart: String?
  /// The words that titles or series of charts must have.
  var filter = ""
  /// The step of the crosshair; the newest when `nil`.
  var step: Double?
  /// How the vertical axis is chosen.
  var axis = Axis.automatic
  /// The share of the steps over which curves are averaged.
  var smoothing = 0.0
  /// The newest share of the steps that is shown.
  var share = 1.0

  /// What stands beside the chart in front.
  var side = Side.charts
  /// The name of the logged pictures that are shown; the first by name when `nil`.
  var pictureName: String?
  /// The step of the pictures; the newest when `nil`.
  var pictureStep: Int?
  /// The pictures that were made, the newest last.
  var pictures: [RunPictures] = []
  /// What was last asked for, and when its model was written.
  var requestedPictures: (request: RunPicturesRequest, time: Double)?

  /// The model of a run that is open, and when it was written.
  var opened: RunSnapshot.Model?
  /// Whether it is opened anew whenever the run has written it.
  var reloads = false
  /// What training in this process does; `nil` without any.
  var report: TrainingReport?
  /// Whether training was told to stop.
  var isStopping = false

  /// The state in which nothing is followed.
  init() {}

  /// The state that a start asks for.
  init(_ start: TrainStart) {
    paths = start.paths
    report = start.isTraining ? .preparing("beginning") : nil
  }

  /// Gives those runs that have none a place; more than a few are not drawn unasked.
  mutating func place(_ runs: [RunSnapshot]) {
    for run in runs where places[run.path] == nil {
      if order.count >= Self.shownLimit { hidden.insert(run.path) }
      places[run.path] = order.count
      order.append(run.path)
    }
  }

  private(set) var wasAsked = false
  private var asks = false

  /// The most pictures that are remembered.
  static let pictureLimit = 64
  /// The most runs whose curves are drawn unasked.
  static let shownLimit = 8

  /// Whether this process trains.
  var isTraining: Bool {
    switch report {
    case nil, .ended: false
    case .preparing, .running, .notice: true
    }
  }

  /// A key is pressed: a question that was asked before it is open for this key and no other.
  mutating func beginKey() { (wasAsked, asks) = (asks, false) }

  /// Asks whether training shall stop; the next key answers.
  mutating func ask() { asks = true }
}
