public import Facts
public import RoomModel

/// The PC restarts, goes off, or is woken: the engine waits for it, the step says what for.
public struct PowerStep: Step {
    /// What is to become of the PC.
    private enum Wish: Hashable, Sendable {
        case restartIfNeeded
        case restart
        case off
        case on
    }

    private let wish: Wish
    private let within: Duration
    private let fact = RestartFact()

    /// Whether a restart is due.
    public var facts: [any Fact] { wish == .restartIfNeeded ? [fact] : [] }

    /// Only a restart that was due can be seen to be due no longer.
    public var isProvable: Bool { wish == .restartIfNeeded }

    /// Restart, off or on.
    public var work: StepWork {
        switch wish {
        case .restartIfNeeded, .restart: .restart(within: within)
        case .off: .powerOff
        case .on: .wake(within: within)
        }
    }

    /// What is measured is on: a PC that is woken needs nothing by then.
    public func plan(_ readings: FactReadings) throws(Unmeasured) -> StepPlan {
        switch wish {
        case .restart: .change(Self.restarting)
        case .restartIfNeeded: try readings.reading(of: fact).isNeeded ? .change(Self.restarting) : .nothing
        case .off: .change(StepChange(.powerOff, "PC"))
        case .on: .nothing
        }
    }

    /// A restart that nobody has to ask for twice.
    public static let restartNow: any Step = PowerStep(wish: .restart, within: .seconds(300))

    private static let restarting = StepChange(.restart, "PC", estimate: .seconds(90))

    /// Says it to the PC, which does so a second later: the connection must not end before the answer.
    public func apply(_ readings: FactReadings, in context: StepContext) async throws(StepFailure) {
        guard wish != .on else { return }
        try await StepScript(Self.body, [wish == .off ? "poweroff" : "reboot"])
            .run(over: context.connection, within: limit)
    }

    private static let body = #"""
        [ "$1" = reboot ] && can=CanReboot || can=CanPowerOff
        for tool in systemctl "$1" shutdown; do
            command -v "$tool" >/dev/null || continue
            case $tool in
            systemctl)
                [ -d /run/systemd/system ] || continue
                set -- systemctl --no-ask-password "$1" ;;
            shutdown) [ "$1" = reboot ] && set -- shutdown -r now || set -- shutdown -h now ;;
            esac
            break
        done
        # Whether somebody else than root may is for polkit to say, which logind asks (org.freedesktop.login1(5)).
        [ "$(id -u)" = 0 ] || {
            case $1 in systemctl) may=$(busctl call org.freedesktop.login1 /org/freedesktop/login1 \
                org.freedesktop.login1.Manager "$can" 2>/dev/null) ;; esac
            [ "${may-}" = 's "yes"' ] || {
                echo 'only root may do that' >&2
                exit 1
            }
        }
        (sleep 1; exec "$@") </dev/null >/dev/null 2>&1 &
        """#

    private static func definition(
        _ kind: String,
        label: Localized,
        explanation: Localized,
        _ parameters: [Parameter],
        _ wish: @escaping @Sendable (ParameterValues) -> Wish
    ) -> StepDefinition {
        StepDefinition(kind, label: label, explanation: explanation, parameters: parameters) {
            arguments throws(InvalidArgument) in
            PowerStep(wish: wish(arguments), within: arguments.duration("within") ?? .seconds(300))
        }
    }

    private static let within = Parameter(
        "within",
        .duration,
        default: "5 min",
        Localized(id: "Paling lama sampai PC menjawab", en: "The longest until the PC answers")
    )

    /// `reboot`.
    public static let restart = definition(
        "reboot",
        label: Localized(id: "Restart", en: "Restart"),
        explanation: Localized(
            id: "Restart bila perlu, lalu tunggu sampai PC menjawab lagi",
            en: "Restarts the PC where needed, and waits until it answers again"
        ),
        [
            Parameter(
                "when",
                .choice(["needed", "always"]),
                default: "needed",
                Localized(
                    id: "Hanya bila pembaruan memintanya, atau selalu",
                    en: "Only where updates ask for it, or always"
                )
            ), within,
        ]
    ) { $0.text("when") == "always" ? .restart : .restartIfNeeded }

    /// `power_off`.
    public static let off = definition(
        "power_off",
        label: Localized(id: "Matikan PC", en: "Switching off"),
        explanation: Localized(
            id: "Matikan PC; hanya sebagai langkah terakhir",
            en: "Switches the PC off; only as the last step"
        ),
        []
    ) { _ in .off }

    /// `wake`.
    public static let on = definition(
        "wake",
        label: Localized(id: "Nyalakan PC", en: "Switching on"),
        explanation: Localized(
            id: "Nyalakan PC lewat jaringan (alamat kartu `mac` di daftar PC), lalu tunggu sampai menjawab",
            en:
                "Switches the PC on over the network (the card `mac` of the inventory), and waits until it answers"
        ),
        [within]
    ) { _ in .on }
}
