public import RoomModel

/// Shows a bundle, all bundles, and what is wrong with them.
public struct BundleScreen: Sendable {
    private let language: Language
    let page: Page

    /// A file whose content is not whole.
    public struct DamagedFile: Hashable, Sendable {
        let bundle: String
        let path: String
        let reason: Localized

        /// Creates the value.
        public init(bundle: String, path: String, reason: Localized) {
            self.bundle = bundle
            self.path = path
            self.reason = reason
        }
    }

    /// Creates the renderer.
    public init(language: Language, page: Page = Page()) {
        self.language = language
        self.page = page
    }

    func text(_ indonesian: String, _ english: String) -> String {
        language == .indonesian ? indonesian : english
    }

    var wording: Wording { Wording(language: language, checks: [:], zone: ZoneOffset(seconds: 0)) }

    /// A bundle that was just made.
    ///
    /// - Parameters:
    ///   - summary: The bundle.
    ///   - source: Where its version was found.
    ///   - leftOut: The folder in the archive that held everything and is no part of the app.
    ///   - strayFiles: How many files of macOS and Windows were left out.
    ///   - wasThere: Whether the same bundle was there before.
    /// - Returns: Lines, each ended by a line feed.
    public func added(
        _ summary: BundleSummary,
        version source: BundleSummary.VersionSource,
        leftOut: String?,
        strayFiles: Int = 0,
        wasThere: Bool
    ) -> String {
        let origin: String? =
            switch source {
            case .file: "version.txt"
            case .name: text("dari nama berkas", "from the file's name")
            case .given: nil
            }
        var lines = table(summary, origin: origin, leftOut: leftOut)
        if strayFiles > 0 {
            lines += row(
                text("tanpa", "without"),
                files(strayFiles) + text("   sisa macOS atau Windows", "   that macOS or Windows left behind")
            )
        }
        var blocks = [heading(summary), lines]
        if wasThere {
            blocks.append(
                page.wrap(
                    text(
                        "Paket ini sudah ada; tidak ada yang berubah.",
                        "It was there already; nothing changed."
                    )
                )
            )
        } else if let archive = archiveLines(summary) {
            blocks.append(
                archive
                    + page.wrap(
                        text(
                            "Siaga tidak bisa tahu apakah ini berkas resmi. Cocokkan SHA-256 dengan dinas atau sekolah "
                                + "lain sebelum dipasang.",
                            "Siaga cannot know whether this is the official file. Compare the SHA-256 with another "
                                + "school or the office before it is installed."
                        )
                    )
            )
        }
        blocks.append(
            page.wrap(text("Lihat lagi: ", "See it again: ") + command("siaga bundle show \(summary.name)"))
        )
        return finish(blocks)
    }

    /// One bundle in full.
    public func shown(_ summary: BundleSummary) -> String {
        var blocks = [heading(summary), table(summary, origin: nil, leftOut: nil)]
        if let archive = archiveLines(summary) { blocks.append(archive) }
        let next = command("siaga bundle show \(summary.name) --format json")
        blocks.append(page.wrap(text("Semua berkas dengan hash: ", "Every file with its hash: ") + next))
        return finish(blocks)
    }

