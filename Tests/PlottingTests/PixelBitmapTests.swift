import Plotting
import Testing

@Suite struct PixelBitmapTests {
  @Test func picturesStandSideBySide() {
    let scale = DisplayScale(minimum: 0, maximum: 1)
    let left = ImagePlot(ScalarImage(width: 2, height: 1, values: [0, 1]), scale: scale)
    let right = ImagePlot(
      ScalarImage(width: 1, height: 2, values: [0.5, .nan]), colorMap: .magma, scale: scale)
    let bitmap = PixelBitmap.row(of: [left, right], zoom: 3, gap: 2, background: RGB(1, 2, 3))
    #expect(bitmap.width == 11 && bitmap.height == 6 && bitmap.pixels.count == 3 * 66)
    #expect(bitmap[0, 0] == RGB(0, 0, 0) && bitmap[2, 2] == RGB(0, 0, 0))
    #expect(bitmap[3, 0] == RGB(255, 255, 255) && bitmap[5, 2] == RGB(255, 255, 255))
    #expect(bitmap[6, 0] == RGB(1, 2, 3) && bitmap[7, 5] == RGB(1, 2, 3))
    #expect(bitmap[0, 3] == RGB(1, 2, 3))
    #expect(bitmap[8, 2] == ColorMap.magma.rgb(at: 0.5))
    #expect(bitmap[10, 5] == ColorMap.magma.rgb(at: .nan))
  }

  @Test func nothingIsAnEmptyPicture() {
    #expect(PixelBitmap.row(of: [], zoom: 2, gap: 5).pixels.isEmpty)
    let empty = ScalarImage(width: 0, height: 0, values: [])
    let plot = ImagePlot(empty, scale: DisplayScale(minimum: 0, maximum: 1))
    #expect(PixelBitmap.row(of: [plot, plot], zoom: 1, gap: 4).width == 4)
  }
}
