import Analysis
import Datasets
import Diagnostics
import Explorer
import Foundation
import Maps
import Models
import Tensors

/// Answers requests immediately with the made-up model, as the real engine would from its queues.
struct FakeEngine {
  var model = MadeUpModel()
  /// The diagnosis; that of the model by default.
  var diagnosis: MadeUpDiagnosis?
  /// The comparison.
  var anomalies = MadeUpAnomalies()
  /// The maps, once one was requested, or those to use when one is.
  var map: MadeUpMap?

  /// The runs.
  var runs = MadeUpRuns()

  /// All answers to a request.
  mutating func answers(_ effect: ExplorerEffect) -> [ExplorerEvent] {
    switch effect {
    case .map(let token, let request):
      var made = map ?? MadeUpMap(model: model)
      made.start(request)
      map = made
      guard let points = try? made.points, let update = try? made.update() else { return [] }
      return [
        .mapping(token, MapPreparation(stage: "encoding samples", fraction: 0.5)),
        .mapPoints(token, points), .mapped(token, update),
      ]
    case .steerMap(let token, let steering):
      map?.steer(steering)
      return (try? map?.update()).map { [.mapped(token, $0)] } ?? []
    default: return answer(effect).map { [$0] } ?? []
    }
  }

  /// The answer to a request; `nil` for effects without an answer.
  func answer(_ effect: ExplorerEffect) -> ExplorerEvent? {
    switch effect {
    case .open(let token, let path):
      return path.contains("missing")
        ? .failed(token, message: "\(path): no such file") : .opened(token, model.opened)
    case .openData(let token, let path):
      let description = path.contains("wide") ? wide : model.description
      return .dataOpened(token, OpenedData(path: path, count: 25, description: description))
    case .decode(let token, let latents): return .decoded(token, decoded(latents))
    case .simulate(let token, _, let factors): return .simulated(token, simulated(factors))
    case .sweep(let token, let points):
      let rows = (0..<points.rowCount).flatMap { model.decode(Array(points.row($0))).elements }
      return .swept(
        token,
        Tensor(shape: [points.rowCount] + model.opened.sampleShape, elements: rows))
    case .encode(let token, let reference): return .encoded(token, encoded(reference))
    case .sensitivity(let token, let latents, let latent):
      return .sensitivity(token, derivative(latents, latent))
    case .work(let token, let any): return worked(token, any.request)
    case .placeOnMap(let token, let codes):
      let panels = map?.request.panels.count ?? 0
      let place = MapPlace(x: codes.elements[0], y: codes.elements[codes.count - 1])
      return .mapPlaced(token, Array(repeating: place, count: panels))
    case .inspectMap(let token, let request):
      return map?.inspection(request).map { .mapInspected(token, $0) }
    case .watchRuns(let token, let request):
      return request.paths.contains { $0.contains("nowhere") }
        ? .failed(token, message: "nowhere: expected runs, found none")
        : .runsSeen(token, runs.snapshot(request.wish))
    case .map, .steerMap, .cancel, .stopTraining, .repaint, .suspend, .quit: return nil
    }
  }

  private func worked(_ token: RequestToken, _ request: any EngineRequest) -> ExplorerEvent? {
    switch request {
    case let request as FolderRequest:
      return MadeUpFolder.listing(request.path).map { request.answered(token, $0) }
        ?? .failed(token, message: "\(request.path): read: No such file or directory")
    case let request as FileFactsRequest:
      return request.answered(token, MadeUpFolder.facts(request))
    case let request as RecentFilesRequest:
      return request.answered(token, MadeUpFolder.recent)
    case let request as CompletionRequest:
      return request.answered(
        token,
        CompletionRequest.Names(
          MadeUpFolder.entries.filter {
            $0.name.hasPrefix(request.beginning) && !$0.name.hasPrefix(".")
          }))
    case let request as DiagnosisRequest:
      var made = diagnosis ?? MadeUpDiagnosis(model: model)
      made.isCached = made.isCached && !request.ignoresCache
      return request.answered(token, made.report)
    case let request as AnomalyRequest:
      var made = anomalies
      made.isCached = made.isCached && !request.ignoresCache
      return request.answered(token, made.report)
    case let request as TraverseRequest:
      let space = TraversalSpace(
        model.opened.latents.family, count: model.latentCount, statistics: model.opened.statistics,
        sample: request.sample,
        carried: request.staysWithinBounds
          ? TraversalSpace.carried(model.opened.roles, model.opened.data.factors) : [:],
        constraints: model.opened.constraints)
      guard space.problem(request.traversal.range) == nil else { return nil }
      let grid = request.traversal.grid(about: request.base, in: space)
      let cells = grid.rows.flatMap(\.self)
      let samples = Tensor(
        shape: [cells.count] + model.opened.sampleShape,
        elements: cells.flatMap { model.decode($0.point).elements })
      return request.answered(
        token,
        TraversalPictures(
          traversal: request.traversal, base: request.base, sampleName: request.sampleName,
          grid: grid, samples: samples, limits: request.traversal.limits(in: space)))
    case let request as PlaneRequest:
      let rows = (0..<request.points.rowCount).flatMap {
        model.decode(Array(request.points.row($0))).elements
      }
      return request.answered(
        token,
        Tensor(shape: [request.points.rowCount] + model.opened.sampleShape, elements: rows))
    case let request as MetropolisRequest:
      return thermal(request).map { request.answered(token, $0) }
    case let request as Snapshot:
      return request.answered(token, [request.stem + ".png", request.stem + ".json"])
    case let request as MapExport:
      return request.answered(token, [request.stem + ".safetensors"])
    case let request as RunPicturesRequest:
      return request.answered(token, runs.pictures(request, model: model))
    case let request as TraverseExport:
      return request.answered(token, [request.stem + ".png", request.stem + ".safetensors"])
    case let request as ExportRequest<Diagnosis>:
      return request.answered(
        token, request.result.documents.map { request.stem + $0.fileExtension })
    case let request as ExportRequest<AnomalyStudy>:
      return request.answered(
        token, request.result.documents.map { request.stem + $0.fileExtension })
    default: return nil
    }
  }

