import Foundation
import Analysis
import Maps
import Tensors
import TestSupport
import Testing

/// Tables by the programs that people use; `Fixtures/README.md` says how they came about.
struct PointTablesTests {
  private struct Expected: Decodable {
    var points: Int
    var features: [String]
    var explained: [Double]
    var labels: [String]
    var identifiers: [String]
    var notes: Int
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures").path(percentEncoded: false)

  private static func points(
    _ name: String, _ choice: ColumnChoice = ColumnChoice()
  ) throws -> MapPoints {
    try MapPoints(contentsOf: "\(folder)/tables/\(name)", choice: choice)
  }

  /// The tables with what is right, without the versions of the libraries.
  private static func expected() throws -> [String: Expected] {
    let data = try Data(contentsOf: URL(filePath: "\(folder)/expected.json"))
    var object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    object["versions"] = nil
    return try JSONDecoder().decode(
      [String: Expected].self, from: JSONSerialization.data(withJSONObject: object))
  }

  @Test("points, features, labels and components of every table are those of its own program")
  func tables() throws {
    let tables = try Self.expected()
    #expect(tables.count > 50)
    for (name, expected) in tables {
      let points = try Self.points(name)
      #expect(points.count == expected.points, "\(name)")
      #expect(points.featureNames == expected.features, "\(name)")
      let named = { (role: MapColumn.Role) in points.columns.filter { $0.role == role }.map(\.name)
      }
      #expect(named(.label) == expected.labels, "\(name)")
      #expect(named(.identifier) == expected.identifiers, "\(name)")
      #expect(points.notes.count == expected.notes, "\(name): \(points.notes)")
      let explained = try MapComputation(
        points: points, settings: MapSettings(method: .principalComponents)
      ).layout.explained
      for (share, right) in zip(explained, expected.explained) {
        #expect(abs(share - right) < 2e-5, "\(name): \(explained)")
      }
    }
  }

  @Test("every table of the folder is right, or refused for it has no row")
  func none() throws {
    let all = try FileManager.default.contentsOfDirectory(atPath: "\(Self.folder)/tables")
    let refused = Set(all).subtracting(try Self.expected().keys)
    #expect(refused == ["empty.csv", "hdronly.csv", "onlyhash.csv"])
    for name in refused {
      let error = #expect(throws: MapError.self) { try Self.points(name) }
      let text = try #require(error?.description)
      #expect(
        text.contains("\(name): table: expected at least one") && text.hasSuffix("found none"))
    }
  }

  @Test("a label colours the map unless the user says otherwise, and does not shape it")
  func label() throws {
    let points = try Self.points("l_label.csv")
    let column = try #require(points.defaultColoring.map { points.columns[$0] })
    #expect(column.name == "label")
    guard case .categories(let names, let indices) = column.values else {
      Issue.record("no classes")
      return
    }
    #expect(names == (0...9).map(String.init))
    // The nearest point on the map has the label of one in ten, for the labels are random.
    let map = try MapComputation(
      points: points, settings: MapSettings(method: .principalComponents)
    ).layout.positions
    let hits = (0..<points.count).count { point in
      let nearest = (0..<points.count).filter { $0 != point }.min {
        distance(map.row(point), map.row($0)) < distance(map.row(point), map.row($1))
      }
      return nearest.map { indices[$0] == indices[point] } ?? false
    }
    #expect(Double(hits) / Double(points.count) < 0.15)
    let quality = try MapQuality(of: map, points: points, features: [0, 1, 2, 3])
    let told = try #require(quality.classifications.first)
    #expect(told.name == "label" && quality.classifications.count == 1)
    #expect(
      abs(told.result.accuracy - 0.1) < 0.05 && (0.1...0.15).contains(told.result.largestShare))
  }

  private func distance(_ a: ArraySlice<Float>, _ b: ArraySlice<Float>) -> Float {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  @Test("the user says which columns are features, label and index")
  func choices() throws {
    var choice = ColumnChoice()
    choice.features = ColumnChoice.features(argument: "z0, 2-3,label")
    var points = try Self.points("l_label.csv", choice)
    #expect(points.featureNames == ["z0", "z2", "z3", "label"] && points.notes.isEmpty)
    #expect(points.columns.map(\.name) == ["z0", "z1", "z2", "z3", "label"])
    choice.features = ["z1..z3"]
    choice.label = "z0"
    points = try Self.points("l_label.csv", choice)
    #expect(points.featureNames == ["z1", "z2", "z3"])
    #expect(points.columns.first { $0.role == .label }?.name == "z0")
    choice = ColumnChoice()
    choice.index = "0"
    points = try Self.points("plain.csv", choice)
    #expect(points.featureNames == ["b", "c", "d"] && points.columns[0].role == .identifier)
    choice = ColumnChoice()
    choice.coloring = "source_id"
    points = try Self.points("gaia.csv", choice)
    #expect(points.columns[0].role == .label && points.featureNames == ["a", "b", "c", "d"])
  }

  @Test(
    "a column that is not there is named, with those that are",
    arguments: [
      (["q"], nil, nil, "--features: expected one of name, value, v2, found q"),
      (["3"], nil, nil, "--features: expected one of name, value, v2, found 3"),
      (["2-1"], nil, nil, "--features: expected a range that goes up, found 2-1"),
      ([""], nil, nil, "--features: expected one of name, value, v2, found "),
      (["name"], nil, nil, "--features: expected a column of numbers, found name, of texts"),
      (nil, "kind", nil, "--label: expected one of name, value, v2, found kind"),
      (nil, nil, "-1", "--index: expected one of name, value, v2, found -1"),
    ] as [([String]?, String?, String?, String)])
  func missingColumns(features: [String]?, label: String?, index: String?, message: String) throws {
    var choice = ColumnChoice()
    (choice.features, choice.label, choice.index) = (features, label, index)
    let error = #expect(throws: MapError.self) { try Self.points("quotedspace.csv", choice) }
    #expect(error?.description == "\(Self.folder)/tables/quotedspace.csv: \(message)")
  }

  @Test("identifiers keep all their digits")
  func identifiers() throws {
    let points = try Self.points("gaia.csv")
    guard case .categories(let names, let indices) = points.columns[0].values else {
      Issue.record("no names")
      return
    }
    #expect(names.prefix(2) == ["4116474239012345678", "4116474239012346679"])
    #expect(indices == Array(0..<60) && points.colorings == [1, 2, 3, 4])
  }
}
