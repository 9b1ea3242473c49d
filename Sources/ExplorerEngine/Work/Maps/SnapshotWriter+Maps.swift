import Analysis
package import Explorer
import Maps
import Storage
import Tensors

extension SnapshotWriter {
  /// Writes maps: coordinates, features, columns and selection as safetensors and as comma-separated values,
  /// and an image.
  ///
  /// - Returns: The paths of the three files.
  /// - Throws: `StorageError` when a file cannot be written.
  func write(_ export: MapExport) throws(StorageError) -> [String] {
    let extensions = [".safetensors", ".csv", ".png"]
    let picture = export.picture
    let image = PNGImage(
      width: picture.width, height: picture.height, channels: 3, pixels: picture.pixels)
    return try together(freeStem(export.stem, extensions), extensions) {
      files, paths throws(StorageError) in
      try files.add(tensors(export), metadata: metadata(export), to: paths[0])
      try files.add(Array(table(export).utf8), to: paths[1])
      try files.add(image.encoded(path: paths[2]), to: paths[2])
    }
  }

  private func tensors(_ export: MapExport) -> [NamedTensor] {
    let points = export.points
    let maps = export.update.panels.map { panel in
      NamedTensor(name("positions", panel, export), panel.layout.positions)
    }
    // Names are texts, which only the CSV file contains.
    let columns = points.colorings.map { points.columns[$0].values.numbers.map { Float($0) } }
    let selected = export.selection.map { Float($0 ? 1 : 0) }
    return maps + [
      NamedTensor("features", points.originalFeatures),
      NamedTensor(
        "columns",
        Tensor(
          shape: [points.count, columns.count],
          elements: (0..<points.count).flatMap { row in columns.map { $0[row] } })),
      NamedTensor(
        "selected",
        Tensor(
          shape: [points.count],
          elements: selected.isEmpty ? Array(repeating: 0, count: points.count) : selected)),
    ]
  }

  private func metadata(_ export: MapExport) -> [String: String] {
    var metadata = [
      "points": export.points.label,
      "features": export.points.featureNames.joined(separator: ","),
      "columns": export.points.colorings.map { export.points.columns[$0].name }
        .joined(separator: "\n"),
      "notes": export.points.notes.joined(separator: "\n"),
    ]
    switch export.update.method {
    case .axes(let x, let y): metadata["method"] = "axes \(x) \(y)"
    case .principalComponents: metadata["method"] = "pca"
    case .tsne: metadata["method"] = "tsne"
    }
    for panel in export.update.panels {
      let layout = panel.layout
      metadata[name("panel", panel, export)] =
        "latents \(panel.features.argument), iteration \(layout.iteration), "
        + "perplexity \(layout.perplexity), KL \(layout.cost.map { "\($0)" } ?? "none")"
    }
    return metadata
  }

  /// A single map needs no suffix.
  private func name(_ stem: String, _ panel: MapUpdate.Panel, _ export: MapExport) -> String {
    export.update.panels.count == 1 ? stem : "\(stem).\(panel.features.argument)"
  }

  private func table(_ export: MapExport) -> String {
    let points = export.points
    var heading = ["point"]
    for panel in export.update.panels {
      heading += [name("x", panel, export), name("y", panel, export)]
    }
    heading += ["selected"] + points.columns.map(\.name)
    // The points may themselves have columns named x and y.
    heading = UniqueNames.of(heading, orElse: "column")
    var text = heading.map(CSVField.quoted).joined(separator: ",") + "\n"
    for row in 0..<points.count {
      var line = "\(row)"
      for panel in export.update.panels {
        let places = panel.layout.positions.elements
        line += ",\(places[2 * row]),\(places[2 * row + 1])"
      }
      line += export.selection.isEmpty || !export.selection[row] ? ",0" : ",1"
      for column in points.columns {
        switch column.values {
        case .continuous(let values): line += values[row].isFinite ? ",\(values[row])" : ","
        case .categories(let names, let indices): line += "," + CSVField.quoted(names[indices[row]])
        }
      }
      text += line + "\n"
    }
    return text
  }
}

extension MapExport: EngineWork {
  func perform(
    _ world: EngineWorld, isSuperseded: @Sendable () -> Bool, progress: (Never) -> Void
  ) throws -> [String]? {
    try world.writer.write(self)
  }
}
