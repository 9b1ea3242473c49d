import Diagnostics
import Models
import Plotting
import Tensors
import Testing

@testable import Explorer

/// A screen that counts, as its folder would declare it.
private struct CountState: ScreenState {
  var count = 0
  var study = StudyState<ToyRequest>()
}

extension CommandScope {
  fileprivate static let count = CommandScope("count", title: "Count")
  fileprivate static let note = CommandScope("note", title: "note", takesText: true)
  fileprivate static let adding = CommandScope("adding", title: "adding")
}

extension Screen {
  fileprivate static let count: Screen = Screen(
    name: "count", digit: 9, title: "Count", purpose: "Counts.",
    commands: [
      StudyCommands<ToyRequest>.stop(prefix: "count", scope: .adding),
      Command(
        "count.up", "count up", scope: .count, keys: [.character("+")], hint: "count",
        why: "Adds one.",
        change: { state, _ in
          state[CountState.self].count += 1
        }),
      Command(
        "count.note", "write a note", scope: .count, keys: [.character("w")], why: "Writes.",
        change: { state, _ in
          state.overlays.append(NoteState())
        }),
    ] + StudyCommands<ToyRequest>.work(prefix: "count", scope: .count, formats: "text"),
    scopes: { $0.isMeasuring(ToyRequest.self) ? [.adding, .count] : [.count] },
    facts: { ["counted to \($0[CountState.self].count)"] },
    draw: { state, frame, body, ink in
      guard let sum = state.result(ToyRequest.self) else {
        frame.drawStudy(ToyRequest.self, state, in: body, ink: ink)
        return
      }
      frame.write("sum \(sum.sum)", column: body.column, row: body.row)
      frame.offer(body, command: "count.up")
    },
    pendingWork: { $0.pendingStudy(ToyRequest.self) },
    status: { state, ink in StatusWord(ToyRequest.self, state, ink) })
}

/// An overlay that takes a note, as its folder would declare it.
private struct NoteState: TypedOverlay, ListOverlay {
  static let scope = CommandScope.note
  static let commands = [
    move("down", "line down", [KeyPress(.down)], by: 1, why: "Chooses a letter."),
    close("close the note"),
  ]
  var field = TextField()
  var line = 0

  func lineCount(_ state: ExplorerState) -> Int { field.characters.count }

  func draw(
    _ state: ExplorerState, over scopes: [CommandScope], into frame: inout Frame, in body: Rect,
    ink: Ink
  ) {
    let room = frame.drawTypedListBox(
      body.centered(columns: 30, rows: 12), title: "note", trailingTitle: "", prompt: "> ",
      field: field, ink: ink)
    frame.drawList(count: field.characters.count, chosen: line, in: room, ink: ink) {
      ("letter \(field.characters[$0])", ink.text)
    }
  }
}

/// A study that adds numbers, as its file would declare it.
private struct ToyStudy: Study {
  let numbers: [Int]

  func run(
    team: WorkerTeam, isCancelled: @Sendable () -> Bool, progress: (StudyProgress) -> Void
  ) throws(ToyFailure) -> ToyResult {
    guard !isCancelled() else { throw .cancelled }
    progress(StudyProgress(stage: "add", fraction: 1))
    return ToyResult(sum: numbers.reduce(0, +))
  }

  func addInputs(to hash: inout ContentHash) { hash.add(json: numbers) }
  func renamed(_ result: ToyResult) -> ToyResult { result }
}

private enum ToyFailure: StudyFailure {
  case cancelled
  var description: String { "cancelled" }
}

private struct ToyResult: StudyResult {
  static let definition = "the sum"
  let sum: Int
  var isSound: Bool { true }
  var documents: [StudyDocument] {
    [StudyDocument(fileExtension: ".txt", bytes: Array("\(sum)".utf8))]
  }
}

private struct ToyRequest: StudyRequest {
  typealias Result = ToyResult
  var usesData: Bool
  var ignoresCache: Bool
  init(usesData: Bool, ignoresCache: Bool) {
    (self.usesData, self.ignoresCache) = (usesData, ignoresCache)
  }
  static let kind: RequestKind = studyKind("toy")
  static let needs: [ModelPart] = []
  static let words = StudyWords(
    noun: "sum", stem: "sum", title: "sum", verb: "adding", participle: "added", imperative: "add")
  static let place = StudyPlace<ToyRequest>(in: \CountState.study)
  func misfit(_ result: ToyResult, _ state: ExplorerState) -> String? { nil }
  func show(_ result: ToyResult, _ state: inout ExplorerState) { state.log.append("added") }
}

