public import Facts
public import RoomModel

/// The PC neither sleeps nor darkens its screen by itself.
///
/// Only what can be seen is turned off: of a desktop that belongs to another account nothing is known, and `power.state`
/// says so.
public struct StayAwakeStep: ScriptedStep {
    private let fact = PowerFact()

    /// What makes it sleep.
    public var facts: [any Fact] { [fact] }

    /// Nothing where nothing was seen that makes it sleep.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        let found = try readings.reading(of: fact)
        var causes: [String] = []
        for cause in found.sleepers + found.savers where !causes.contains(cause) { causes.append(cause) }
        return causes.isEmpty ? .nothing : .change(StepChange(.stayAwake, causes.joined(separator: ", ")))
    }

    func script(_ readings: FactReadings, now: Timestamp) -> StepScript {
        let found = try? readings.reading(of: fact)
        let causes = Set((found?.sleepers ?? []) + (found?.savers ?? []))
        return StepScript(DesktopSession.shell + Self.body, causes.sorted())
    }

    /// Sources: systemd-sleep(8), systemctl(1) `mask`, gsettings(1), xset(1).
    private static let body = #"""

        [ "$*" = logind ] || siaga_session
        for cause; do
            case $cause in
            logind)
                systemctl --no-ask-password mask -- \
                    sleep.target suspend.target hibernate.target hybrid-sleep.target || exit ;;
            gnome)
                power=org.gnome.settings-daemon.plugins.power
                siaga_look gsettings set $power sleep-inactive-ac-type nothing &&
                    siaga_look gsettings set $power sleep-inactive-battery-type nothing &&
                    siaga_look gsettings set org.gnome.desktop.session idle-delay 0 || exit ;;
            xset) siaga_look xset s off || exit ;;
            dpms) siaga_look xset -dpms || exit ;;
            esac
        done
        """#

    /// `stay_awake`.
    public static let definition = StepDefinition(
        "stay_awake",
        label: Localized(id: "Tetap menyala", en: "Staying awake"),
        explanation: Localized(
            id: "PC tidak tidur dan layarnya tidak mati sendiri",
            en: "The PC neither sleeps nor darkens its screen by itself"
        ),
        make: { _ throws(InvalidArgument) in StayAwakeStep() }
    )
}
