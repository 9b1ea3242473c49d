import Datasets
import Storage
import TestSupport
import Tensors
import Testing

/// What is younger than the first descriptions: names of features, measured quantities and ranges of colours.
@Suite struct DescriptionTests {
  private func decode(_ text: String) throws -> DataDescription {
    try MetadataDecoding.decode(from: text)
  }

  private func text(
    name: String = "x", kind: String = "image", shape: String = "[4,4,1]",
    settings: String = "{}", more: String = ""
  ) -> String {
    """
    {"name":"\(name)","kind":"\(kind)","shape":\(shape),"unit":"","factors":[],\
    "settings":\(settings)\(more)}
    """
  }

  @Test func oldDescriptionsOfGalaxiesAskForWhatWasMeasured() throws {
    let old = try decode(text(name: "galaxies", settings: #"{"pixelScale":"0.2"}"#))
    #expect(old.quantities == [.galaxy] && old.pixelScale == 0.2)
    #expect(try decode(text(settings: #"{"pixelScale":"0.2"}"#)).quantities.isEmpty)
    #expect(try decode(text(name: "galaxies")).quantities.isEmpty)
    let none = try decode(
      text(name: "galaxies", settings: #"{"pixelScale":"0.2"}"#, more: #","quantities":[]"#))
    #expect(none.quantities.isEmpty)
    #expect(try decode(text(more: #","quantities":["galaxy"]"#)).quantities == [.galaxy])
    #expect(GalaxySettings().description.quantities == [.galaxy])
  }

  @Test func namesOfFeaturesAreOnePerElement() throws {
    let named = try decode(
      text(
        kind: "features", shape: "[1,2,1]",
        more: #","features":[{"name":"a","unit":"cm"},{"name":"b","unit":""}]"#))
    #expect(named.elementNames == ["a", "b"] && named.features[0].unit == "cm")
    #expect(
      try decode(text(kind: "classes", shape: "[1,2,1]")).elementNames == ["class 0", "class 1"])
    let short = #expect(throws: MetadataFault.self) {
      try decode(
        text(kind: "features", shape: "[1,3,1]", more: #","features":[{"name":"a","unit":""}]"#))
    }
    #expect(
      short?.description.contains("expected none or 3, one for each element") == true,
      "\(short?.description ?? "")")
    let picture = #expect(throws: MetadataFault.self) {
      try decode(text(more: #","features":[{"name":"a","unit":""}]"#))
    }
    #expect(picture?.description.contains("expected none, because elements") == true)
  }

  @Test(arguments: ["[1]", "[1,1]", "[2,1]", "[0,1,2]"])
  func rangesRise(range: String) throws {
    let fault = #expect(throws: MetadataFault.self) {
      try decode(text(shape: "[4,4,3]", more: ",\"range\":\(range)"))
    }
    #expect(fault?.description.contains("expected two increasing finite numbers") == true)
  }

  @Test func theRangeOfColorsFollowsTheTrainingData() throws {
    let colors = try decode(text(shape: "[4,4,3]"))
    func range(_ lower: Float, _ upper: Float) -> ClosedRange<Float>? {
      colors.withRange(of: PixelTransform(mode: .paper, minimum: lower, maximum: upper)).range
    }
    #expect(range(0.1, 0.9) == 0...1 && range(0, 1) == 0...1)
    #expect(range(3, 250) == 0...255 && range(-2, 7) == -2...7 && range(0, 1000) == 0...1000)
    let told = try decode(text(shape: "[4,4,3]", more: #","range":[0,4]"#))
    #expect(told.withRange(of: PixelTransform(mode: .paper)).range == 0...4)
    #expect(try decode(text()).withRange(of: PixelTransform(mode: .paper)).range == nil)
  }

  @Test func everythingIsWrittenAndReadAgain() throws {
    let folder = try TemporaryFolder()
    let descriptions = [
      DataDescription(
        name: "made", kind: .features, shape: [1, 2, 1], unit: "", factors: [],
        features: [Feature("a", unit: "cm"), Feature("b")]),
      DataDescription(
        name: "made", kind: .image, shape: [1, 2, 3], unit: "", factors: [],
        quantities: [.galaxy], range: 0...255),
    ]
    for (index, description) in descriptions.enumerated() {
      let path = folder.path("\(index).safetensors")
      let count = 2 * description.shape.reduce(1, *)
      try Dataset(
        description: description,
        samples: Tensor(
          shape: [2] + description.shape, elements: Array(repeating: 1, count: count)),
        factors: Tensor(shape: [2, 0], elements: [])
      ).write(to: path)
      #expect(try Dataset.open(path: path).description == description)
    }
  }

  @Test func featuresInAnotherOrderDoNotFit() throws {
    let model = DataDescription(
      name: "m", kind: .features, shape: [1, 2, 1], unit: "", factors: [],
      features: [Feature("a"), Feature("b")])
    var data = model
    #expect(data.misfit(for: model) == nil)
    data.features.reverse()
    let misfit = try #require(data.misfit(for: model))
    #expect(misfit.expected.contains("\"a\" at 0") && misfit.found == "\"b\"")
    data.features = []
    #expect(data.misfit(for: model) == nil)
  }
}
