import Diagnostics
import Explorer
import Maps
import Models
import Tensors

/// Tells what lies at a place of a map.
struct MapInspector: Sendable {
  let model: LoadedModel
  /// The samples of the points; `nil` where they are not known any more.
  let samples: DiagnosisSamples?

  /// Looks at the place.
  ///
  /// - Returns: The answer to the request; `nil` when nobody wants it any more.
  func answer(
    _ token: RequestToken, _ request: MapInspectionRequest, isSuperseded: () -> Bool
  ) -> ExplorerEvent? {
    let points = request.points
    let decoding = MapDecoding(points: points, positions: request.positions)
    let place = (x: request.place.x, y: request.place.y)
    guard let nearest = decoding.neighbors(of: place, count: 1).first?.point else {
      return .failed(token, message: "map: expected points to inspect, found none")
    }
    let code = decoding.features(at: place, count: MapInspectionRequest.meanCount)
    if isSuperseded() { return nil }
    let neighbors = decoding.nearestInFeatures(
      of: nearest, count: MapInspectionRequest.neighborCount)
    if isSuperseded() { return nil }
    let codes = Tensor(
      shape: [2, code.count], elements: Array(points.features.row(nearest)) + code)
    let decoded = model.checkpoint.model.decode(codes)
    let shape = model.checkpoint.model.sampleShape
    func sample(_ row: Int) -> Tensor { decoded.rows(row..<row + 1).reshaped(to: shape) }
    if isSuperseded() { return nil }
    let isKnown = samples.map { $0.count == points.count && $0.label == points.label } ?? false
    return .mapInspected(
      token,
      MapInspection(
        place: request.place, nearest: nearest,
        neighbors: neighbors.map {
          MapInspection.Neighbor(point: $0.point, distance: $0.distance)
        },
        sample: isKnown ? samples?.sample(nearest).reshaped(to: shape) : nil, twin: sample(0),
        code: code, decoded: sample(1)))
  }
}
