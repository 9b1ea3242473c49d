import Datasets
import Testing

@testable import Explorer

@Suite struct SampleTests {
  @Test func nextAndPreviousWrapAround() throws {
    var session = Session()
    try session.press("N")
    #expect(session.state.source?.label == "gallery #3")
    try session.press("n")
    #expect(session.state.source?.label == "gallery #0")
  }

  @Test func quickStepsAddUpWhileAnswersAreAwaited() throws {
    var session = Session()
    session.holdsAnswers = true
    try session.press("nnn")
    session.settle()
    #expect(session.state.source?.label == "gallery #3")
    #expect(session.state.latents == MadeUpModel().code(3))
  }

  @Test func thePickerListsGalleryAndData() throws {
    var session = Session(dataPath: "data/blobs.safetensors")
    try session.press("sjj<enter>")
    #expect(session.state.source?.label == "gallery #2")
    try session.press("s<tab><end><enter>")
    #expect(session.state.source?.label == "data #24")
    try session.press("n")
    #expect(session.state.source?.label == "data #0")
    try session.press(":sample 25<enter>")
    #expect(session.state.message?.text == "sample: expected a number from 0 to 24, found '25'")
  }

  @Test func eBringsTheSlidersBackToTheCodes() throws {
    var session = Session()
    try session.press("lljhhe")
    #expect(session.state.latents == MadeUpModel().code(0))
  }

  @Test func aDecodedPictureCanBeEncodedAgain() throws {
    var session = Session()
    let picture = session.state.decoded?.sample
    try session.press(":encode-picture<enter>")
    #expect(session.state.source?.encoded.sample == picture)
    #expect(session.state.latents == MadeUpModel().code(9))
  }

  @Test func dataOfAnotherShapeAreRefused() {
    let session = Session(dataPath: "data/wide.safetensors")
    let text =
      "data/wide.safetensors: expected samples of shape 33x33x1, as for the model, found 8x64x1"
    #expect(session.state.data == nil)
    #expect(session.state.message?.text == text)
    #expect(session.state.unusableStartData == text)
  }

  @Test func onlyTheDataOfTheStartEndTheProgram() throws {
    let whole = Session(dataPath: "data/blobs.safetensors")
    #expect(whole.state.data != nil && whole.state.unusableStartData == nil)
    var later = Session()
    try later.press(":data data/wide.safetensors<enter>")
    #expect(later.state.message?.text.contains("found 8x64x1") == true)
    #expect(later.state.unusableStartData == nil)
  }

  @Test("unsuitable data from the command line are reported, whenever they arrive")
  func lateData() throws {
    for modelIsFirst in [true, false] {
      for unit in ["arcsec", nil] {
        var state = ExplorerState(
          options: ExplorerOptions(
            modelPath: "models/made-up.safetensors", dataPath: "data/blobs.safetensors",
            capabilities: Session.color))
        let engine = FakeEngine()
        var answers = update(&state, .started).flatMap { effect -> [ExplorerEvent] in
          guard case .openData(let token, let path) = effect else {
            return engine.answer(effect).map { [$0] } ?? []
          }
          guard let unit else { return [.failed(token, message: "blobs: found nan")] }
          var description = engine.model.description
          description.unit = unit
          return [.dataOpened(token, OpenedData(path: path, count: 3, description: description))]
        }
        if !modelIsFirst { answers.reverse() }
        for answer in answers { _ = update(&state, answer) }
        #expect(
          state.unusableStartData
            == (unit == nil
              ? "blobs: found nan"
              : "data/blobs.safetensors: expected samples in counts, as for the model, "
                + "found samples in arcsec"))
        #expect(state.data == nil && state.model != nil)
      }
    }
  }
}