/// A screen, an overlay and a study need only what this file declares, and one line each.
@Suite struct ToyTests {
  private let table = CommandTable(
    screens: Screen.all + [.count], overlays: Overlays.all + [NoteState.self])

  private func state() throws -> ExplorerState {
    var state = ExplorerState(
      options: ExplorerOptions(modelPath: "toy.safetensors", capabilities: Session.color),
      table: table)
    _ = update(&state, .resized(Size(columns: 100, rows: 30)))
    _ = update(&state, .started)
    let token = try #require(state.awaited[.open])
    _ = update(&state, .opened(token, MadeUpModel().opened))
    return state
  }

  private func press(_ script: String, _ state: inout ExplorerState) throws -> [ExplorerEffect] {
    try KeyScript.parse(script).flatMap { update(&state, .key($0)) }
  }

  private func text(_ state: ExplorerState) -> String {
    render(state, size: Size(columns: 100, rows: 30)).text
  }

  @Test func aScreenIsALine() throws {
    var state = try state()
    #expect(text(state).contains("9 Coun"))
    _ = try press("9", &state)
    #expect(state.screen == .count && text(state).contains("adding made-up"))
    _ = try press("<esc>+++", &state)
    #expect(state[CountState.self].count == 3)
    #expect(text(state).contains("counted to 3") && text(state).contains("+ count"))
    _ = try press("1+", &state)
    #expect(state[CountState.self].count == 3, "its keys work on its screen alone")
    _ = try press(":count<enter>", &state)
    #expect(state.screen == .count)
  }

  @Test func anOverlayIsALine() throws {
    var state = try state()
    _ = try press("9whi there", &state)
    #expect(state.textField?.text == "hi there" && text(state).contains("> hi there"))
    _ = try press("<down><down>", &state)
    #expect(state[overlay: NoteState.self]?.line == 2 && text(state).contains("letter t"))
    _ = try press("e", &state)
    #expect(state[overlay: NoteState.self]?.line == 0, "the choice starts over")
    _ = try press("<esc>", &state)
    #expect(state.overlays.isEmpty)
  }

  @Test func aStudyHasItsCommandsProgressAndExport() throws {
    var state = try state()
    let effects = try press("9", &state)
    let token = try #require(state.awaited[ToyRequest.kind])
    let request = ToyRequest(usesData: false, ignoresCache: false)
    #expect(effects.contains(.work(token, AnyRequest(request))))
    #expect(!state.isIdle)
    _ = update(
      &state, request.progressed(token, .progress(StudyProgress(stage: "add", fraction: 0.5))))
    #expect(text(state).contains("adding 50%"))
    let report = try ToyStudy(numbers: [1, 2, 3]).run(cache: nil)
    _ = update(&state, request.answered(token, report))
    #expect(state.result(ToyRequest.self)?.sum == 6 && text(state).contains("sum 6"))
    let export = try press("x", &state)
    #expect(
      export.contains { effect in
        guard case .work(_, let any) = effect else { return false }
        return any.request as? ExportRequest<ToyResult>
          == ExportRequest(stem: "made-up-sum", report.result)
      })
    _ = try press("r", &state)
    let stopped = try press("<esc>", &state)
    #expect(stopped == [.cancel(ToyRequest.kind)] && state.isMeasuring(ToyRequest.self) == false)
    #expect(state.study(ToyRequest.self).halt == "stopped; r adds again")
  }

  @Test func whatItShowsCanBeClicked() throws {
    var state = try state()
    _ = try press("9", &state)
    let token = try #require(state.awaited[ToyRequest.kind])
    _ = update(
      &state,
      ToyRequest(usesData: false, ignoresCache: false).answered(
        token, StudyReport(ToyResult(sum: 1), isCached: false)))
    _ = try press("<click 50,10>", &state)
    #expect(state[CountState.self].count == 1)
  }
}
