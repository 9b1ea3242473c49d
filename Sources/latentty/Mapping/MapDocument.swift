import Analysis
import Maps

/// Maps as JSON for other programs.
///
/// The keys at the top are those of the first map, `r2_by_neighbors` has one entry per map and factor, and `panels`
/// has everything of every map; what there is no number for is `null`.
struct MapDocument: Encodable {
  let points: MapPoints
  let panels: [MapPanel]
  let method: MapMethodChoice
  let settings: MapSettings

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(points.count, forKey: .points)
    try container.encode(points.label, forKey: .source)
    try container.encode(method.rawValue, forKey: .method)
    try container.encode(settings.tsne.seed, forKey: .seed)
    try container.encode(points.featureNames, forKey: .features)
    try container.encode(points.notes, forKey: .notes)
    let records = panels.map { Panel($0) }
    try container.encode(records, forKey: .panels)
    if let first = records.first { try first.encode(to: encoder) }
    // The words for all maps together replace those of the first.
    try container.encode(panels.reduce(0) { $0 + $1.seconds }, forKey: .seconds)
    try container.encode(
      Dictionary(uniqueKeysWithValues: records.map { ($0.latents, $0.predictions) }),
      forKey: .predictions)
  }

  private enum Key: String, CodingKey {
    case points, source, method, seed, features, notes, panels, seconds
    case predictions = "r2_by_neighbors"
  }

  private struct Panel: Encodable {
    let latents: String
    let indices: [Int]
    let layout: MapLayout
    let quality: MapQuality
    let cost: Double?
    let seconds: Double
    let predictions: [String: Double?]
    let accuracies: [String: Double]

    init(_ panel: MapPanel) {
      latents = panel.features.argument
      indices = panel.indices
      layout = panel.layout
      quality = panel.quality
      cost = panel.cost
      seconds = panel.seconds
      predictions = Dictionary(
        panel.quality.predictions.map { ($0.name, $0.determination) }, uniquingKeysWith: { $1 })
      accuracies = Dictionary(
        panel.quality.classifications.map { ($0.name, $0.result.accuracy) },
        uniquingKeysWith: { $1 })
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(latents, forKey: .latents)
      try container.encode(indices, forKey: .indices)
      try container.encode(indices.count, forKey: .dimensions)
      let isIterated = cost != nil
      try container.encode(isIterated ? layout.perplexity : nil, forKey: .perplexity)
      try container.encode(layout.iteration, forKey: .iterations)
      try container.encode(seconds, forKey: .seconds)
      try container.encode(cost, forKey: .cost)
      try container.encode(layout.explained, forKey: .explained)
      try container.encode(layout.adjustments, forKey: .adjustments)
      try container.encode(quality.neighborhoods?.trustworthiness, forKey: .trustworthiness)
      try container.encode(quality.neighborhoods?.neighborRecall, forKey: .recall)
      try container.encode(quality.neighborhoods?.examinedCount, forKey: .examined)
      try container.encode(predictions, forKey: .predictions)
      try container.encode(quality.predictedCount, forKey: .predicted)
      try container.encode(accuracies, forKey: .accuracies)
      try container.encode(quality.unclassifiedCount, forKey: .unclassified)
    }

    private enum Key: String, CodingKey {
      case latents, indices, dimensions, perplexity, iterations, seconds, cost, explained,
        adjustments
      case trustworthiness, examined, predicted
      case recall = "neighbor_recall"
      case predictions = "r2_by_neighbors"
      case accuracies = "accuracy_by_neighbors"
      case unclassified = "labels_without_accuracy"
    }
  }
}
