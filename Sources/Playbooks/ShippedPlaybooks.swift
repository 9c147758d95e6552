public import Checks
public import RoomModel

/// The playbooks that are part of the program, so that a proctor needs no file.
public enum ShippedPlaybooks {
    /// Their file names.
    public static let names = [
        "readiness-online.yaml", "readiness-semi-online.yaml", "readiness-proctor.yaml",
        install,
    ]

    /// The steps that put the exam app on a room's PCs.
    public static let install = "install-exam-app.yaml"

    /// The text of one of ``names``, or nil.
    public static func bytes(of name: String) -> [UInt8]? {
        switch name {
        case "readiness-online.yaml": PackageResources.readiness_online_yaml
        case "readiness-semi-online.yaml": PackageResources.readiness_semi_online_yaml
        case "readiness-proctor.yaml": PackageResources.readiness_proctor_yaml
        case install: PackageResources.install_exam_app_yaml
        default: nil
        }
    }

    /// The readiness playbook for `mode`.
    ///
    /// - Parameters:
    ///   - mode: How the exam is taken.
    ///   - catalogue: The checks there are.
    /// - Returns: The playbook.
    /// - Throws: ``InvalidDocuments`` when it does not fit the catalogue.
    public static func readiness(
        for mode: RoomMode,
        catalogue: [CheckDefinition]
    ) throws(InvalidDocuments) -> Playbook {
        let name = "readiness-\(mode.rawValue).yaml"
        return try Playbook(bytes(of: name) ?? [], file: name, catalogue: catalogue)
    }
}
