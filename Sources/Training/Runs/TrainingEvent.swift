import FoundationEssentials

/// One line of `events.jsonl`: numbers by name at a step of a run.
package struct TrainingEvent: Sendable, Equatable {
  /// The number of steps done.
  package var step: Int
  /// All other numbers, in the order of the line; NaN and infinities are written as `null`.
  package var values: [(name: String, value: Double)]

  /// Creates an event.
  package init(step: Int, values: [(name: String, value: Double)]) {
    self.step = step
    self.values = values
  }

  /// Two events are equal when their names and the bits of their numbers are; all NaNs are equal.
  package static func == (left: TrainingEvent, right: TrainingEvent) -> Bool {
    left.step == right.step
      && left.values.elementsEqual(right.values) { first, second in
        first.name == second.name
          && (first.value == second.value || (first.value.isNaN && second.value.isNaN))
      }
  }

  /// The number with a name; `nil` when the event has none.
  package subscript(name: String) -> Double? {
    values.first { $0.name == name }?.value
  }
}

extension TrainingEvent {
  /// The event as a JSON object in one line, the step first.
  package var line: String {
    values.reduce("{\"step\":\(step)") { line, entry in
      "\(line),\"\(entry.name)\":\(entry.value.isFinite ? "\(entry.value)" : "null")"
    } + "}"
  }

  /// The longest line that is decoded, because a decoder takes many times its length in memory.
  private static let byteLimit = 1 << 20

  /// Reads a line; names are sorted alphabetically and `null` becomes NaN.
  ///
  /// The event is `nil` when the line is not a JSON object of numbers with an integer `step`, or exceeds 1
  /// MiB.
  ///
  /// - Parameter line: The line without its newline.
  package init?(line: some StringProtocol) {
    guard line.utf8.count <= Self.byteLimit,
      let object = try? JSONDecoder().decode([String: Double?].self, from: Data(line.utf8)),
      let number = object["step"] ?? nil, let step = Int(exactly: number)
    else { return nil }
    self.step = step
    values = object.filter { $0.key != "step" }.sorted { $0.key < $1.key }
      .map { (name: $0.key, value: $0.value ?? .nan) }
  }
}
