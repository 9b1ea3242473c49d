/// Writes arrays of two axes side by side as comma-separated values, row by row; a row is written when all arrays have it.
final class CSVStream: ArrayStream {
  private struct Part {
    let name: String
    let width: Int
    var waiting: [Float] = []
  }

  private let file: PendingFile
  private let rowCount: Int
  private var parts: [Part]
  private var written = 0

  init(path: String, arrays: [(name: String, shape: [Int])]) throws(StorageError) {
    precondition(
      arrays.allSatisfy { $0.shape.count == 2 && $0.shape[0] == arrays[0].shape[0] },
      "CSVStream: shapes \(arrays.map(\.shape))")
    file = try PendingFile(path: path)
    rowCount = arrays[0].shape[0]
    parts = arrays.map { Part(name: $0.name, width: $0.shape[1]) }
    let names = arrays.flatMap { array in
      (0..<array.shape[1]).map { CSVField.quoted("\(array.name) \($0)") }
    }
    try file.append(Array((names.joined(separator: ",") + "\n").utf8))
  }

  func append(_ floats: UnsafeBufferPointer<Float>, to name: String) throws(StorageError) {
    guard let place = parts.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("CSVStream: no array \"\(name)\"")
    }
    parts[place].waiting += floats
    let ready = parts.map { $0.width == 0 ? .max : $0.waiting.count / $0.width }.min() ?? 0
    guard ready > 0, ready < .max else { return }
    var text = ""
    for row in 0..<ready {
      let fields = parts.flatMap { part in
        part.waiting[row * part.width..<(row + 1) * part.width].map { "\($0)" }
      }
      text += fields.joined(separator: ",") + "\n"
    }
    for place in parts.indices { parts[place].waiting.removeFirst(ready * parts[place].width) }
    written += ready
    try file.append(Array(text.utf8))
  }

  func finish() throws(StorageError) {
    precondition(written == rowCount, "CSVStream: \(written) of \(rowCount) rows")
    try file.commit()
  }
}
