import Tensors
import Testing

@testable import Interchange

/// The sidecar's text, and what is wrong with it in one line.
@Suite struct ModelSidecarTests {
  private static let text = """
    sample  = [1, 28, 28]          # channels, height, width
    latents = 10
    heads   = { from = "mu_logvar_gen", split = "interleaved" }
    decoder = ["decoder.lin1 relu", "reshape 32 4 4",
      "decoder.convT1 stride 2 padding 1 leaky_relu 0.2",
      "decoder.convT3 transposed stride 2 1 padding same output_padding 1 0 sigmoid"]
    encoder = ["'a layer' stride 2 elu", "pool 2", "flatten"]
    output  = { minimum = 0, maximum = 1 }
    """

  @Test func everyWordIsRead() throws {
    let sidecar = try ModelSidecar(toml: Self.text, path: "m.toml")
    #expect(sidecar.sample == [1, 28, 28] && sidecar.latents == 10)
    #expect(
      sidecar.heads
        == .joint(from: SidecarStep.LayerStep(name: "mu_logvar_gen"), split: .interleaved))
    #expect(sidecar.decoder[2].activation == .leaky(slope: 0.2))
    guard case .layer(let last) = sidecar.decoder[3], case .layer(let first) = sidecar.encoder[0]
    else {
      Issue.record("no layers in \(sidecar)")
      return
    }
    #expect(last.window.strides == [2, 1] && last.window.padding == nil)
    #expect(last.window.outputPadding == [1, 0] && last.window.isTransposed == true)
    #expect(first.name == "a layer" && first.activation == .exponential)
    #expect(try ModelSidecar(toml: sidecar.toml, path: "m.toml") == sidecar)
  }

  @Test(
    "faults are named with their line",
    arguments: [
      (
        "sample = [4]\nlatents = 0",
        "m.toml:2: latents: expected an integer from 1 to 1048576, found 0"
      ),
      (
        "sample = [1, 2]\nlatents = 2",
        "m.toml:1: sample: expected a list of 1 or 3 integers from 1 to 1048576, found [1, 2]"
      ),
      (
        "sample = [4]\nlatents = 2\n\ndecoder = [\"a relu\", \"b stride\"]",
        "m.toml:4: decoder, step 2: expected a number after stride, found nothing"
      ),
      ("sample = [4]\nlatents = 2", "m.toml: decoder is missing; add it"),
      (
        "sample = [4]\nlatents = 2\ndecoder = [\"\"]",
        "m.toml:3: decoder, step 1: expected a step, found an empty line"
      ),
      (
        "sample = [4]\nlatents = 2\ndecoder = [\"a\"]\nnorm = -1",
        "m.toml:4: norm: expected a number above 0, found -1.0"
      ),
      (
        "sample = [4]\nlatents = 2\ndecoder = [\"a\"]\nheads = { split = \"thirds\" }",
        "m.toml:4: heads.split: expected \"halves\" or \"interleaved\", found \"thirds\""
      ),
      ("sample = [4", "m.toml:1: character 12: expected \",\" or \"]\", found the end of the text"),
    ])
  func faults(toml: String, message: String) {
    do {
      _ = try ModelSidecar(toml: toml, path: "m.toml")
      Issue.record("\(toml) was read")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test func namesThatAreNotKnownAreRefused() {
    do {
      _ = try ModelSidecar(
        toml: "sample = [4]\nlatents = 2\ndecoder = [\"a\"]\nlatent = 3", path: "m.toml")
      Issue.record("latent was read")
    } catch {
      #expect(error.description.hasPrefix("m.toml:4: latent: expected one of "))
    }
  }

  @Test("damaged text is read or refused", arguments: 0..<20)
  func damage(seed: Int) {
    var random = CounterRandom(seed: UInt64(seed), stream: .exploration)
    let whole = Array(Self.text.utf8)
    for _ in 0..<200 {
      var bytes = whole
      for _ in 0...Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = whole[Int.random(in: 0..<whole.count, using: &random)]
      }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let sidecar = try? ModelSidecar(toml: text, path: "m.toml") else { continue }
      #expect(
        (try? ModelSidecar(toml: sidecar.toml, path: "m.toml")) == sidecar, "seed \(seed): \(text)")
    }
  }
}
