import RoomModel

extension FileStep {
    /// `file`.
    public static let definition = StepDefinition(
        "file",
        label: Localized(id: "Berkas", en: "File"),
        explanation: Localized(
            id: "Satu berkas berisi persis ini, dari daftar langkah atau dari berkas di laptop Siaga",
            en: "One file with exactly this content, from the playbook or from a file of the Siaga laptop"
        ),
        parameters: [
            Self.path,
            Parameter(
                "content",
                .content,
                example: "hello",
                Localized(id: "Isinya, apa adanya", en: "Its content, as it stands here")
            ),
            Parameter(
                "source",
                .file(isTemplate: false),
                example: "files/hosts",
                Localized(
                    id: "Atau berkas di laptop Siaga, dari folder daftar langkah; paling besar 16 MiB",
                    en: "Or a file of the Siaga laptop, from the playbook's folder; at most 16 MiB"
                )
            ),
        ] + Protection.parameters,
        changing: .entry,
        make: { arguments throws(InvalidArgument) in
            let content: FileContent
            switch (arguments.text("content"), arguments.file("source")) {
            case (let text?, nil): content = FileContent(text)
            case (nil, let file?): content = FileContent(file.bytes)
            case (nil, nil): throw InvalidArgument("content", "needs `content` or `source`")
            case (_?, _?): throw InvalidArgument("source", "`content` and `source` exclude each other")
            }
            return FileStep(
                path: try StepPath(arguments),
                content: content,
                protection: try Protection(arguments)
            )
        }
    )

    /// `template`.
    public static let template = StepDefinition(
        "template",
        label: Localized(id: "Berkas isian", en: "Template"),
        explanation: Localized(
            id: "Satu berkas dari pola di laptop Siaga; `{{ nama }}` diganti nilai untuk tiap PC",
            en: "One file from a template of the Siaga laptop; `{{ name }}` becomes each PC's value"
        ),
        parameters: [
            Self.path,
            Parameter(
                "source",
                .file(isTemplate: true),
                isRequired: true,
                example: "files/exam.conf",
                Localized(
                    id: "Pola di laptop Siaga, dari folder daftar langkah; paling besar 64 KiB",
                    en: "The template on the Siaga laptop, from the playbook's folder; at most 64 KiB"
                )
            ),
        ] + Protection.parameters,
        changing: .entry,
        make: { arguments throws(InvalidArgument) in
            FileStep(
                path: try StepPath(arguments),
                content: FileContent(arguments.file("source")?.bytes ?? []),
                protection: try Protection(arguments)
            )
        }
    )

    private static let path = Parameter(
        "path",
        .text,
        isRequired: true,
        example: "/etc/exam.conf",
        Localized(id: "Berkas di PC, lengkap dari awal", en: "The file on the PC, a full path")
    )
}
