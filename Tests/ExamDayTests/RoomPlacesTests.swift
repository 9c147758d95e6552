import ExamDay
import RoomModel
import Testing

/// Seats and PCs by the words people type.
@Suite struct RoomPlacesTests {
    @Test(
        arguments: [
            ("1", "1", "pc01"), ("01", "1", "pc01"), ("kursi=1", "1", "pc01"), ("SEAT=2", "2", "pc02"),
            ("a-3", "A3", "pc03"), ("seat=A03", "A3", "pc03"), ("4", "04", "pc04"), ("pc04", "04", "pc04"),
            ("PC02", "2", "pc02"), ("pc28", nil, "pc28"), ("server", nil, "server"),
        ] as [(String, String?, String)]
    )
    func `a seat first, then a PC`(_ text: String, _ seat: String?, _ host: String) throws {
        let place = try RoomPlaces(ExamMorning().hosts).find(text)
        #expect(place.seat == seat)
        #expect(place.host.name.description == host)
    }

    @Test func `a PC that is called like a seat is found where no seat is`() throws {
        let hosts = try [("7", "1"), ("pc02", "7"), ("8", nil)].map { (name: String, seat: String?) in
            RunHost(Host(name: try HostName(name), address: try NetworkAddress(name), seat: seat))
        }
        let places = RoomPlaces(hosts)
        #expect(try places.find("7").host.name.description == "pc02")
        #expect(try places.find("8").host.name.description == "8")
        #expect(throws: ActRefusal.noSuchSeat("8", near: "1")) { try places.find("kursi=8") }
    }

    @Test(
        arguments: [
            ("pc1", "pc01"), ("sever", "server"), ("nowhere", nil), ("B3", "A3"),
        ] as [(String, String?)]
    )
    func `what nothing is called is told, with a name that is near`(_ text: String, _ near: String?) throws {
        let places = RoomPlaces(try ExamMorning().hosts)
        #expect(throws: ActRefusal.noSuchPlace(text, near: near)) { try places.find(text) }
    }
}
