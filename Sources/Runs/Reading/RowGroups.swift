/// The phases and processes that the rows of a file belong to, as prefixes of series names: `val`, `rank 1`.
struct RowGroups: Sendable {
  private var names = NameTable()
  private var prefixes = [""]
  private var workers = [""]
  private var areNamed = [false]
  /// The prefix of the present row.
  private var key: [UInt8] = []
  private var worker: (rank: Int, text: [UInt8])?
  private var quantity: [UInt8]?

  /// The longest text that names a group, in bytes; longer ones are descriptions.
  private static let lengthLimit = 64
  /// The most groups of one file.
  private static let limit = 1 << 10

  /// The number of groups; the first is that of rows without a group.
  var count: Int { prefixes.count }

  /// The prefix of the series names of a group; empty for the first.
  func prefix(_ group: Int) -> String { prefixes[group] }

  /// The name of the process or fold of a group; empty where there is none.
  func worker(_ group: Int) -> String { workers[group] }

  /// Whether the rows of a group have the value of one figure, whose name ends the prefix.
  func isNamed(_ group: Int) -> Bool { areNamed[group] }

  /// Begins a row.
  mutating func begin() {
    key.removeAll(keepingCapacity: true)
    (worker, quantity) = (nil, nil)
  }

  /// The name of the figure of the row; `false` for one that is too long.
  mutating func see(quantity text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= NameTable.lengthLimit, !text.isEmpty else { return text.isEmpty }
    quantity = Array(text)
    return true
  }

  /// The phase of the row; `false` for one that is too long.
  mutating func see(phase text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= Self.lengthLimit, !text.isEmpty else { return text.isEmpty }
    guard !key.elementsEqual(text) else { return true }
    if !key.isEmpty { key.append(UInt8(ascii: "/")) }
    key.append(contentsOf: text)
    return true
  }

  /// The number of a process; `false` for an invalid one.
  mutating func see(worker number: Double, rank: Int, name: String) -> Bool {
    guard let whole = Int(exactly: number) else { return false }
    see(worker: Array("\(whole)".utf8), rank: rank, name: name)
    return true
  }

  /// The name of a process; `false` for one that is too long.
  mutating func see(
    worker text: UnsafeBufferPointer<UInt8>, rank: Int, name: String
  ) -> Bool {
    guard text.count <= Self.lengthLimit, !text.isEmpty else { return text.isEmpty }
    see(worker: Array(text), rank: rank, name: name)
    return true
  }

  private mutating func see(worker text: [UInt8], rank: Int, name: String) {
    guard rank < worker?.rank ?? Int.max else { return }
    worker = (rank, Array(name.utf8) + [0x20] + text)
  }

  /// The index of the group that the present row belongs to; `nil` beyond the limit.
  mutating func number() -> Int? {
    if let worker {
      if !key.isEmpty { key.append(UInt8(ascii: "/")) }
      key.append(contentsOf: worker.text)
    }
    if let quantity {
      if !key.isEmpty { key.append(UInt8(ascii: "/")) }
      key.append(contentsOf: quantity)
    }
    guard !key.isEmpty else { return 0 }
    guard let name = key.withUnsafeBytes({ names.number(of: $0) }), name < Self.limit else {
      return nil
    }
    while prefixes.count <= name + 1 {
      prefixes.append(names.name(prefixes.count - 1))
      workers.append(worker.map { String(decoding: $0.text, as: UTF8.self) } ?? "")
      areNamed.append(quantity != nil)
    }
    return name + 1
  }
}
