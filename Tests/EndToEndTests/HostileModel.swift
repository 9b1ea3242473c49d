import Datasets
import Foundation
import Models
import Storage
import TestSupport

/// Models whose every text is hostile.
struct HostileModel {
  private let folder: TemporaryFolder

  init(in folder: TemporaryFolder) { self.folder = folder }

  /// The path of a trained model that opens, with hostile names and units in its description where `data`, the name of the data,
  /// is hostile too; of a simulator's data the program simulates more.
  func trained(as file: String, data: String) throws -> String {
    let model = try Checkpoint.load(path: TrainedModel.path())
    var description = model.data
    description.name = data
    if data == HostileText.text {
      description.unit = HostileText.text
      for index in description.factors.indices {
        description.factors[index].name = HostileText.text + "\(index)"
        description.factors[index].unit = HostileText.text
      }
    }
    var training = model.facts.training
    training?.objective = HostileText.text
    let path = folder.path(file)
    try DescribedModel(
      model.model,
      facts: ModelFacts(
        objective: model.facts.objective, data: description,
        statistics: model.facts.statistics, gallery: model.facts.gallery, training: training)
    ).save(to: path)
    return path
  }

  /// The paths of damaged copies of a model's header, by what is hostile in each: one text or number of its metadata, or one name.
  func variants(of model: String) throws -> [(what: String, path: String)] {
    let file = try SafetensorsFile(path: model)
    var variants: [(what: String, path: String)] = []
    func write(_ what: String, _ metadata: [String: String], renaming: String? = nil) throws {
      let tensors = try file.entries.prefix(3).map { entry in
        NamedTensor(
          entry.name == renaming ? HostileText.text : entry.name, try file.tensor(entry.name))
      }
      let path = folder.path("variant\(variants.count).safetensors")
      try SafetensorsWriter.write(tensors, metadata: metadata, to: path)
      variants.append((what, path))
    }
    try write("a tensor's name", file.metadata, renaming: file.entries.first?.name)
    try write("a strange key", file.metadata.merging([HostileText.text: HostileText.text]) { $1 })
    for (key, text) in file.metadata {
      for (place, hostile) in [("value", HostileText.text)] + Self.changes(of: text) {
        try write("\(key), \(place)", file.metadata.merging([key: hostile]) { $1 })
      }
    }
    return variants
  }

  /// A JSON text with one of its keys or values made hostile, for each of them.
  private static func changes(of json: String) -> [(place: String, text: String)] {
    guard let value = try? JSONSerialization.jsonObject(with: Data(json.utf8)) else { return [] }
    return changed(value).compactMap { place, value in
      let data = try? JSONSerialization.data(withJSONObject: value)
      return data.map { (place, String(decoding: $0, as: UTF8.self)) }
    }
  }

  private static func changed(_ value: Any) -> [(place: String, value: Any)] {
    if let object = value as? [String: Any] {
      return object.flatMap { key, inner -> [(place: String, value: Any)] in
        var renamed = object
        renamed[key] = nil
        renamed[HostileText.text] = inner
        let inside = changed(inner).map { place, value in
          (place: "\(key).\(place)", value: object.merging([key: value]) { $1 } as Any)
        }
        return [(place: "\(key) renamed", value: renamed)] + inside
      }
    }
    if let list = value as? [Any] {
      // The elements of a list are read alike.
      return list.prefix(1).flatMap { first in
        changed(first).map { place, value in
          (place: "0.\(place)", value: [value] + list.dropFirst() as Any)
        }
      }
    }
    return [(place: "text", value: HostileText.text)]
  }
}
