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

  @Test func dataOfAnotherShapeIsRefused() {
    let session = Session(dataPath: "data/wide.safetensors")
    #expect(session.state.data == nil)
    #expect(
      session.state.message?.text
        == "data/wide.safetensors: expected samples of 33x33x1 as the model reads, found 8x64x1")
  }
}
