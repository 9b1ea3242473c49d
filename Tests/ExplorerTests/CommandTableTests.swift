import Plotting
import Testing

@testable import Explorer

@Suite struct CommandTableTests {
  @Test func noKeyMeansTwoThingsInOneScope() {
    var owner: [String: String] = [:]
    for command in CommandTable.standard.all {
      for key in command.keys {
        let binding = "\(command.scope) \(key.notation)"
        #expect(owner[binding] == nil, "\(binding): \(owner[binding] ?? "") and \(command.name)")
        owner[binding] = command.name
      }
    }
    #expect(owner.count > 80)
  }

  @Test func namesAreUniqueAndEverythingIsExplained() {
    #expect(Set(CommandTable.standard.all.map(\.name)).count == CommandTable.standard.all.count)
    for command in CommandTable.standard.all {
      #expect(!command.title.isEmpty && command.why.hasSuffix("."), "\(command.name)")
      #expect(!command.name.contains(" "), "\(command.name)")
      let isReachable =
        !command.keys.isEmpty || !command.isListed
        || [.global, .explore, .map, .traverse, .files].contains(command.scope)
      #expect(isReachable, "\(command.name) has neither a key nor a place in the palette")
    }
  }

  @Test func textFieldsKeepTheirCharacters() {
    for command in CommandTable.standard.all where command.scope.takesText {
      for key in command.keys {
        if case .character = key.key { Issue.record("\(command.name) takes \(key.notation)") }
      }
    }
  }

  @Test func digitsNeverChangeDataExceptZero() throws {
    for digit in "123456789" {
      var session = Session()
      let before = session.state.latents
      try session.press(String(digit))
      #expect(session.state.latents == before)
    }
  }

  @Test func everyHintIsAKeyThatWorks() throws {
    let places = [
      "", "<enter>", "nabnbi", "I", "s", "~", "?", ":", "g", "5", "5<enter>", "5g", "7", "7<enter>",
      "7g", "2", "2z", "2c", "2v", "2C", "3", "3g", "4", "4/", "4A", "4i",
    ]
    for place in places {
      var session = Session()
      try session.press(place)
      let scopes = session.state.scopes
      let ink = Ink(theme: .dark, capabilities: Session.color)
      let (own, always) = HintBar.hints(in: scopes, of: .standard, ink: ink)
      #expect(!own.isEmpty, "no hints after '\(place)'")
      let isText = scopes.first?.takesText == true
      let whole = Set((own + always).map { "\($0.keys) \($0.text)" })
      for (columns, rows) in [(80, 24), (60, 18)] where !isText {
        let lines = session.frame(columns: columns, rows: rows).text.split(separator: "\n")
        let shown = (lines.last ?? "").split(separator: "  ")
          .map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
        #expect(shown.allSatisfy(whole.contains), "after '\(place)': \(shown)")
      }
      #expect(always.contains { $0.text == "help" } == !isText, "after '\(place)'")
    }
  }

  @Test func helpListsEveryCommandThatWorksHere() throws {
    var session = Session()
    try session.press("?")
    let listed = session.state.help?.commands(
      in: session.state.scopesBelowOverlay, of: .standard
    ).map(\.name)
    let expected = CommandTable.standard.all.filter {
      [.explore, .global].contains($0.scope) && $0.isListed
    }.map(\.name)
    #expect(Set(listed ?? []) == Set(expected))
  }
}
