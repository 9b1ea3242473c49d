import Datasets
import FoundationEssentials
import Models
import Networks
import Storage
import Tensors

/// All that a run needs to continue bit-identically: weights, moments and position.
///
/// In a file the weights and both moments are tensors `parameters.…`, `first.…` and `second.…` with the names
/// and layouts of a model file, so that a state is independent of the layout in memory.
struct TrainingState {
  /// The state of a run apart from its weights and moments.
  struct Position: Codable, Sendable, Equatable {
    /// The steps done.
    var step = 0
    /// The sums over the reports of the steps since the last event.
    var window: LossWindow
    /// The loss of the last validation pass.
    var validationLoss: Double?
    /// The number of samples of the data set.
    var sampleCount: Int
    /// The pixel map, whose constants were computed from the training samples.
    var transform: PixelTransform
    /// The auxiliary factors with their ranges over the samples; `nil` when nothing is tied.
    var auxiliary: AuxiliaryObjective?

    init(
      window: LossWindow, sampleCount: Int, transform: PixelTransform,
      auxiliary: AuxiliaryObjective?
    ) {
      self.window = window
      self.sampleCount = sampleCount
      self.transform = transform
      self.auxiliary = auxiliary
    }

    /// Reads a position; numbers that a run cannot write are an error.
    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      step = try container.decodeCount(.step)
      window = try container.decode(LossWindow.self, forKey: .window)
      validationLoss = try container.decodeIfPresent(Double.self, forKey: .validationLoss)
      sampleCount = try container.decodeCount(.sampleCount, from: 1)
      transform = try container.decode(PixelTransform.self, forKey: .transform)
      auxiliary = try container.decodeIfPresent(AuxiliaryObjective.self, forKey: .auxiliary)
    }
  }

  var position: Position
  var parameters: [Float]
  var optimizer: OptimizerState

  private static let formatKey = "latentty.run"
  private static let formatVersion = "1"
  private static let positionKey = "latentty.position"
  private static let updatesKey = "latentty.updates"
}

extension TrainingState {
  /// Adds the state to files that are replaced together.
  func add(
    to files: FileGroup, path: String, table: ParameterTable
  ) throws(TrainingError) {
    let parts = [
      ("parameters", parameters), ("first", optimizer.first), ("second", optimizer.second),
    ]
    let tensors = parts.flatMap { prefix, values in
      table.entries.map { NamedTensor("\(prefix).\($0.name)", table.tensor($0, in: values)) }
    }
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let text = String(decoding: try encoder.encode(position), as: UTF8.self)
      let metadata = [
        Self.formatKey: Self.formatVersion, Self.positionKey: text,
        Self.updatesKey: String(optimizer.step),
      ]
      try files.add(tensors, metadata: metadata, to: path, replacing: true)
    } catch let error as StorageError {
      throw .storage(error)
    } catch {
      throw .state(path: path, expected: "a position of numbers", found: "\(error)")
    }
  }

  /// Reads a state.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - table: The parameters of the run's networks.
  /// - Throws: `TrainingError.state` or `.storage` when the file is damaged or belongs to another network.
  init(path: String, table: ParameterTable) throws(TrainingError) {
    do {
      let file = try SafetensorsFile(path: path)
      guard file.metadata[Self.formatKey] == Self.formatVersion,
        let text = file.metadata[Self.positionKey],
        text.utf8.count <= SafetensorsFile.structuredTextLimit,
        let updates = file.metadata[Self.updatesKey].flatMap({ Int($0, radix: 10) })
      else {
        throw TrainingError.state(
          path: path, expected: "the state of a latentty run in format \(Self.formatVersion)",
          found: "other metadata")
      }
      let position = try Self.position(text, path: path)
      // Every step is one update of the weights.
      guard updates == position.step else {
        throw TrainingError.state(
          path: path, expected: "as many updates as steps, \(position.step)", found: "\(updates)")
      }
      self.position = position
      parameters = try Self.values("parameters", in: file, table: table)
      optimizer = OptimizerState(
        first: try Self.values("first", in: file, table: table),
        second: try Self.values("second", in: file, table: table), step: updates)
    } catch let error as TrainingError {
      throw error
    } catch let error as StorageError {
      throw .storage(error)
    } catch {
      throw .state(path: path, expected: "the state of a latentty run", found: "\(error)")
    }
  }

  private static func position(_ text: String, path: String) throws(TrainingError) -> Position {
    let place = "\(path): metadata \"\(positionKey)\""
    do {
      let position: Position = try MetadataDecoding.decode(from: text)
      try position.transform.validate()
      return position
    } catch let error as MetadataFault {
      throw .unusableState("\(place): \(error)")
    } catch {
      throw .unusableState("\(place): \"transform\": \(error)")
    }
  }

  private static func values(
    _ prefix: String, in file: SafetensorsFile, table: ParameterTable
  ) throws -> [Float] {
    var values = [Float](repeating: 0, count: table.count)
    for entry in table.entries {
      let name = "\(prefix).\(entry.name)"
      let tensor = try file.tensor(name, shape: entry.parameter.fileShape)
      if let position = fault(in: tensor, mayBeNegative: prefix != "second") {
        throw TrainingError.unusableState(
          "\(file.path): tensor \"\(name)\", element \(position): expected a finite number"
            + (prefix == "second" ? ", not negative" : "")
            + ", found \(tensor.elements[position])")
      }
      table.assign(tensor, to: entry, in: &values)
    }
    return values
  }

  /// The index of the first invalid element: one that is not finite, or a negative second moment.
  private static func fault(in tensor: Tensor, mayBeNegative: Bool) -> Int? {
    tensor.elements.firstIndex { !$0.isFinite || !mayBeNegative && $0 < 0 }
  }
}

extension TrainingState.Position {
  /// Checks that a position from a file belongs to the run that resumes from it.
  ///
  /// - Parameters:
  ///   - start: The position of the run without the file.
  ///   - path: The run's folder, for errors.
  /// - Throws: `TrainingError.state` with the first mismatch.
  func check(against start: Self, path: String) throws(TrainingError) {
    let facts: [(name: String, expected: String, found: String)] = [
      ("samples in the data set", "\(sampleCount)", "\(start.sampleCount)"),
      ("smallest element", "\(transform.minimum)", "\(start.transform.minimum)"),
      ("largest element", "\(transform.maximum)", "\(start.transform.maximum)"),
      ("auxiliary factors", Self.ranges(auxiliary), Self.ranges(start.auxiliary)),
      ("figures of latents", Self.list(window.figureShapes), Self.list(start.window.figureShapes)),
    ]
    for fact in facts where fact.expected != fact.found {
      throw .state(
        path: path, expected: "\(fact.name): \(fact.expected), as when the run began",
        found: fact.found)
    }
    try checkPenalties(path: path)
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  /// The next step adds to these sums, so the penalties must have the same names.
  private func checkPenalties(path: String) throws(TrainingError) {
    let expected = auxiliary?.penalties ?? []
    guard let found = window.penaltyNames, found != expected else { return }
    throw .state(
      path: path, expected: "penalties: \(Self.list(expected))", found: Self.list(found))
  }

  private static func ranges(_ auxiliary: AuxiliaryObjective?) -> String {
    let texts = (auxiliary?.factors ?? []).map { "\($0.name) \($0.lower)...\($0.upper)" }
    return texts.isEmpty ? "none" : texts.joined(separator: ", ")
  }
}
