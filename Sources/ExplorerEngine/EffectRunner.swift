import Contents
import Datasets
import Diagnostics
import Dispatch
package import Explorer
import Maps
import Models
import Tensors

/// Performs the explorer's effects on background queues and delivers the answers to the thread that polls.
///
/// The engine is used from that thread only; only values cross to the queues. A new request supersedes older
/// ones of its kind. The open model changes exactly when its `opened` event is taken, so that the engine and
/// the explorer's state always agree on it.
package final class EffectRunner {
  private enum Delivery: Sendable {
    case event(ExplorerEvent)
    case model(RequestToken, LoadedModel)
    case data(RequestToken, path: String, Dataset)
    case map
    case runs
  }

  /// The data of the command line, of which its options speak.
  private let startData: StartData?
  private let mailbox = Mailbox<Delivery>()
  private let maps: MapWork
  private let runs: RunWork
  private var queues: [RequestKind: LatestWinsQueue] = [:]
  private let snapshots: SnapshotWriter
  private let studies: StudyCache?
  private let recent: RecentFiles?
  private var deliveries: [Delivery] = []
  private var model: LoadedModel?
  private var data: (path: String, dataset: Dataset)?
  private var newestOpen: RequestToken?
  private var newestOpenData: RequestToken?

  /// Creates an engine with nothing open.
  ///
  /// - Parameters:
  ///   - snapshotFolder: The folder of snapshots and exports.
  ///   - diagnosisFolder: The folder of cached study results; `nil` for no cache.
  ///   - stateFolder: The folder of the list of recent files; `nil` for no list.
  ///   - startData: The data of the command line; `nil` for none.
  package init(
    snapshotFolder: String = ".", diagnosisFolder: String? = nil, stateFolder: String? = nil,
    startData: StartData? = nil
  ) {
    self.startData = startData
    recent = stateFolder.map { RecentFiles(folder: $0) }
    snapshots = SnapshotWriter(folder: snapshotFolder)
    maps = MapWork { [mailbox] in mailbox.post(.map) }
    runs = RunWork { [mailbox] in mailbox.post(.runs) }
    studies = diagnosisFolder.map { StudyCache(folder: $0) }
  }

  deinit {
    maps.close()
    runs.close()
  }

  /// Posts an event from elsewhere in the process; may be called from any thread.
  package var eventSink: @Sendable (ExplorerEvent) -> Void {
    { [mailbox] event in mailbox.post(.event(event)) }
  }

  /// A file descriptor that becomes readable when an answer has arrived.
  package var wakeDescriptor: Int32 { mailbox.wakeDescriptor }

  /// The next answer in order, `nil` when there is none.
  package func nextEvent() -> ExplorerEvent? {
    if deliveries.isEmpty { deliveries = mailbox.takeAll().reversed() }
    guard let delivery = deliveries.popLast() else { return nil }
    switch delivery {
    case .event(let event): return event
    case .map:
      deliveries += maps.takeEvents().reversed().map { .event($0) }
      return nextEvent()
    case .runs:
      return runs.takeEvent() ?? nextEvent()
    case .model(let token, let loaded):
      if token == newestOpen { model = loaded }
      return .opened(token, loaded.facts)
    case .data(let token, let path, let dataset):
      if token == newestOpenData { data = (path, dataset) }
      return .dataOpened(
        token,
        OpenedData(
          path: path, count: dataset.count, description: dataset.description, notes: dataset.notes))
    }
  }

  /// Starts an effect and returns immediately.
  ///
  /// - Parameter effect: The effect; those of the terminal are not handled by the engine.
  package func perform(_ effect: ExplorerEffect) {
    switch effect {
    case .open(let token, let path): open(token, path)
    case .openData(let token, let path): openData(token, path)
    case .decode(let token, let latents):
      submit(.decode, token, latentCount: latents.count) { model, _ in
        .decoded(token, model.decode(latents))
      }
    case .simulate(let token, let latents, let factors):
      submit(.simulate, token, latentCount: latents.count) { model, _ in
        .simulated(token, model.simulate(latents, factors: factors))
      }
    case .sweep(let token, let latents):
      submit(.sweep, token, latentCount: latents.rowStride) { model, isSuperseded in
        model.sweep(latents, isSuperseded: isSuperseded).map { .swept(token, $0) }
      }
    case .sensitivity(let token, let latents, let latent):
      submit(.sensitivity, token, latentCount: latents.count) { model, _ in
        .sensitivity(token, model.sensitivity(latents, along: latent))
      }
    case .encode(let token, let reference): encode(token, reference)
    case .work(let token, let any): work(token, any)
    case .map(let token, let request): map(token, request)
    case .steerMap(let token, let steering): maps.steer(token, steering)
    case .placeOnMap(let token, let codes): maps.place(token, codes)
    case .inspectMap(let token, let request): inspect(token, request)
    case .watchRuns(let token, let request): runs.watch(token, request)
    case .cancel(.map): maps.forget()
    case .cancel(let kind): queues[kind]?.cancelAll()
    case .repaint, .suspend, .quit, .stopTraining:
      preconditionFailure("EffectRunner: \(effect) concerns the program")
    }
  }

  /// Cancels all requests; running work ends when it next polls.
  package func cancelAll() {
    queues.values.forEach { $0.cancelAll() }
    maps.forget()
  }
}

