public import Facts
import Remoting
public import RoomModel

/// A package of Debian's kind is installed, in this version or any, or is not.
public struct PackageStep: ScriptedStep {
    private let name: String
    /// nil: any; never nil where the package is a file, since a newer file would not be noticed.
    private let version: String?
    private let isPresent: Bool
    /// A `.deb` of the Siaga laptop; nil: it comes from where the PC gets its packages.
    private let file: ControllerFile?

    private var fact: PackageFact { PackageFact(name: name) }

    /// The package.
    public var subject: String? { name }

    /// Its version.
    public var facts: [any Fact] { [fact] }

    /// 15 minutes: a large package over a slow line.
    public var limit: Duration { .seconds(900) }

    /// Compares the version where one is asked for.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        let installed = try readings.reading(of: fact)
        guard isPresent else { return installed == nil ? .nothing : .change(StepChange(.uninstall, name)) }
        let bytes = file.map { ByteCount(bytes: Int64($0.bytes.count)) }
        guard let installed else {
            return .change(StepChange(.install, name, to: version, bytes: bytes, estimate: .seconds(60)))
        }
        guard let version, version != installed else { return .nothing }
        return .change(
            StepChange(.update, name, from: installed, to: version, bytes: bytes, estimate: .seconds(60))
        )
    }

    func script(_ readings: FactReadings, now: Timestamp) -> StepScript {
        let wanted = version.map { "\(name)=\($0)" } ?? name
        // dpkg that is cut in the middle leaves a package half set up: only the deadline ends it.
        let work = WorkMark.stepBeyondConnection
        guard isPresent else { return StepScript(Self.body, ["remove", name, ""], work: work) }
        guard let file else { return StepScript(Self.body, ["install", wanted, ""], work: work) }
        return StepScript(
            FolderEntry.tools + Self.body,
            ["install", name, FileContent(file.bytes).sha256],
            input: file.bytes,
            work: work
        )
    }

    /// Waits a minute for whoever else installs, keeps settings that were changed, and asks nobody; what an earlier try was
    /// cut in is finished first, since apt-get does nothing else before.
    private static let body = #"""
        if ! command -v apt-get >/dev/null; then
            echo 'this PC has no apt-get' >&2
            exit 1
        fi
        DEBIAN_FRONTEND=noninteractive
        export DEBIAN_FRONTEND
        target=$2
        if [ -n "$3" ]; then
            siaga_room_somewhere
            target=$(siaga_pwd)/package.deb
            cat >./package.deb || siaga_unwritten 'the package could not be written'
            sum=$(sha256sum <./package.deb)
            [ "${sum%% *}" = "$3" ] || siaga_stop 'the package did not arrive whole'
            # apt reads it as an account of its own.
            chmod 755 .
            chmod 644 ./package.deb
        fi
        for cut in /var/lib/dpkg/updates/[0-9]*; do
            [ -e "$cut" ] || continue
            dpkg --force-confdef --force-confold --configure -a </dev/null || exit 1
            break
        done
        apt-get -q -y -o DPkg::Lock::Timeout=60 -o Dpkg::Options::=--force-confdef \
            -o Dpkg::Options::=--force-confold --no-install-recommends --allow-downgrades \
            "$1" -- "$target" </dev/null
        """#

    /// `package`.
    public static let definition = StepDefinition(
        "package",
        label: Localized(id: "Paket", en: "Package"),
        explanation: Localized(
            id: "Satu paket Debian atau Ubuntu terpasang, atau tidak",
            en: "One package of Debian or Ubuntu is installed, or is not"
        ),
        parameters: [
            Parameter(
                "name",
                .text,
                isRequired: true,
                example: "fonts-noto",
                Localized(id: "Nama paket", en: "The package's name")
            ),
            Parameter(
                "version",
                .text,
                example: "'1.2-1'",
                Localized(
                    id: "Versi persis, wajib dengan source; baku: yang mana saja",
                    en: "Exactly this version, needed with source; default: any"
                )
            ),
            Parameter(
                "source",
                .file(isTemplate: false),
                example: "files/app.deb",
                Localized(
                    id: "Berkas .deb di laptop Siaga, paling besar 16 MiB; baku: sumber paket PC",
                    en: "A .deb of the Siaga laptop, at most 16 MiB; default: where the PC gets its packages"
                )
            ),
            Parameter(
                "present",
                .flag,
                default: "true",
                Localized(
                    id: "Harus terpasang, atau tidak boleh",
                    en: "Whether it must be installed, or must not"
                )
            ),
        ],
        make: { arguments throws(InvalidArgument) in
            let name = arguments.text("name") ?? ""
            // Debian Policy §5.6.7.
            let isName = name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
            guard isName, name.utf8.count > 1, name.first?.isLetter == true || name.first?.isNumber == true
            else {
                throw InvalidArgument("name", "`\(name.safe(limit: 60))` is no name of a package")
            }
            let isPresent = arguments.values["present"] != .flag(false)
            let version = arguments.text("version")
            guard isPresent || (version == nil && arguments.file("source") == nil) else {
                throw InvalidArgument("present", "`present: false` goes with a name alone")
            }
            guard version?.contains(where: { $0.isWhitespace || $0 == "/" }) != true,
                version?.hasPrefix("-") != true
            else { throw InvalidArgument("version", "that is no version of a package") }
            let file = arguments.file("source")
            if let file, version == nil {
                throw InvalidArgument(
                    "source",
                    "`source` needs `version`, so that a newer file is recognised",
                    hint: "say `version: …`, as `dpkg-deb -f \(file.path.safe(limit: 100)) Version` prints it"
                )
            }
            return PackageStep(name: name, version: version, isPresent: isPresent, file: file)
        }
    )
}
