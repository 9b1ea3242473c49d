import Tensors
import Testing

@Suite struct BufferTests {
  @Test(arguments: [0, 1, 15, 16, 17, 1000]) func floatsAreZeroAndAligned(count: Int) {
    let buffer = FloatBuffer(count: count)
    #expect(buffer.count == count && buffer.elements.count == count)
    #expect(UInt(bitPattern: buffer.pointer) % 64 == 0)
    #expect((0..<count + FloatBuffer.slack).allSatisfy { buffer.pointer[$0] == 0 })
  }

  @Test func floatsAreACopy() {
    var elements: [Float] = [1, 2, 3]
    let buffer = FloatBuffer(elements)
    elements[0] = 9
    #expect(Array(buffer.elements) == [1, 2, 3])
  }

  @Test func doublesClear() {
    let buffer = DoubleBuffer(count: 3)
    buffer.elements[1] = 5
    buffer.clear()
    #expect(Array(buffer.elements) == [0, 0, 0])
  }
}
