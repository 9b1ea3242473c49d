import Datasets
import Diagnostics
import Explorer
import Maps
import Tensors

/// The maps during their computation; used only on the thread of ``MapWork``.
final class MapSession {
  /// The shortest interval between two posted maps, that of a screen's frames.
  private static let interval = Duration.milliseconds(33)

  private let work: MapWork
  private let outbox: MapOutbox
  private let team = WorkerTeam()
  private var points: EncodedPoints?
  private var maps = RunningMaps()
  /// Finished and unfinished t-SNE maps of the current points, kept so that returning to one loses nothing.
  private var kept: [[MapFeatures]: RunningMaps] = [:]
  private var token = RequestToken(value: 0)
  private var isPaused = false
  private var lastTold = ContinuousClock.now
  private var pace = MapPace()

  init(_ work: MapWork, _ outbox: MapOutbox) {
    self.work = work
    self.outbox = outbox
  }

  /// Executes commands, and iterates the maps in between, until it is closed.
  func run() {
    while true {
      if let command = work.next(isWaiting: !isActive) {
        guard perform(command) else { return }
      } else {
        advance()
      }
    }
  }

  /// Whether the maps are iterating, or have finished and lack scores.
  private var isActive: Bool { isMoving || maps.needsScores }

  private var isMoving: Bool { !isPaused && !maps.isFinished }

  private func perform(_ command: MapWork.Command) -> Bool {
    switch command {
    case .start(let token, let request, let origin):
      self.token = token
      start(request, origin)
    case .steer(let token, let steering):
      self.token = token
      steer(steering)
    case .place(let token, let codes):
      outbox.tell(.mapPlaced(token, maps.places(of: codes, isCancelled: work.isSuperseded)))
    case .forget: forget()
    case .close: return false
    }
    return true
  }

  private func forget() {
    points = nil
    maps = RunningMaps()
    kept = [:]
    work.samples = nil
  }

  private func advance() {
    if isMoving {
      if maps.step(isCancelled: { [work] in work.isInterrupted }) { pace.count() }
      let isDue = ContinuousClock.now - lastTold >= Self.interval && outbox.wantsUpdate
      if isDue { tell() }
    } else if maps.needsScores, let points {
      if maps.measure(points.points, team: team, isCancelled: { [work] in work.isInterrupted }) {
        tell()
      }
    }
  }

  private func tell(problem: String? = nil) {
    guard var update = maps.update(isRunning: isActive) else { return }
    update.iterationsPerSecond = isMoving ? pace.perSecond : nil
    update.problem = problem
    outbox.tell(token, update)
    lastTold = .now
  }
}

extension MapSession {
  private func start(
    _ request: MapRequest, _ origin: MapOrigin
  ) {
    isPaused = false
    pace = MapPace()
    let isCancelled = work.isSuperseded
    do throws(MapError) {
      let points = try points(request, origin, isCancelled: isCancelled)
      outbox.tell(token, points.points)
      if case .tsne = request.method {
        try startMoving(request, points.points, isCancelled: isCancelled)
      } else {
        keep()
        maps = try RunningMaps(
          request.method, request, points.points, team: team, isCancelled: isCancelled
        ) { _, _ in }
      }
      tell()
    } catch {
      maps = RunningMaps()
      if error != .cancelled { outbox.tell(.failed(token, message: "\(error)")) }
    }
  }

  /// Shows principal components while t-SNE searches for neighbours.
  private func startMoving(
    _ request: MapRequest, _ points: MapPoints, isCancelled: @escaping @Sendable () -> Bool
  ) throws(MapError) {
    if let known = kept[request.panels], known.suits(request), !request.ignoresKept {
      maps = known
      return
    }
    maps = try RunningMaps(
      .principalComponents, request, points, team: team, isCancelled: isCancelled
    ) { _, _ in }
    if let update = maps.update(isRunning: true) { outbox.tell(token, update) }
    let (token, outbox) = (token, outbox)
    maps = try RunningMaps(.tsne, request, points, team: team, isCancelled: isCancelled) {
      stage, fraction in
      outbox.tell(token, MapPreparation(stage: stage, fraction: fraction))
    }
    keep(request.panels)
  }

  /// Stores the current t-SNE maps.
  private func keep(_ panels: [MapFeatures]? = nil) {
    guard case .tsne = maps.method else { return }
    kept[panels ?? maps.features] = maps
  }

  /// The points of a request; the current ones where they are the same.
  private func points(
    _ request: MapRequest, _ origin: MapOrigin, isCancelled: @escaping @Sendable () -> Bool
  ) throws(MapError) -> EncodedPoints {
    if let points, points.suits(request, origin) { return points }
    forget()
    let (token, outbox) = (token, outbox)
    let made = try EncodedPoints(
      request, origin, team: team, isCancelled: isCancelled
    ) { fraction in
      outbox.tell(token, MapPreparation(stage: "encoding samples", fraction: fraction))
    }
    points = made
    work.samples = made.samples
    return made
  }

  private func steer(_ steering: MapSteering) {
    guard case .tsne = maps.method else {
      outbox.tell(.failed(token, message: "map: expected a t-SNE map to change, found none"))
      return
    }
    var problem: String?
    switch steering {
    case .run:
      isPaused = false
      pace = MapPace()
      if maps.isFinished { maps.extend(by: MapComputation.settlingCount) }
    case .pause:
      isPaused = true
      maps.rest()
    case .step:
      isPaused = true
      if maps.isFinished { maps.extend(by: 1) }
      _ = maps.step(isCancelled: work.isSuperseded)
      maps.rest()
    case .perturb: maps.perturb()
    case .perplexity(let perplexity):
      do throws(MapError) {
        try maps.changePerplexity(perplexity, isCancelled: work.isSuperseded)
      } catch { problem = "\(error)" }
    }
    if isPaused { maps.rest() }
    kept[maps.features] = maps
    tell(problem: problem)
  }
}
