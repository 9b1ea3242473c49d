import Plotting
import TestSupport
import Testing

@testable import Explorer

/// Keys typed before the model is open, and queued keys.
@Suite struct EarlyKeyTests {
  /// A session whose model is still being opened.
  private func opening(_ path: String = "models/made-up.safetensors") -> Session {
    Session(modelPath: path, answersAtStart: false)
  }

  private func opened(after script: String) throws -> Session {
    var session = opening()
    try session.press(script)
    #expect(session.state.model == nil && session.state.latents.isEmpty)
    session.holdsAnswers = false
    session.settle()
    return session
  }

  @Test(
    "keys act in their order once the model is open",
    arguments: [
      "jlll", "jjllkh", "g1.5<enter>", "lll:goto z3=1<enter>l", "llu<c-r>l", "2", "5j", "1lr",
    ])
  func order(script: String) throws {
    let early = try opened(after: script)
    var late = Session()
    try late.press(script)
    #expect(early.state.latents == late.state.latents, "\(script)")
    #expect(early.state.screen == late.state.screen, "\(script)")
    #expect(early.state.explore.selected == late.state.explore.selected, "\(script)")
    #expect(early.state.overlays.count == late.state.overlays.count, "\(script)")
    #expect(early.state.earlyKeys.entries.isEmpty)
  }

  @Test(
    "what needs no model acts at once", arguments: ["q", "jjq", "<c-c>", "g1<c-c>", ":quit<enter>"])
  func atOnce(script: String) throws {
    var session = opening()
    try session.press(script)
    #expect(session.effects.contains(.quit), "\(script)")
  }

  @Test("text typed ahead does not quit")
  func text() throws {
    var session = opening()
    try session.press("gq<enter>")
    #expect(!session.effects.contains(.quit))
    try session.press("q")
    #expect(session.effects.contains(.quit))
  }

  @Test("help and palette open at once; the commands they run are deferred, and they stay in front")
  func overlays() throws {
    var session = opening()
    try session.press("ll?")
    #expect(session.state.help != nil)
    try session.press("<esc>:theme light<enter>")
    #expect(session.state.theme == .light)
    try session.press(":stretch log<enter>?")
    #expect(session.state.look.stretch != .log)
    session.holdsAnswers = false
    session.settle()
    #expect(session.state.look.stretch == .log && session.state.help != nil)
    #expect(session.state.history.past.count == 2)
  }

  @Test("the newest 256 keys are kept")
  func bound() throws {
    var session = opening()
    try session.press("g" + String(repeating: "l", count: 10_000))
    #expect(session.state.earlyKeys.entries.count == EarlyKeys.limit)
    #expect(session.state.earlyKeys.entries.allSatisfy { $0 == .key(.character("l")) })
  }

  @Test("keys of a model that does not open are dropped")
  func failure() throws {
    var session = opening("models/missing.safetensors")
    try session.press("jl")
    session.holdsAnswers = false
    session.settle()
    #expect(session.state.earlyKeys.entries.isEmpty && session.state.model == nil)
    session.send(.key(.character("?")))
    #expect(session.state.help != nil)
  }

  @Test("commands that act at once exist")
  func names() {
    #expect(EarlyKeys.immediate.allSatisfy { CommandTable.standard.command(named: $0) != nil })
  }

  @Test(
    "control-c precedes queued keys, in every order", arguments: 0..<8 as Range<UInt64>)
  func queue(seed: UInt64) {
    var random = SplitMix64(state: seed)
    var queue = KeyQueue()
    var expected: [KeyPress] = []
    for _ in 0..<500 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0:
        queue.append(.key(.control("c")))
        expected = [.control("c")]
      case 1..<7:
        let key = KeyPress.character(
          Character(Unicode.Scalar(UInt8.random(in: 33..<127, using: &random))))
        queue.append(.key(key))
        expected.append(key)
      default:
        let key = queue.next()?.key
        #expect(key == (expected.isEmpty ? nil : expected.removeFirst()), "seed \(seed)")
      }
      #expect(queue.isEmpty == expected.isEmpty, "seed \(seed)")
    }
  }

  @Test("the queue is bounded")
  func flood() {
    var queue = KeyQueue()
    for _ in 0..<KeyQueue.limit + 100 { queue.append(.key(.character("l"))) }
    var count = 0
    while queue.next() != nil { count += 1 }
    #expect(count == KeyQueue.limit && queue.isEmpty)
  }
}

extension ExplorerEvent {
  fileprivate var key: KeyPress? {
    guard case .key(let key) = self else { return nil }
    return key
  }
}
