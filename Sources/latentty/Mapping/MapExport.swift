import Analysis
import CommandSupport
import Maps
import Plotting
import Storage
import Tensors

/// Maps as files.
struct MapExport {
  let points: MapPoints
  let panels: [MapPanel]
  let method: MapMethodChoice
  let settings: MapSettings
  let paint: MapPaint

  private static let side = 1200

  /// Writes the maps in the format that the end of the name asks for.
  ///
  /// `.npy` holds x and y of every map, `[points, 2 x maps]`; `.csv` those and all columns, names of points as they were
  /// written; `.safetensors` the maps, the features and all columns but such names, the settings in its metadata; `.png` the coloured points, maps
  /// side by side.
  ///
  /// - Throws: `StorageError`.
  func write(to path: String, as format: MapFileFormat) throws(StorageError) {
    switch format {
    case .npy: try NPY.write(coordinates, to: path)
    case .csv: try CSVWriter.write(table, rowCount: points.count, to: path)
    case .safetensors:
      try SafetensorsWriter.write(tensors, metadata: metadata, to: path)
    case .png: try picture.write(to: path, kind: .map)
    }
  }

  private var coordinates: Tensor {
    let width = 2 * panels.count
    return Tensor(shape: [points.count, width]) { elements in
      for (place, panel) in panels.enumerated() {
        for (index, value) in panel.layout.positions.elements.enumerated() {
          elements[index / 2 * width + 2 * place + index % 2] = value
        }
      }
    }
  }

  private var table: [CSVWriter.Column] {
    let axes = panels.flatMap { panel in
      let suffix = panels.count > 1 ? "_\(panel.features.argument)" : ""
      return ["x", "y"].enumerated().map { axis, name in
        CSVWriter.Column(name: name + suffix) { row in
          "\(panel.layout.positions.elements[2 * row + axis])"
        }
      }
    }
    let columns =
      axes
      + points.columns.map { column in
        CSVWriter.Column(name: column.name) { row in
          switch column.values {
          case .continuous(let values): values[row].isFinite ? "\(values[row])" : ""
          case .categories(let names, let indices):
            indices[row] == column.missing ? "" : names[indices[row]]
          }
        }
      }
    // The points may have columns called x and y themselves.
    let names = UniqueNames.of(columns.map(\.name), orElse: "column")
    return zip(columns, names).map { CSVWriter.Column(name: $1, field: $0.field) }
  }

  private var tensors: [NamedTensor] {
    panels.map { panel in
      NamedTensor(
        panels.count > 1 ? "map.\(panel.features.argument)" : "map", panel.layout.positions)
    } + [NamedTensor("features", points.originalFeatures)]
      + points.colorings.map { points.columns[$0] }.map { column in
        NamedTensor(
          "columns.\(column.name)",
          Tensor(shape: [points.count], elements: column.values.numbers.map { Float($0) }))
      }
  }

  private var metadata: [String: String] {
    var metadata = [
      "latentty.map.source": points.label, "latentty.map.method": method.rawValue,
      "latentty.map.seed": "\(settings.tsne.seed)",
      "latentty.map.latents": panels.map(\.features.argument).joined(separator: " "),
      "latentty.map.features": points.featureNames.joined(separator: "\n"),
    ]
    if method == .tsne, let first = panels.first {
      metadata["latentty.map.perplexity"] = "\(first.layout.perplexity)"
      metadata["latentty.map.iterations"] = "\(first.layout.iteration)"
    }
    return metadata
  }

  private var picture: PNGImage {
    let bitmaps = panels.map { panel -> PixelBitmap in
      let positions = panel.layout.positions.elements
      guard let bounds = ScatterBounds(of: positions) else {
        return PixelBitmap(width: Self.side, height: Self.side)
      }
      return PixelBitmap.scatter(
        positions, colors: paint.colors, window: ScatterWindow(bounds), side: Self.side)
    }
    let stride = 3 * Self.side
    var pixels: [UInt8] = []
    pixels.reserveCapacity(stride * Self.side * bitmaps.count)
    for row in 0..<Self.side {
      for bitmap in bitmaps { pixels += bitmap.pixels[row * stride..<(row + 1) * stride] }
    }
    return PNGImage(
      width: Self.side * bitmaps.count, height: Self.side, channels: 3, pixels: pixels)
  }
}