    /// All bundles, one line each.
    public func list(_ summaries: [BundleSummary]) -> String {
        guard !summaries.isEmpty else {
            return finish([
                page.wrap(text("Belum ada paket aplikasi.", "There is no bundle yet.")),
                page.wrap(
                    text("Buat satu: ", "Make one: ") + command("siaga bundle add ExamBrowser_26.0222.rar")
                ),
            ])
        }
        var rows = [
            [
                text("PAKET", "BUNDLE"), text("VERSI", "VERSION"), text("UNTUK PC", "FOR PCS"),
                text("BERKAS", "FILES"),
                text("ISI", "SIZE"), text("KODE ISI", "CODE"),
            ]
        ]
        rows += summaries.map {
            [
                $0.name, $0.version, $0.target.isEmpty ? text("semua", "all") : $0.target,
                String($0.fileCount),
                wording.amount($0.size), $0.code,
            ]
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return finish([
            rows.map { row in
                row.enumerated().map { index, cell in
                    (3...4).contains(index)
                        ? cell.alignedRight(in: widths[index]) : cell.padded(to: widths[index])
                }.joined(separator: "  ")
            }
        ])
    }

    /// What came of reading every content anew.
    ///
    /// - Parameters:
    ///   - bundles: How many bundles were read.
    ///   - contents: How many different contents they have.
    ///   - size: The bytes of those.
    ///   - damaged: The files that are not whole.
    ///   - problems: What is wrong with manifests.
    /// - Returns: Lines, each ended by a line feed.
    public func verified(
        bundles: Int,
        contents: Int,
        size: ByteCount,
        damaged: [DamagedFile],
        problems: [Localized]
    ) -> String {
        let read = text(
            "\(bundles) paket, \(contents) isi dibaca ulang, \(wording.amount(size))",
            "\(bundles) \(bundles == 1 ? "bundle" : "bundles"), \(contents) \(contents == 1 ? "content" : "contents") "
                + "read again, \(wording.amount(size))"
        )
        guard !damaged.isEmpty || !problems.isEmpty else {
            return finish([page.wrap(text("UTUH   ", "WHOLE   ") + read)])
        }
        let most = 15
        var lines = damaged.prefix(most).flatMap {
            page.wrap("  \($0.bundle.safe(limit: 80))  \($0.path.safe())  \($0.reason[language])", hanging: 6)
        }
        if damaged.count > most {
            lines.append(text("  dan \(damaged.count - most) lagi", "  and \(damaged.count - most) more"))
        }
        lines += problems.flatMap { page.wrap("  \($0[language])", hanging: 6) }
        return finish([
            page.wrap(text("RUSAK   ", "DAMAGED   ") + read), lines,
            page.wrap(
                text(
                    "Masukkan lagi paketnya dari arsip atau USB; isi yang rusak diganti: ",
                    "Add the bundle once more from its archive or stick; damaged contents are replaced: "
                ) + command("siaga bundle add")
            ),
        ])
    }

    /// A bundle that came from another controller.
    ///
    /// - Parameters:
    ///   - summary: The bundle.
    ///   - signer: Whose signature it bears; nil where somebody accepted it without one.
    ///   - wasThere: Whether the same bundle was there before.
    /// - Returns: Lines, each ended by a line feed.
    public func imported(_ summary: BundleSummary, signer: String?, wasThere: Bool) -> String {
        var lines = table(summary, origin: nil, leftOut: nil)
        lines += row(
            text("dari", "from"),
            signer.map { $0.safe(limit: 80) + text(" (tanda tangan cocok)", " (signature checked)") }
                ?? text("tanpa tanda tangan yang dikenal", "no signature that is known here")
        )
        var blocks = [heading(summary), lines]
        if wasThere {
            blocks.append(
                page.wrap(
                    text(
                        "Paket ini sudah ada; tidak ada yang berubah.",
                        "It was there already; nothing changed."
                    )
                )
            )
        }
        return finish(blocks)
    }

    /// A bundle that was written to one file.
    public func exported(_ summary: BundleSummary, to file: String, isSigned: Bool) -> String {
        let sign =
            isSigned
            ? text("ditandatangani", "signed")
            : text("TANPA tanda tangan: laptop lain akan bertanya", "NOT signed: other laptops will ask")
        return finish([
            page.wrap("\(summary.id.safe()) -> \(file.safe()) (\(sign))"),
            page.wrap(
                text("Di laptop lain: ", "On the other laptop: ")
                    + command("siaga bundle import \(file.safe())")
            ),
        ])
    }

    private func heading(_ summary: BundleSummary) -> [String] {
        page.wrap(text("Paket aplikasi: ", "Bundle: ") + summary.id.safe())
    }

    private func table(_ summary: BundleSummary, origin: String?, leftOut: String?) -> [String] {
        var lines = row(
            text("versi", "version"),
            summary.version + (origin.map { " (\($0))" } ?? "")
                + (summary.target.isEmpty ? text(", untuk semua PC", ", for all PCs") : ", \(summary.target)")
        )
        lines += row(
            text("isi", "holds"),
            files(summary.fileCount) + ", \(wording.amount(summary.size))"
                + text(", kode isi ", ", code ") + summary.code
        )
        lines += row(
            text("tetap", "fixed"),
            files(summary.fixed.count) + text("   hash harus sama di setiap PC", "   the same on every PC")
        )
        if summary.setting.count > 0 {
            lines += row(
                text("setelan", "settings"),
                files(summary.setting.count) + "   " + examples(summary.setting)
                    + text(": disamakan, isinya tidak dibaca", ": the same on every PC, never read")
            )
        }
        if summary.volatile.count > 0 {
            lines += row(
                text("berubah", "volatile"),
                files(summary.volatile.count) + "   " + examples(summary.volatile)
                    + text(": tidak dibandingkan", ": not compared")
            )
        }
        if let leftOut {
            lines += row(
                text("tanpa", "without"),
                text(
                    "folder luar `\(leftOut.safe(limit: 60))`",
                    "the outer folder `\(leftOut.safe(limit: 60))`"
                )
            )
        }
        return lines
    }

    private func archiveLines(_ summary: BundleSummary) -> [String]? {
        guard let archive = summary.archive else { return nil }
        let title = text("SHA-256 arsip  ", "SHA-256 of the archive  ")
        return [
            title + archive.prefix(32), String(repeating: " ", count: title.count) + archive.dropFirst(32),
        ]
    }

    private func files(_ count: Int) -> String {
        text("\(count) berkas", count == 1 ? "1 file" : "\(count) files")
    }

    private func examples(_ part: BundleSummary.Part) -> String { wording.list(part.examples) }

    private func row(_ title: String, _ value: String) -> [String] {
        page.wrap("  \(title.padded(to: 8))  \(value)", hanging: 12)
    }

    private func command(_ text: String) -> String { wording.command(text) }

    private func finish(_ blocks: [[String]]) -> String {
        blocks.joined(separator: [""]).map { $0.trimmingSpacesAtEnd() + "\n" }.joined()
    }
}
