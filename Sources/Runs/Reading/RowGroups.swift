/// The phases and processes that the rows of a file belong to, as the beginnings of names of series: `val`, `rank 1`.
struct RowGroups: Sendable {
  private var names = NameTable()
  private var prefixes = [""]
  /// The beginning of the present row.
  private var key: [UInt8] = []
  private var worker: (rank: Int, text: [UInt8])?

  /// The longest text that tells rows apart, in bytes; longer ones are descriptions.
  private static let lengthLimit = 64
  /// The most groups of one file; rows of others belong to none.
  private static let limit = 1 << 10

  /// The number of groups; the first is that of rows that nothing tells apart.
  var count: Int { prefixes.count }

  /// What the names of the series of a group begin with; empty for the first.
  func prefix(_ group: Int) -> String { prefixes[group] }

  /// Begins a row.
  mutating func begin() {
    key.removeAll(keepingCapacity: true)
    worker = nil
  }

  /// A text that says of what the row tells; `false` for one that is too long.
  mutating func see(phase text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count <= Self.lengthLimit, !text.isEmpty else { return text.isEmpty }
    guard !key.elementsEqual(text) else { return true }
    if !key.isEmpty { key.append(UInt8(ascii: "/")) }
    key.append(contentsOf: text)
    return true
  }

  /// The number of a process; `false` for what is none.
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

  /// The number of the group that the present row belongs to.
  mutating func number() -> Int {
    if let worker {
      if !key.isEmpty { key.append(UInt8(ascii: "/")) }
      key.append(contentsOf: worker.text)
    }
    guard !key.isEmpty else { return 0 }
    guard let name = key.withUnsafeBytes({ names.number(of: $0) }), name < Self.limit else {
      return 0
    }
    while prefixes.count <= name + 1 { prefixes.append(names.name(prefixes.count - 1)) }
    return name + 1
  }
}