  private var wide: DataDescription {
    DataDescription(
      name: "wide", kind: .image, shape: [8, 64, 1], unit: "counts", factors: [])
  }

  private func decoded(_ latents: [Float]) -> DecodedSample {
    let sample = model.decode(latents)
    let radius = latents.reduce(0) { $0 + Double($1 * $1) }.squareRoot()
    return DecodedSample(
      sample: sample, quantities: quantities(sample), particles: particles(sample),
      distance: DistanceReading(distance: radius, share: max(0, 1 - radius / 5)),
      milliseconds: 0.25)
  }

  /// The decoder at the latents of the factors; `nil` for a radius that is not positive.
  private func simulated(_ factors: [Double]) -> SimulatedSample? {
    guard model.opened.simulator != nil, factors[1] > 0 else { return nil }
    let sample = model.simulated(factors)
    let density = DensityComparison(
      middles: [0.25, 0.5, 0.75], decoded: [0.9, 1, 1.1], simulated: [1, 1.2, 0.8])
    return SimulatedSample(
      sample: sample, quantities: quantities(sample),
      density: model.kind == .curve ? density : nil)
  }

  private func encoded(_ reference: SampleReference) -> EncodedSample {
    let index =
      switch reference {
      case .gallery(let index): index
      case .data(let index): index + 4
      case .mapped(let index, _, _): index
      case .anomalous(let sample): sample.index
      case .measurement: 9
      }
    var mean = model.code(index)
    if case .mapped(let index, _, _) = reference, let map {
      mean = Array(map.features.row(index))
    }
    var sample = model.decode(mean)
    if case .measurement(let measured) = reference { sample = measured }
    return EncodedSample(
      sample: sample, mean: mean, deviation: Array(repeating: 0.25, count: mean.count),
      factors: factors(reference), quantities: quantities(sample), particles: particles(sample))
  }

  private func thermal(_ request: MetropolisRequest) -> ThermalParticles? {
    let data = model.opened.data
    guard let reader = ParticleReader(data), let thermalization = Thermalization(data, roles: []),
      let projection = try? reader.projection(of: model.decode(request.latents).elements[...]),
      let outcome = thermalization.thermalized(
        projection.positions, sweepCount: request.sweepCount, gravity: request.gravity,
        seed: request.seed),
      let recovered = try? RecoveredParticles(
        coordinates: outcome.positions.flatMap { [Float($0.x), Float($0.y)] },
        boxLength: reader.format.boxLength)
    else { return nil }
    return ThermalParticles(
      recovered: recovered, energyBefore: outcome.energyBefore, energyAfter: outcome.energyAfter)
  }

  private func factors(_ reference: SampleReference) -> [Float] {
    guard model.knowsFactors, case .gallery(let index) = reference else { return [] }
    return Array(model.gallery.factors.row(index))
  }

  private func particles(_ sample: Tensor) -> Result<RecoveredParticles, GeometryError>? {
    ParticleReader(model.description).map { reader in
      Result { () throws(GeometryError) in try reader.particles(of: sample) }
    }
  }

  private func quantities(_ sample: Tensor) -> [MeasuredQuantity] {
    if let recovered = particles(sample).flatMap({ try? $0.get() }) {
      return [
        MeasuredQuantity("pair energy", recovered.pairEnergy, unit: "epsilon"),
        MeasuredQuantity("smallest distance", recovered.smallestDistance, unit: "sigma"),
        MeasuredQuantity("flatness", recovered.planarity?.flatness ?? .nan),
      ]
    }
    return model.description.quantities.isEmpty && model.kind != .matrix
      ? []
      : [
        MeasuredQuantity(
          "flux in the stamp", Double(sample.elements.reduce(0, +)).rounded(), unit: "counts",
          short: "stamp flux"),
        MeasuredQuantity("half-light radius", 0.75, unit: "arcsec", short: "half-light"),
        MeasuredQuantity("ellipticity e1", .nan),
      ]
  }

  private func derivative(_ latents: [Float], _ latent: Int) -> Tensor {
    var moved = latents
    moved[latent] += 0.01
    let (before, after) = (model.decode(latents), model.decode(moved))
    return Tensor(
      shape: before.shape,
      elements: zip(before.elements, after.elements).map { ($1 - $0) / 0.01 })
  }
}
