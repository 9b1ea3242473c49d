import Plotting
import TestSupport
import Testing

@testable import Explorer

/// The Files screen: listing, opening, and completion of names by Tab.
@Suite struct FilesTests {
  private func session(
    _ capabilities: TerminalCapabilities = Session.color, columns: Int = 100, rows: Int = 30
  ) throws -> Session {
    var session = Session(capabilities, size: Size(columns: columns, rows: rows))
    try session.press("6")
    return session
  }

  @Test(arguments: [(120, 40), (80, 24), (60, 18), (20, 6), (1, 1)])
  func screens(columns: Int, rows: Int) throws {
    for (capabilities, suffix) in [(Session.color, ""), (Session.mono, "-ascii")] {
      let session = try session(capabilities, columns: columns, rows: rows)
      assertSnapshot(
        session.frame(columns: columns, rows: rows).text, named: "\(columns)x\(rows)\(suffix)")
    }
  }

  @Test(arguments: [
    ("all", "a"), ("recent", "<tab>j"), ("facts", "jjj"),
    ("problem", ":files.folder /nowhere<enter>"),
    ("empty", "l"), ("help", "?"),
  ])
  func places(name: String, keys: String) throws {
    for (capabilities, suffix) in [(Session.color, ""), (Session.mono, "-ascii")] {
      var session = try session(capabilities, columns: 120, rows: 40)
      try session.press(keys)
      assertSnapshot(session.frame(columns: 120, rows: 40).text, named: name + suffix)
    }
  }

  @Test func digitsHaveNoHoles() {
    #expect(Screen.all.map(\.digit).sorted() == Array(1...Screen.all.count))
  }

  /// Presses keys until an entry is selected.
  private func choose(_ name: String, _ session: inout Session) throws {
    try session.press("<home>")
    for _ in 0..<20 where session.state.files.entry?.name != name { try session.press("j") }
    #expect(session.state.files.entry?.name == name)
  }

  @Test func everyKindOpensAsItAsksFor() throws {
    var session = try session()
    try choose("galaxies.safetensors", &session)
    session.forgetEffects()
    try session.press("<enter>")
    #expect(session.state.screen == .explore)
    #expect(
      session.effects.contains {
        if case .open(_, let path) = $0 {
          path == "\(MadeUpFolder.home)/galaxies.safetensors"
        } else {
          false
        }
      })