extension EffectRunner {
  /// The queue of a kind of request, created at its first request.
  private func queue(_ kind: RequestKind) -> LatestWinsQueue {
    if let queue = queues[kind] { return queue }
    let queue = LatestWinsQueue(
      label: "explorer.\(kind)", quality: kind == .decode ? .userInteractive : .userInitiated)
    queues[kind] = queue
    return queue
  }

  private typealias Answer =
    @Sendable (LoadedModel, _ isSuperseded: () -> Bool) -> ExplorerEvent?

  private func submit(
    _ kind: RequestKind,
    _ work: @escaping @Sendable (_ isSuperseded: @Sendable () -> Bool) -> Delivery?
  ) {
    queue(kind).submit { [mailbox] isSuperseded in
      if let delivery = work(isSuperseded) { mailbox.post(delivery) }
    }
  }

  /// Submits work on the open model, which must have as many latents as the request.
  private func submit(
    _ kind: RequestKind, _ token: RequestToken, latentCount: Int, _ answer: @escaping Answer
  ) {
    guard let model, model.checkpoint.model.latentCount == latentCount else {
      let found = model.map { "\($0.checkpoint.model.latentCount) in \($0.path)" } ?? "no model"
      return fail(token, "\(kind): expected \(latentCount) latents, found \(found)")
    }
    submit(kind) { isSuperseded in answer(model, isSuperseded).map { .event($0) } }
  }

  private func fail(_ token: RequestToken, _ message: String) {
    mailbox.post(.event(.failed(token, message: message)))
  }

  private func open(_ token: RequestToken, _ path: String) {
    newestOpen = token
    submit(.open) { _ in
      do {
        return .model(token, try LoadedModel(path: path))
      } catch let other as OtherContent {
        guard let kind = other.kind else {
          return .event(.failed(token, message: "\(other)"))
        }
        return .event(
          .foundOther(
            token,
            OtherFile(
              path: path, kind: kind.name, phrase: kind.phrase, command: kind.invocation,
              problem: "\(other)")))
      } catch {
        return .event(.failed(token, message: "\(error)"))
      }
    }
  }

  private func openData(_ token: RequestToken, _ path: String) {
    newestOpenData = token
    let options = startData.flatMap { $0.path == path ? $0.options : nil } ?? DataOptions()
    submit(.openData) { _ in
      do {
        try OtherContent.checkData(path)
        return .data(token, path: path, try Dataset.open(path: path, options: options))
      } catch {
        return .event(.failed(token, message: "\(error)"))
      }
    }
  }

  private func encode(_ token: RequestToken, _ reference: SampleReference) {
    guard let model else { return fail(token, "encode: no model is open") }
    let source = SampleSource(model: model, data: data)
    submit(.encode) { _ in
      do throws(SampleSource.Failure) {
        let (sample, factors) = try source.sample(reference)
        return .event(.encoded(token, model.encode(sample, factors: factors)))
      } catch {
        return .event(.failed(token, message: error.message))
      }
    }
  }

  /// Performs a request that a screen declares.
  private func work(_ token: RequestToken, _ any: AnyRequest) {
    guard let request = any.request as? any EngineWork else {
      preconditionFailure("EffectRunner: nothing meets \(type(of: any.request))")
    }
    submit(token, request)
  }

  private func submit<Request: EngineWork>(_ token: RequestToken, _ request: Request) {
    let world = EngineWorld(
      model: model, data: data, writer: snapshots, studies: studies, recent: recent)
    submit(Request.kind) { [mailbox] isSuperseded in
      do {
        let answer = try request.perform(
          world, isSuperseded: isSuperseded,
          progress: { mailbox.post(.event(request.progressed(token, $0))) })
        return answer.map { .event(request.answered(token, $0)) }
      } catch {
        return .event(.failed(token, message: "\(error)"))
      }
    }
  }

  private func map(_ token: RequestToken, _ request: MapRequest) {
    if let file = request.file { return maps.start(token, request, of: .file(file)) }
    guard let model else { return fail(token, "map: no model is open") }
    maps.start(token, request, of: .model(model, data: request.usesData ? data : nil))
  }

  private func inspect(_ token: RequestToken, _ request: MapInspectionRequest) {
    let inspector = MapInspector(model: request.areCodes ? model : nil, samples: maps.samples)
    if request.areCodes {
      submit(.mapInspection, token, latentCount: request.points.featureCount) { _, isSuperseded in
        inspector.answer(token, request, isSuperseded: isSuperseded)
      }
    } else {
      submit(.mapInspection) { isSuperseded in
        inspector.answer(token, request, isSuperseded: isSuperseded).map { .event($0) }
      }
    }
  }
}
