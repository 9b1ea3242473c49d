import Diagnostics
import Explorer
import Maps
import Models
import Tensors

/// Inspects a place of a map.
struct MapInspector: Sendable {
  /// The model whose codes the points are; `nil` where they are not codes.
  let model: LoadedModel?
  /// The samples of the points; `nil` where they are no longer available.
  let samples: EvaluationSamples?

  /// Inspects the place.
  ///
  /// - Returns: The answer to the request; `nil` when superseded.
  func answer(
    _ token: RequestToken, _ request: MapInspectionRequest, isSuperseded: () -> Bool
  ) -> ExplorerEvent? {
    let points = request.points
    let places = MapDecoding(points: points, positions: request.positions)
    let place = (x: request.place.x, y: request.place.y)
    guard let nearest = places.neighbors(of: place, count: 1).first?.point else {
      return .failed(token, message: "map: expected points to inspect, found none")
    }
    let code = places.features(at: place, count: MapInspectionRequest.meanCount)
    if isSuperseded() { return nil }
    let neighbors = places.nearestInFeatures(
      of: nearest, count: MapInspectionRequest.neighborCount)
    if isSuperseded() { return nil }
    let decoding = model.map { decode(points.originalFeatures(of: nearest), code, by: $0) }
    if isSuperseded() { return nil }
    let isKnown = samples.map { $0.count == points.count && $0.label == points.label } ?? false
    let shape = model?.checkpoint.model.sampleShape
    return .mapInspected(
      token,
      MapInspection(
        place: request.place, nearest: nearest,
        neighbors: neighbors.map {
          MapInspection.Neighbor(point: $0.point, distance: $0.distance)
        },
        sample: isKnown ? shape.flatMap { samples?.sample(nearest).reshaped(to: $0) } : nil,
        code: code, decoding: decoding))
  }

  private func decode(
    _ nearest: [Float], _ code: [Float], by model: LoadedModel
  ) -> MapInspection.Decoding {
    let autoencoder = model.checkpoint.model
    let decoded = autoencoder.decode(
      Tensor(shape: [2, code.count], elements: nearest + code))
    func sample(_ row: Int) -> Tensor {
      decoded.rows(row..<row + 1).reshaped(to: autoencoder.sampleShape)
    }
    return MapInspection.Decoding(twin: sample(0), place: sample(1))
  }
}
