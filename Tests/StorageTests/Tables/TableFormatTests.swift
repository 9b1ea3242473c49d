import Testing

@testable import Storage

/// How tables are written, told from their first lines.
struct TableFormatTests {
  private func look(_ text: String, isWhole: Bool = true) -> TableFormat? {
    Array(text.utf8).withUnsafeBufferPointer { TableFormat($0, isWhole: isWhole) }
  }

  /// The fields of all records of values, as numbers.
  private func numbers(_ text: String) throws -> [[Double?]] {
    let format = try #require(look(text))
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress else { return [] }
      var lines = TableLines(bytes, from: format.dataOffset, number: format.dataLineCount)
      var rows: [[Double?]] = []
      while let line = lines.next() {
        var cells: [TableCell] = []
        format.dialect.split(start, line, into: &cells)
        rows.append(cells.map { format.dialect.field(start, $0).value })
      }
      return rows
    }
  }

  @Test(
    "whatever stands between two fields, they are found",
    arguments: [
      "a,b\n1,2\n3,4.5\n", "a\tb\n1\t2\n3\t4.5\n", "a;b\n1;2\n3;4.5", "a|b\n1|2\n3|4.5\n",
      "a  b\n1  2\n3  4.5\n", " a \t b\n 1 2\n 3\t4.5 \n", "a, b\n1, 2\n3, 4.5\n",
      "\"a\", \"b\"\n\"1\", \"2\"\n\"3\" ,\"4.5\"\n", "\"a\" \"b\"\n1 2\n3 \"4.5\"\n",
      "a;b\n1;2\n3;4,5\n", "a\tb\n1\t2\n3\t4,5\n", "sep=;\na;b\n1;2\n3;4.5\n",
      "# a b\n1 2\n3 4.5\n", "# a,b\n1,2\n3,4.5\n", "# made by hand\n# on a day\n# a b\n1,2\n3,4.5",
      "# made by hand; twice\na,b\n1,2\n3,4.5\n", "a,b\n1,2\r3,4.5\r",
      "a,b\r\r\n1,2\r\r\n3,4.5\r\r\n",
      "a,b\n1.0D+00,2\n3,4.5d0\n", "a b\n 1 2\n+3  0.45E1\n",
    ])
  func separators(text: String) throws {
    let format = try #require(look(text))
    #expect(format.hasHeader && format.names == ["a", "b"])
    let rows = try numbers(text)
    #expect(rows == [[1, 2], [3, 4.5]])
  }

  @Test("what is in quotes is no separator, also where the separator is guessed")
  func quoted() throws {
    let format = try #require(look("\"radius; arcsec\",flux\n1,2\n"))
    #expect(format.names == ["radius; arcsec", "flux"])
    #expect(format.dialect.separator == .byte(UInt8(ascii: ",")))
  }

  @Test("columns of fixed width may hold blanks and nothing at all")
  func fixedWidth() throws {
    let text = "name      mag  z\nM 31     3.44  \nNGC 4565 10.42 0.004\nM 104          0.003\n"
    let format = try #require(look(text))
    #expect(format.names == ["name", "mag", "z"])
    #expect(try numbers(text) == [[nil, 3.44, nil], [nil, 10.42, 0.004], [nil, nil, 0.003]])
  }

  @Test(
    "numbers that count up and are unlike the columns are names",
    arguments: [
      ("0,1,2\n0.5,0.1,1.5\n0.2,0.3,0.1\n", true), ("2012,2013\n0.5,0.1\n0.2,1.0\n", true),
      ("2012,2013\n5,8\n2,9\n", true), ("0,1,labels\n0.5,0.1,cat\n0.3,0.4,dog\n", true),
      ("400.5,401,401.5\n0.1,0.2,0.1\n0.3,0.2,0.2\n", true), ("0\n0.5\n0.7\n", true),
      ("5%,50%\n0.1,0.2\n0.3,0.5\n", true), ("0,1,2,3,4,5\n0,0,1,0,0,1\n0,1,0,1,1,0\n", true),
      ("1,2\n2,1\n1,3\n", false), ("0,1\n0.1,0.995\n0.2,0.980\n0.3,0.955\n", false),
      ("0.5,0.7\n0.1,0.3\n0.2,0.1\n", false), ("1,2,3\n1.5,2.5,3.5\n2.5,3.5,4.5\n", false),
      ("3,1\n0.5,0.2\n0.1,0.3\n", false), ("1,2,3,4\n2,1,3,4\n4,3,2,1\n", false),
      ("1\n2\n3\n", false), ("0,1,2,3\n7,5,4,2\n2,0,0,0\n1,7,5,8\n", true),
      ("0,1,2,3\n0.0,0.0,5.0,13.0\n0.0,0.0,0.0,12.0\n0.0,0.0,0.0,4.0\n0.0,0.0,7.0,1.0\n", true),
      (",0,1,2\n0,7,5,4\n1,2,0,0\n2,1,7,5\n", true), (",0\n0,5\n1,2\n", true),
      (",2012,2013,2014\n0,0.1,0.2,0.4\n1,0.3,0.5,0.6\n", true),
      (",2012,2013,2014\na,10,20,40\nb,30,50,60\n", true),
      ("country,2000,2010,2020\nA,900,1500,2500\nB,931,1577,2601\n", true),
      ("2012,2013,2014\n1671,3531,2106\n1931,1004,3698\n610,2571,3849\n", true),
      ("400.5,410.5,420.5,430.5\n476,380,431,429\n692,775,8,308\n638,881,164,510\n", true),
      ("400,410,420,430,440,450\n476,380,431,429,3,9\n692,775,8,308,4,8\n6,8,1,5,3,2\n", true),
      ("1,2,3\n5,1,2\n2,2,0\n", false), ("a,1990,1994,1998\nb,1991,1993,2001\n", false),
      ("1990,1992,1994\n1991,1993,2001\n1995,1990,1993\n", false),
      ("0,1,2,3\n0,1,2,4\n0,1,3,4\n1,2,3,4\n", false),
      ("0,1,2,3\n1,2,3,1\n2,3,1,0\n3,1,0,5\n", false), (",1.5,0.7\n4,1.2,2.2\n9,0.1,4\n", false),
    ])
  func numbersAsNames(text: String, isHeader: Bool) throws {
    #expect(try #require(look(text)).hasHeader == isHeader)
  }

  @Test(
    "the first line is a header where it holds a text above numbers",
    arguments: [
      ("x,y,kind\n1,2,a\n", true), ("u,1e3\n0.1,0.2\n", true), ("a,1\nb,2\n", false),
      ("a,b\n", true), ("1,2\n", false), ("a,b\nc,d\n", true), ("NA,1\n3,2\n", false),
      ("date,a\n2024-01-01,1\n", true), ("epoch loss\n", true), (",x\n0,1\n", true),
    ])
  func headers(text: String, isHeader: Bool) throws {
    #expect(try #require(look(text)).hasHeader == isHeader)
  }

  @Test("a line of units below the names is none of values")
  func units() throws {
    let text = "radius,flux,kind\narcsec,[Jy],\n1,2,a\n3,4,b\n"
    let format = try #require(look(text))
    #expect(format.names == ["radius", "flux", "kind"] && format.units == ["arcsec", "Jy", ""])
    #expect(try numbers(text) == [[1, 2, nil], [3, 4, nil]])
    let remark = try #require(look("# a b\n# [m] [s]\n1 2\n"))
    #expect(remark.names == ["a", "b"] && remark.units == ["m", "s"])
  }

  @Test(
    "a line with a number, or a text among texts, holds no units",
    arguments: [
      "a,b\n1.5,<0.1\n2.5,0.7\n3.1,0.2\n", "star,mag,err\nHD1,5.1,n/d\nHD2,4.1,0.2\nHD3,4,0.3\n",
      "a,b\n0,err\n1,1\n2,4\n", "a\tb\n12,34,567\t1\n1,23,456\t2\n99,999\t3\n",
      "a,b\n,<0.1\n2,0.3\n3,0.5\n", "a,b\nerr,err\n2,0.3\n3,err\n4,2\n", "s,b\nx,m\ny,1\nz,2\n",
    ])
  func noUnits(text: String) throws {
    let format = try #require(look(text))
    #expect(format.hasHeader && format.units.allSatisfy(\.isEmpty))
    #expect(format.dataLineCount == 1 && format.notes.allSatisfy { !$0.contains("units") })
  }

  @Test(
    "units are short texts of any spelling",
    arguments: ["1/cm", "%", "km/s", "°C", "10^3 m", "mag"])
  func spellingsOfUnits(unit: String) throws {
    let format = try #require(look("day,a,b\n[UTC],\(unit),-\n2024-01-01,1,2\n2024-01-02,3,5\n"))
    #expect(format.units == ["UTC", unit, "-"] && format.dataLineCount == 2)
  }

  @Test("ECSV names columns, units and the delimiter", arguments: [" ", ","])
  func extended(delimiter: String) throws {
    let head =
      "# %ECSV 1.0\n# ---\n" + (delimiter == "," ? "# delimiter: ','\n" : "") + """
        # datatype:
        # - {name: a b, unit: 'km / s', datatype: float64, description: 'x, y: z'}
        # -
        #   name: kind
        #   datatype: string
        # schema: astropy-2.0

        """
    let format = try #require(
      look(head + "\"a b\"\(delimiter)kind\n1\(delimiter)x\n2\(delimiter)\"\"\n"))
    #expect(format.names == ["a b", "kind"] && format.units == ["km / s", ""])
    #expect(format.cellCount == 2 && format.recordCount == 2)
  }

  @Test("numbered remarks name a column each")
  func numberedRemarks() throws {
    let head = "#   1 NUMBER      Running object number\n#   2 FLUX_AUTO   Flux   [count]\n"
    let format = try #require(look(head + "   1   2.5\n   2   3.5\n"))
    #expect(format.names == ["NUMBER", "FLUX_AUTO"] && format.cellCount == 2)
    #expect(try #require(look("#  1 a\n#  3 b\n1 2\n")).names == ["3", "b"])
  }

  @Test("a numbered remark names all columns up to the next number")
  func vectors() throws {
    let head = "# 1 NUMBER Running object number\n"
    let rows = " 1 0.5 1.5 20.1\n 2 0.1 1.1 19.1\n"
    let middle = try #require(look(head + "# 2 VIGNET [count]\n# 4 MAG x\n" + rows))
    #expect(middle.names == ["NUMBER", "VIGNET", "VIGNET 2", "MAG"])
    let last = try #require(look(head + "# 2 MAG x\n# 3 FLUX_APER [count]\n" + rows))
    #expect(last.names == ["NUMBER", "MAG", "FLUX_APER", "FLUX_APER 2"])
    #expect(try !#require(look("# 1 of these\n# 2 be careful\n" + rows)).names.contains("be 2"))
  }

  @Test("a separator at the end of all lines makes no column")
  func trailing() throws {
    for text in ["a,b,\n1,2,\n3,4,\n", "a,b\n1,2,\n3,4,\n"] {
      let format = try #require(look(text))
      #expect(format.names == ["a", "b"] && format.cellCount == 3)
    }
  }

  @Test("R leaves out the name of the rows' names")
  func rowNames() throws {
    let format = try #require(look("\"a\" \"b\"\n\"1\" 0.1 0.2\n\"2\" 0.5 0.6\n"))
    #expect(format.names == ["", "a", "b"] && format.cellCount == 3)
  }

  @Test("a single name above decimal commas is not one of two columns")
  func singleColumn() throws {
    let text = "x\n0,5\n0,6\n0,9\n"
    #expect(try #require(look(text)).names == ["x"])
    #expect(try numbers(text) == [[0.5], [0.6], [0.9]])
  }

  @Test(
    "what separates the names like the values is no decimal comma",
    arguments: [
      "Ort;Wert\nBonn;200,5\nUlm;201,7\nBonn;190,1\nUlm;203,9\n",
      "Datum;Wert\n01.03.2024;200,5\n02.03.2024;201,7\n",
      "Land;Umsatz\nDE;1.234,50\nFR;2.345,10\nIT;987,25\n",
      "t\tv\n12:00\t1,5\n12:01\t2,5\n12:02\t7,5\n", "Ort Wert\nBonn 200,5\nUlm 201,7\n",
    ])
  func singleNumericColumn(text: String) throws {
    let format = try #require(look(text))
    let separator = try #require(text.first { ";\t ".contains($0) })
    #expect(format.names == text.prefix { $0 != "\n" }.split(separator: separator).map(String.init))
    let written = text.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: separator).last
    }
    let values = written.map {
      Double(String($0.filter { $0 != "." }.map { $0 == "," ? "." : $0 }))
    }
    #expect(try numbers(text).map { $0.last ?? nil } == values)
  }

  @Test("unique numbers before a decimal comma are no names of rows; those of R still are")
  func rowNamesAndDecimals() throws {
    let text = "Wert\n200,5\n201,7\n190,1\n"
    #expect(try #require(look(text)).names == ["Wert"])
    #expect(try numbers(text) == [[200.5], [201.7], [190.1]])
    for text in ["\"x\"\n\"1\",5\n\"2\",7\n", "x\n1,0.5\n2,0.7\n", "x\na,5\nb,7\n"] {
      #expect(try #require(look(text)).names == ["", "x"])
    }
  }

  @Test("what is not ended is not looked at while a file grows")
  func growing() throws {
    #expect(look("a,b", isWhole: false) == nil)
    let header = try #require(look("a,b\n1,", isWhole: false))
    #expect(header.hasHeader && header.recordCount == 0)
    let both = try #require(look("a,b\n1,2\n", isWhole: false))
    #expect(both.recordCount == 1 && both.dataOffset == 4 && both.dataLineCount == 1)
  }

  @Test("a text without a record is no table", arguments: ["", "\n\n", "# a,b\n", "  \n"])
  func nothing(text: String) { #expect(look(text) == nil) }
}
