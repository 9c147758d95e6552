import Documents
import FoundationEssentials
import Glibc
import Inventories
import RoomModel
import Testing

@Suite struct SpreadsheetTests {
    private func screen(_ text: String, _ language: Language = .indonesian) throws -> String {
        try TextFolder.with(["daftar-pc.csv": text]) { folder in
            let error = #expect(throws: InvalidDocuments.self) { try folder.load("daftar-pc.csv") }
            return ProblemRenderer.render(error?.problems ?? [], language: language)
        }
    }

    private func hosts(_ bytes: [UInt8]) throws -> [Host] {
        try TextFolder.with(["x": ""]) { folder in
            try Data(bytes).write(to: URL(filePath: folder.path + "/lab.csv"))
            return try folder.load("lab.csv").rooms[0].hosts
        }
    }

    @Test func `names row and column of every mistake, in the shape of a teacher's screen`() throws {
        var rows = (1...30).map { ["pc\($0 < 10 ? "0" : "")\($0)", "192.168.0.\($0)", "\($0)", "\($0)"] }
        rows[7][1] = "192.168.0.7"
        rows[12][2] = "02-Jan"
        rows[21][1] = "192.168.0.200"
        let text = (["nama;alamat;kursi;kursii"] + rows.map { $0.joined(separator: ";") }).joined(
            separator: "\r\n"
        )
        #expect(
            try screen(text)
                == """
                  baris  1 kolom D   judul "kursii" tidak dikenal
                                     -> mungkin "kursi"
                  baris  9 kolom B   alamat 192.168.0.7 sudah dipakai pc07 (baris 8)
                                     -> beri pc08 alamat lain, misalnya 192.168.0.8
                  baris 14 kolom C   kursi "02-Jan": Excel mengubahnya menjadi tanggal
                                     -> ubah format kolom C menjadi Teks, ketik lagi
                  baris 23 kolom B   192.168.0.200 adalah alamat server ujian
                                     -> PC klien tidak boleh memakai .200

                """
        )
    }

    @Test func `a row with one mistake is compared with the others all the same`() throws {
        let text = """
            nam;alamt;ip;kursi
            """
        #expect(
            try screen(text + "\npc01;x;10.0.0.1;1\n")
                == """
                  baris  1           kolom "nama" tidak ada
                                     -> baris pertama berisi judul: nama, alamat, kursi
                  baris  1 kolom B   judul "alamt" tidak dikenal
                                     -> mungkin "alamat"

                """
        )
        let rows = [
            "nama,alamat,kursi", "pc01,192.168.0.1,02-Jan", "pc02,192.168.0.1,1",
            "pc03,192.168.0.200,2/1/2026",
            "pc04,10.0.0.4,5,x", "pc05,\"10.0.0.5",
        ]
        let shown = try screen(rows.joined(separator: "\n"))
        for line in [
            "baris  2 kolom C   kursi \"02-Jan\"", "baris  3 kolom B   alamat 192.168.0.1 sudah dipakai pc01",
            "baris  4 kolom B   192.168.0.200 adalah alamat server", "baris  4 kolom C   kursi \"2/1/2026\"",
            "baris  5 kolom D   ada isi di luar kolom", "baris  6 kolom B   tanda kutip",
        ] { #expect(shown.contains(line), "\(line) in:\n\(shown)") }
    }

    @Test(arguments: [
        ("name,address\npc01,\"192.168.0.1\n", "row  2 column B   a quote (\") is never closed"),
        (
            "name,address,seat\npc01,192.168.0.1\n",
            "row  2 column C   this row has 2 columns, there should be 3"
        ),
        ("name,address\npc01,192.168.0.1,x\n", "something stands beyond the columns with titles"),
        ("name,address\npc 01,\n", "for example pc-01"),
        ("name\npc01\npc01\n", "the name pc01 is used already in row 2"),
        ("name,seat\npc01,3\npc02,3\n", "seat 3 is used already by pc01 (row 2)"),
        ("name,seat\npc01,01\npc02,1\n", "seat 1 is used already by pc01 (row 2, `01`)"),
        ("name,seat\npc01,A1\npc02,a1\n", "seat a1 is used already by pc01 (row 2, `A1`)"),
        ("name,address\npc01,192.168.0.256\n", "\"192.168.0.256\" is no IP address"),
        ("name;address\npc01;192,168,0,7\n", "write 192.168.0.7"),
        ("name,address\npc01,192.168.0.2:22\n", "-> write 192.168.0.2, port 22 in a column `port`"),
        ("name,address\npc01,192.168.0.1/24\n", "-> write 192.168.0.1\n"),
        ("name,address\npc02,http://192.168.0.3\n", "\"http://192.168.0.3\" is no IP address"),
        ("name,address\npc02,http://192.168.0.3\n", "-> write 192.168.0.3\n"),
        ("name,address\npc01,192168100101\n", "Excel made it a number"),
        ("name,mac\npc01,\"3,52E+11\"\n", "Excel made it a number"),
        ("name,mac\npc01,1122334455\n", "Excel dropped zeros in front"),
        ("name,seat\npc01,02/01/2026\n", "Excel made it a date"),
        ("name,spare\npc01,perhaps\n", "is not yes or no"),
        ("name,port\npc01,ssh\n", "\"ssh\" is no port"),
        ("name,nama\npc01,pc02\n", "means the same as \"name\""),
        ("address\n192.168.0.1\n", "there is no column \"name\""),
        ("nama,alamat\n", "there are titles, but no PC"),
        ("", "the file is empty"), ("name,a\npc01,\u{7}\n", "control character (U+0007)"),
        ("name\n-oProxyCommand=x\n", "\"-oProxyCommand=x\" cannot be the name of a PC"),
        ("name\n$(id)\n", "for example id"),
        ("name,address\n\"pc01\"x,1\n", "something stands after the closing quote"),
        ("name\npс01\n", "cannot be the name"),
        ("PK\u{3}\u{4}", "still in the form of Excel"), ("name,group\npc01,$(x)\n", "name of a group"),
    ])
    func `refuses`(_ text: String, _ sentence: String) throws {
        let shown = try screen(text, .english)
        #expect(shown.contains(sentence), "\(shown)")
    }

    @Test(arguments: [
        ("Nama Komputer", "name"), ("NAMA PC", "name"), ("Hostname", "name"), ("Komputer", "name"),
        ("IP Address", "address"), ("Alamat IP", "address"), ("IP_PC", "address"),
        ("IP Address (LAN)", "address"),
        ("No Kursi", "seat"), ("No. Meja", "seat"), ("Nomor Kursi", "seat"), ("NO.KURSI", "seat"),
        ("MAC Address", "network card (MAC)"), ("Alamat Fisik", "network card (MAC)"),
        ("PC Cadangan", "spare"), ("Port SSH", "SSH port"), ("Disk", "variable Disk"),
        ("Keterangan", "variable Keterangan"), ("Merk/Tipe", "(not used)"), ("No.", "(not used)"),
    ])
    func `knows what lists of schools call a column`(_ title: String, _ meaning: String) throws {
        let text = meaning == "name" ? "\(title)\npc01\n" : "nama;\(title)\npc01;\n"
        try TextFolder.with(["lab.csv": text]) { folder in
            let imported = try SpreadsheetImport(folder.path + "/lab.csv")
            #expect(imported.columns.last?.title == title)
            #expect(imported.columns.last?.meaning.en == meaning)
            #expect(imported.notes.count == (meaning == "(not used)" ? 1 : 0))
        }
    }

    @Test func `an import says what the room needs besides`() throws {
        try TextFolder.with(["lab.csv": "nama;kursi\npc01;1\n"]) { folder in
            let imported = try SpreadsheetImport(folder.path + "/lab.csv")
            let data = SpreadsheetImport.RoomData(
                mode: .semiOnline,
                seats: 27,
                user: try UserName(#"SEKOLAH\guru"#),
                key: "~/.ssh/siaga_room"
            )
            let expected = """
                # From lab.csv, by: siaga inventory import
                all:
                  vars:
                    room_mode: semi-online
                    seats: 27
                    ansible_user: 'SEKOLAH\\guru'
                    ansible_ssh_private_key_file: '~/.ssh/siaga_room'
                  hosts:
                    pc01:
                      seat: 1

                """
            #expect(imported.yaml(with: data) == expected)
        }
    }

    @Test(arguments: [",", ";", "\t"]) func `reads what Excel and LibreOffice save`(_ mark: String) throws {
        let text = """
            nama|alamat|pengguna|port|kursi|mac|grup|cadangan|merk
            pc01|192.168.0.1|guru|22|1|3C-52-82-0A-11-07|lab1/windows|tidak|"Acer| ""17""
            dua"
            pc02|192.168.0.2||2222|2|||ya|caf\u{E9}
            |||||||||

            """
            .replacing("|", with: mark).replacing("\n", with: "\r\n")
        let latin = text.unicodeScalars.map { UInt8($0.value) }
        let units = text.utf16.map { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let wide: [UInt8] = [0xFF, 0xFE] + units.flatMap(\.self)
        let prefixed = Array("sep=\(mark)\r\n\(text)".utf8)
        for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + text.utf8, latin, wide, prefixed] {
            let hosts = try hosts(bytes)
            #expect(hosts.map(\.name.description) == ["pc01", "pc02"])
            #expect(hosts.map(\.address.description) == ["192.168.0.1", "192.168.0.2"])
            #expect(hosts.map(\.port) == [22, 2_222])
            #expect(hosts.map(\.seat) == ["1", "2"])
            #expect(hosts[0].user?.description == "guru" && hosts[1].user == nil)
            #expect(hosts[0].mac == "3c:52:82:0a:11:07")
            #expect(hosts.map(\.isSpare) == [false, true])
            #expect(hosts[0].groups.map(\.description).contains("windows"))
            #expect(hosts[0].variables["merk"]?.value == .text("Acer\(mark) \"17\"\r\ndua"))
            #expect(hosts[1].variables["merk"]?.value == .text("café"))
            #expect(hosts[1].variables["merk"]?.origin.description.hasSuffix("lab.csv:3:I") == true)
        }
    }

    @Test func `an import loads to the same PCs`() throws {
        let text = """
            nama;alamat;port;kursi;mac;grup;cadangan;jam;kode;ya;jalur;teks
            pc01;192.168.0.1;22;01;001122334455;lab1;;07.30;007;no;C:\\anbk\\a;"satu
            'dua'"
            pc02;192.168.0.2;2222;A3;3c:52:82:0a:11:07;lab1 windows;ya;10:30;1e3;~;{{ inventory_hostname }};# x: y
            no;192.168.0.3;22;null;;;;0x1F;1_000;on;- a;"tab\there"

            """
        try TextFolder.with(["lab1.csv": text, "room/group_vars/all.yml": "room_name: Lab 1\n"]) { folder in
            let imported = try SpreadsheetImport(folder.path + "/lab1.csv")
            #expect(imported.computers == 3 && imported.spares == 1 && imported.seats == 3)
            try imported.yaml().write(
                toFile: folder.path + "/room/hosts.yaml",
                atomically: true,
                encoding: .utf8
            )
            let (before, after) = try (
                folder.load("lab1.csv").rooms[0].hosts, folder.load("room").rooms[0].hosts
            )
            func plain(_ host: Host) -> Host {
                var host = host
                let origin = SourceLocation(file: "")
                host.variables = host.variables.filter { $0.key != "room_name" }.mapValues {
                    Variable($0.value, origin: origin)
                }
                return host
            }
            #expect(before.map(plain) == after.map(plain))
        }
    }

    @Test func `a line of a gigabyte ends at once`() throws {
        try TextFolder.with(["big.csv": "name,"]) { folder in
            truncate(folder.path + "/big.csv", 1 << 30)
            let clock = ContinuousClock()
            let time = clock.measure {
                #expect(folder.problems("big.csv").joined().contains("more than 8 MiB"))
            }
            #expect(time < .seconds(1))
        }
    }

    @Test func `the room's language speaks`() throws {
        try TextFolder.with([
            "hosts.csv": "nama,alamat\npc01,192.168.0.1\npc02,192.168.0.1\n",
            "group_vars/all.yml": "language: id\n",
        ]) {
            folder in
            let error = #expect(throws: InvalidDocuments.self) { try folder.load() }
            #expect(error?.language == .indonesian)
        }
    }
}
