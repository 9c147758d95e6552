public import RoomModel

extension EnrollmentRow {
    /// The other PC that a key is on file for.
    public struct Owner: Hashable, Sendable {
        /// The room it is in, where that is another one.
        public struct Elsewhere: Hashable, Sendable {
            /// What the room is called.
            public let room: String
            /// The file with its keys, as a shell takes it.
            public let file: String

            /// Creates the record.
            public init(room: String, file: String) {
                self.room = room
                self.file = file
            }
        }

        /// The PC.
        public let host: HostName
        /// Its room; nil: the same room.
        public let elsewhere: Elsewhere?

        /// Creates the record.
        public init(host: HostName, elsewhere: Elsewhere? = nil) {
            self.host = host
            self.elsewhere = elsewhere
        }
    }

    /// A name that a key is on file for besides, of no PC that the command is about.
    public struct OtherName: Hashable, Sendable, Codable {
        /// The name, as that file has it.
        public let name: String
        /// The file.
        public let file: String

        /// Creates the record.
        public init(name: String, file: String) {
            self.name = name
            self.file = file
        }
    }
}
