import Interchange
import Storage
import Testing

@Suite struct InterchangeErrorTests {
  @Test func anOperatorThatIsMissingIsNamedWithItsPlace() {
    let error = InterchangeError.unsupported(
      path: "a.onnx", place: "node /decoder/Loop", feature: "operator Loop")
    #expect(error.description == "a.onnx: node /decoder/Loop: operator Loop is not supported")
  }
}
