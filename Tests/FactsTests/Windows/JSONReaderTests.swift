import Testing

@testable import Facts

struct JSONReaderTests {
    private func read(_ text: String) throws(InvalidJSON) -> JSONValue {
        try JSONReader.read(Array(text.utf8))
    }

    @Test(
        arguments: [
            ("null", JSONValue.null), (" true ", .bool(true)), ("false", .bool(false)), ("0", .number(0)),
            ("-12.5e+1", .number(-125)), ("9007199254740992", .number(9_007_199_254_740_992)),
            (#""a\"\\\/\b\f\n\r\t\u0041""#, .string("a\"\\/\u{8}\u{c}\n\r\tA")),
            (#""\ud83d\ude00\u0000""#, .string("😀\0")), ("[]", .array([])), ("{}", .object([:])),
            (#"[1, {"a": [null]}]"#, .array([.number(1), .object(["a": .array([.null])])])),
        ]
    )
    func `reads a value`(_ text: String, _ value: JSONValue) throws {
        #expect(try read(text) == value)
    }

    @Test(
        arguments: [
            "", " ", "nul", "nulll", "True", "01", "-", "1.", ".5", "1e", "+1", "NaN", "Infinity", "1e999",
            String(repeating: "9", count: 33), "'a'", "\"a", #""\x""#, #""\u12""#, #""\u12g4""#, #""\u+123""#,
            #""\ud83d""#, #""\ude00\ud83d""#, "[1,]", "[,1]", "[1 2]", "[1", "{", "{1:2}", #"{"a"}"#,
            #"{"a":}"#,
            #"{"a":1,}"#, "{} {}", "// x", "\"\t\"", "\"\u{e9}\"", "\0", "nu\0ll", "\u{feff}1",
            String(repeating: "[", count: 17) + String(repeating: "]", count: 17),
        ]
    )
    func `refuses what is no strict ASCII JSON`(_ text: String) {
        #expect(throws: InvalidJSON.self) { try read(text) }
    }

    @Test func `refuses a key given twice, however it is written`() {
        #expect(throws: InvalidJSON(message: "the key `a` twice", offset: 15)) {
            try read(#"{"a":1,"\u0061":2}"#)
        }
    }

    @Test func `says that the text ended too early`() {
        #expect(throws: InvalidJSON(message: "the end in the middle", offset: 5)) { try read("[true") }
    }
}
