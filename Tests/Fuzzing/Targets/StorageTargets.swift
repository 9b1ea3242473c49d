import Storage
import Tensors
import TestSupport
import Training

extension FuzzTarget {
  /// The formats of `Storage`, as they are and with a sound frame around what a file can be made of.
  static let storage = [
    FuzzTarget("safetensors") { input, folder in
      try readSafetensors(folder.file("input.safetensors", input.remaining()))
    },
    FuzzTarget("safetensors-header") { input, folder in
      let bytes = SafetensorsFrame.file(header: input.remaining())
      try readSafetensors(folder.file("input.safetensors", bytes))
    },
    FuzzTarget("npy") { input, folder in
      try readNPY(folder.file("input.npy", input.remaining()))
    },
    FuzzTarget("npy-header") { input, folder in
      var input = input
      let header = input.bytes(upTo: 0)
      let bytes = NPYFrame.file(header: header, data: input.remaining())
      try readNPY(folder.file("input.npy", bytes))
    },
    FuzzTarget("png") { input, folder in
      try readPNG(folder.file("input.png", input.remaining()))
    },
    FuzzTarget("png-chunks") { input, folder in
      try readPNG(folder.file("input.png", PNGFrame.file(input)))
    },
    FuzzTarget("csv") { input, folder in
      let table = try Table(path: folder.file("input.csv", input.remaining()))
      let roles = TableRoles(of: table.columns).roles
      precondition(roles.count == table.columns.count, "\(roles.count) roles of columns")
      for column in table.columns {
        precondition(
          column.count == table.rowCount, "a column of \(column.count) in \(table.rowCount) rows")
        let exact = column.exactTexts?.count ?? table.rowCount
        precondition(exact == table.rowCount, "\(exact) texts in \(table.rowCount) rows")
      }
    },
    FuzzTarget("events") { input, folder in
      let path = try folder.file("events.jsonl", input.remaining())
      attempt { _ = try EventLog.events(at: path) }
      let log = try EventLog(path: path, continuingAfter: 2)
      try log.append(TrainingEvent(step: 3, values: []))
      let last = try EventLog.events(at: path).last
      precondition(last?.step == 3, "the event that was appended is not there")
    },
  ]
}

private func readSafetensors(_ path: String) throws {
  attempt { _ = try FileStart(path: path) }
  let file = try SafetensorsFile(path: path)
  for entry in file.entries {
    let tensor = try file.tensor(entry.name)
    precondition(tensor.shape == entry.shape, "\(tensor.shape) for \(entry)")
    attempt {
      let floats = try file.elements(entry.name).floats(path: path, name: entry.name)
      precondition(
        floats.map(\.bitPattern) == tensor.elements.map(\.bitPattern), "floats of \(entry)")
    }
  }
}

private func readNPY(_ path: String) throws {
  let description = try NPY.description(path: path)
  attempt {
    let columns = try NPY.columns(path: path)
    precondition(columns.allSatisfy { $0.name.isEmpty || description.isTable }, "\(description)")
  }
  let tensor = try NPY.read(path: path)
  precondition(tensor.shape == description.shape, "\(tensor.shape) for \(description)")
  let doubles = try NPY.doubles(path: path)
  precondition(
    zip(doubles.elements, tensor.elements).allSatisfy { Float($0) == $1 || $1.isNaN },
    "single and double precision differ in \(description)")
}

private func readPNG(_ path: String) throws {
  let picture = try PNGImage(path: path)
  let again = try PNGImage.decode(picture.encoded())
  precondition(again == picture, "a picture of \(picture.width)x\(picture.height) is not kept")
}
