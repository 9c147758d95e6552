import ExamDay
import History
import RoomModel

extension RoomRecord {
    /// The book of what people do in the room.
    func book(
        _ profile: RoomProfile,
        hosts: [RunHost],
        secondsEast: Int,
        keeper: RoomBook.Keeper
    ) -> RoomBook {
        RoomBook(
            profile,
            hosts: hosts,
            key: key,
            history: history,
            secondsEast: secondsEast,
            keeper: keeper
        )
    }

    /// What people did in the room, the oldest first; none where the record cannot be read, which is told then.
    func acts() async -> [RoomAct] {
        do throws(HistoryError) {
            return try await history.acts(of: key)
        } catch {
            let message = error.message
            Terminal().note(
                localized(
                    id: "peringatan: kursi yang ditukar dan centang tidak terbaca: \(message.id)\n",
                    en: "warning: swapped seats and ticks cannot be read: \(message.en)\n"
                )
            )
            return []
        }
    }
}