    try session.press("6")
    try choose("shapes.npz", &session)
    session.forgetEffects()
    try session.press("<enter>")
    #expect(
      session.effects.contains {
        if case .openData(_, let path) = $0 {
          path == "\(MadeUpFolder.home)/shapes.npz"
        } else {
          false
        }
      })

    try session.press("6")
    try choose("run-3", &session)
    session.forgetEffects()
    try session.press("<enter>")
    #expect(session.state.screen == .train)
    #expect(
      session.effects.contains {
        if case .watchRuns(_, let request) = $0 {
          request.paths == ["\(MadeUpFolder.home)/run-3"]
        } else {
          false
        }
      })

    try session.press("6")
    try choose("t\u{1B}[31mricky.csv", &session)
    session.forgetEffects()
    try session.press("<enter>")
    #expect(session.state.screen == .map)
    #expect(
      session.effects.contains {
        if case .map(_, let request) = $0 {
          request.file?.path == "\(MadeUpFolder.home)/t\u{1B}[31mricky.csv"
        } else {
          false
        }
      })

    try session.press("6")
    try choose("recipe.toml", &session)
    try session.press("<enter>")
    #expect(session.state.screen == .files)
    #expect(session.state.message?.text.contains("latentty train FILE opens it") == true)
    try choose("locked.npz", &session)
    try session.press("<enter>")
    #expect(session.state.message?.text.contains("Permission denied") == true)
  }

  @Test func theCursorStaysOnTheFolderThatWasLeft() throws {
    var session = try session()
    try choose("data", &session)
    try session.press("<enter>")
    #expect(session.state.files.listing?.path == "\(MadeUpFolder.home)/data")
    try session.press("h")
    #expect(session.state.files.entry?.name == "data")
    try session.press("h")
    #expect(session.state.files.listing?.path == "/home/ada")
    #expect(session.state.files.entry?.name == "latent")
  }

  @Test func ofAFolderThatFailsNothingIsChosen() throws {
    var session = try session()
    try choose("galaxies.safetensors", &session)
    try session.press(":files.folder \(MadeUpFolder.home)/gone<enter>")
    #expect(session.state.files.entry == nil && session.state.files.shown.isEmpty)
    #expect(session.state.message?.kind == .failed)
    session.forgetEffects()
    try session.press("<enter>jl<enter>")
    #expect(session.effects.isEmpty && session.state.screen == .files)
    try session.press("h")
    #expect(session.state.files.listing?.path == MadeUpFolder.home)
    #expect(session.state.files.problem == nil && session.state.message == nil)
  }

  @Test(
    arguments: [
      ("/a/b", "/a", "b"), ("/a", "/", "a"), ("a", ".", "a"), ("./a/b/", "a", "b"),
      (".", "..", nil), ("../..", "../../..", nil), ("~", "~/..", nil), ("~/a", "~", "a"),
    ] as [(String, String, String?)])
  func foldersAbove(path: String, above: String, name: String?) throws {
    let parent = try #require(FolderPath.parent(of: path))
    #expect(parent.path == above && parent.name == name)
    #expect(FolderPath.parent(of: "/") == nil)
  }

  @Test func exploreComesInFrontOnceTheFileIsOpen() throws {
    var session = try session()
    try choose("galaxies.safetensors", &session)
    session.holdsAnswers = true
    for isOpened in [false, true] {
      session.forgetEffects()
      try session.press("<enter>")
      #expect(session.state.screen == .files)
      let token = try #require(
        session.effects.compactMap { effect in
          if case .open(let token, _) = effect { token } else { nil }
        }.last)
      session.send(
        isOpened
          ? .opened(token, session.engine.model.opened)
          : .failed(token, message: "galaxies.safetensors: damaged"))
      #expect(session.state.screen == (isOpened ? .explore : .files))
    }
  }

  @Test func theMapComesInFrontOnceItsFileIsOpen() throws {
    var session = try session()
    try choose("t\u{1B}[31mricky.csv", &session)
    session.holdsAnswers = true
    for isOpened in [false, true] {
      session.forgetEffects()
      try session.press("<enter>")
      #expect(session.state.screen == .files)
      #expect(session.frame(columns: 80, rows: 24).text.contains("opening"))
      let asked = try #require(
        session.effects.last { if case .map = $0 { true } else { false } })
      guard case .map(let token, _) = asked else { return }
      if isOpened {
        for answer in session.engine.answers(asked) { session.send(answer) }
      } else {
        session.send(.failed(token, message: "tricky.csv: line 3: expected 2 fields, found 1"))
        #expect(
          session.state.message?.text == "tricky.csv: line 3: expected 2 fields, found 1")
        // The model's own map is there as before.
        #expect(session.state.map.file == nil && session.state.map.halt == nil)
      }
      #expect(session.state.screen == (isOpened ? .map : .files))
    }
  }

  @Test(arguments: [(80, 24), (60, 18), (80, 40), (120, 30)])
  func theListWithTheFocusIsSeen(columns: Int, rows: Int) throws {
    var session = try session(columns: columns, rows: rows)
    #expect(session.frame(columns: columns, rows: rows).text.contains("run-3/"))
    try session.press("<tab>")
    let text = session.frame(columns: columns, rows: rows).text
    #expect(text.contains("recent models and runs") && text.contains("Enter opens"))
    try session.press("<tab>")
    #expect(session.frame(columns: columns, rows: rows).text.contains("run-3/"))
  }

  @Test func whatNothingOpensIsShownWhenAskedFor() throws {
    var session = try session()
    let text = session.frame(columns: 100, rows: 30).text
    #expect(!text.contains("notes.md") && !text.contains(".git"))
    try session.press("a")
    let all = session.frame(columns: 100, rows: 30).text
    #expect(all.contains("notes.md") && all.contains(".git"))
    #expect(all.contains("t\\u{1B}[31mricky.csv"))
  }

  @Test func ofManyEntriesThoseInViewAreLookedAt() throws {
    var session = try session()
    try choose("many", &session)
    session.forgetEffects()
    try session.press("<enter><end>")
    let asked = session.effects.compactMap { effect -> [String]? in
      guard case .work(_, let any) = effect, let request = any.request as? FileFactsRequest else {
        return nil
      }
      return request.names
    }
    #expect(asked.count == 2 && asked.allSatisfy { (1...60).contains($0.count) })
    #expect(asked.last?.last == "sample-99999.npy")
    #expect(session.state.files.shown.count == 100_000)
    #expect(session.frame(columns: 100, rows: 30).text.contains("7 left out"))
  }

  @Test func anOlderListingIsDropped() throws {
    var session = try session()
    session.holdsAnswers = true
    try session.press(":files.folder /home/ada<enter>")
    let first = session.unanswered
    try session.press(":files.folder \(MadeUpFolder.home)/data<enter>")
    for effect in first + session.unanswered {
      for answer in session.engine.answer(effect).map({ [$0] }) ?? [] { session.send(answer) }
    }
    #expect(session.state.files.listing?.path == "\(MadeUpFolder.home)/data")
  }

  @Test func recentOnesOpenAgain() throws {
    var session = try session()
    session.forgetEffects()
    try session.press("<tab><enter>")
    #expect(
      session.effects.contains {
        if case .open(_, let path) = $0 {
          path == "\(MadeUpFolder.home)/galaxies.safetensors"
        } else {
          false
        }
      })
  }

  // MARK: Completion

  @Test func tabWalksThroughNames() throws {
    var session = try session()
    try session.press(":open g<tab>")
    #expect(session.state.palette?.field.text == "open galaxies.safetensors")
    #expect(session.state.palette?.completion == nil)
    try session.press("<c-u>open run<tab>")
    #expect(session.state.palette?.field.text == "open run-3/")
    try session.press("<c-u>open \(MadeUpFolder.home)/<tab>")
    let names = MadeUpFolder.entries.filter { !$0.name.hasPrefix(".") }
    var seen: [String] = []
    for _ in names {
      seen.append(session.state.palette?.field.text ?? "")
      try session.press("<tab>")
    }
    #expect(Set(seen).count == names.count)
    #expect(session.state.palette?.field.text == seen.first)
    #expect(session.state.palette?.completion?.place == "name 1 of \(names.count)")
  }

  @Test func namesThatCannotBeTypedAreShownEscapedAndOpened() throws {
    var session = try session()
    try session.press(":open t<tab>")
    #expect(session.state.palette?.field.text == "open t\\u{1B}[31mricky.csv")
    session.forgetEffects()
    try session.press("<enter>")
    #expect(
      session.effects.contains {
        if case .open(_, let path) = $0 { path == "t\u{1B}[31mricky.csv" } else { false }
      })
  }

  @Test func namesThatBeginWithABlankAreReadAgain() throws {
    let found = CompletionRequest.Names(
      [FolderEntry(" a", isFolder: false), FolderEntry("b", isFolder: true)], omittedCount: 7)
    let first = try #require(
      PathCompletion(head: "open ", typedFolder: "", folder: "", found: found))
    #expect(first.text == "open ./ a" && first.argument == "./ a" && first.path == "./ a")
    #expect(first.place == "name 1 of 9" && first.next.text == "open b/")
    let below = try #require(
      PathCompletion(head: "open x/", typedFolder: "x/", folder: "x/", found: found))
    #expect(below.text == "open x/ a" && below.path == "x/ a")
  }

  @Test func whatHasNoNameSaysSo() throws {
    var session = try session()
    try session.press(":data zzz<tab>")
    #expect(session.state.message?.text == "zzz: no file name starts like this")
    #expect(session.state.palette?.field.text == "data zzz")
  }

  @Test func otherCommandsAreCompletedAsBefore() throws {
    var session = try session()
    try session.press(":them<tab>")
    #expect(session.state.palette?.field.text == "theme ")
    try session.press("<c-u>ope<tab>")
    #expect(session.state.palette?.field.text == "open ")
  }
}
