import RoomModel

/// Whether a keyboard and a pointer are plugged in, by the kernel's list.
///
/// A keyboard is what repeats keys (`EV_REP`, bit 20 of `EV`; Linux input-event-codes.h), so that power buttons are
/// none; a pointer is what has a `mouse` handler.
public struct InputDevicesFact: Fact {
    /// What was found.
    public struct Reading: Hashable, Sendable {
        /// Whether there is a keyboard.
        public let hasKeyboard: Bool
        /// Whether there is a mouse, touch pad or touch screen.
        public let hasPointer: Bool

        /// Creates a reading.
        public init(hasKeyboard: Bool, hasPointer: Bool) {
            self.hasKeyboard = hasKeyboard
            self.hasPointer = hasPointer
        }
    }

    /// `input.hid`.
    public static let id = "input.hid"

    /// It reads what the kernel keeps in memory.
    public static let isImmediate = true

    /// The list; it does not exist where the kernel has no input devices at all, as in containers.
    static let list = "/proc/bus/input/devices"

    /// Prints handlers and event types of each device.
    public static let fragments = Fragments(
        posix: #"""
            if [ ! -r /proc/bus/input/devices ]; then
                echo absent
                exit 0
            fi
            sed -n -e 's/^H: Handlers=\(.*\)/handlers \1/p' -e 's/^B: EV=\([0-9a-f]*\).*/events \1/p' \
                /proc/bus/input/devices || exit 1
            echo end
            """#
    )

    /// Creates the fact.
    public init() {}

    /// Reads pairs of lines; a list without any device is a kernel that looks after none.
    public func read(_ output: PosixOutput) throws(Unmeasured) -> Reading {
        if output.lines == ["absent"] { throw Unmeasured(.absent(Self.list)) }
        var handlers: [Substring] = []
        var hasKeyboard = false
        var hasPointer = false
        for record in try output.records() {
            switch record[0] {
            case "handlers":
                handlers = Array(record.dropFirst())
                hasPointer = hasPointer || handlers.contains { $0.hasPrefix("mouse") }
            case "events" where record.count == 2:
                guard let events = UInt64(record[1], radix: 16) else { throw output.unreadable() }
                hasKeyboard = hasKeyboard || (handlers.contains("kbd") && events & (1 << 20) != 0)
                handlers = []
            default: throw output.unreadable()
            }
        }
        guard output.lines.count > 1 else { throw Unmeasured(.notVisible(.hardware)) }
        return Reading(hasKeyboard: hasKeyboard, hasPointer: hasPointer)
    }
}
