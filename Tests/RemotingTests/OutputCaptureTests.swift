import Remoting
import RoomModel
import Testing

@Suite struct OutputCaptureTests {
    private func capture(_ text: String, limit: Int, chunk: Int) -> CapturedOutput {
        var capture = OutputCapture(limit: limit)
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: chunk) {
            capture.append(bytes[start..<min(start + chunk, bytes.count)])
        }
        return capture.captured
    }

    @Test(arguments: [1, 2, 3, 7, 100])
    func `keeps head and tail and counts what lies between, however the stream is cut`(_ chunk: Int) {
        let captured = capture("abcdefghijklmnopqrstuvwxyz", limit: 8, chunk: chunk)
        #expect(captured == CapturedOutput(head: Array("abcd".utf8), tail: Array("wxyz".utf8), omitted: 18))
    }

    @Test(arguments: [1, 5, 8, 100])
    func `keeps all that fits`(_ chunk: Int) {
        #expect(capture("abcdefgh", limit: 8, chunk: chunk) == CapturedOutput(head: Array("abcdefgh".utf8)))
    }

    @Test func `says in the language of whoever reads it that a part is missing, and nothing where none is`()
    {
        let captured = capture("abcdefghijklmnopqrstuvwxyz", limit: 8, chunk: 7)
        #expect(captured.text(in: .english) == "abcd\n[… 18 bytes left out …]\nwxyz")
        #expect(captured.text(in: .indonesian) == "abcd\n[… 18 byte tidak disimpan …]\nwxyz")
        for language in Language.allCases {
            #expect(capture("abcdefgh", limit: 8, chunk: 7).text(in: language) == "abcdefgh")
        }
    }

    @Test func `keeps nothing where nothing is wanted`() {
        #expect(capture("abc", limit: 0, chunk: 1) == CapturedOutput(omitted: 3))
        #expect(capture("abc", limit: 1, chunk: 1) == CapturedOutput(head: Array("a".utf8), omitted: 2))
    }
}
