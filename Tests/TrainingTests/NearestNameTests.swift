import Testing

@testable import Training

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("epoch", "epochs"), ("bach", "batch"), ("log_step", "log_steps"), ("quux", nil),
    (String(repeating: "x", count: 100_000), nil),
  ])
  func theNearestNameIsFound(name: String, expected: String?) {
    #expect(NearestName.of(name, among: RecipeSetting.keys(of: "training")) == expected)
  }
}
