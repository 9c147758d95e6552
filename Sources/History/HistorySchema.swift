import GRDB

/// The tables; everything but `controller`, `event` and `pruned` can be made again from the events.
enum HistorySchema {
    /// What `PRAGMA user_version` says of these tables.
    static let version = 1

    /// What `run.kind` says where its one event is what a person did.
    static let act = "act"

    /// Makes the tables of a new database, and its controller's id.
    static func create(in database: Database) throws {
        try database.execute(
            sql: """
                -- One row: who wrote this, and the newest event.
                CREATE TABLE controller (id TEXT NOT NULL, sequence INTEGER NOT NULL, hash BLOB NOT NULL);
                CREATE TABLE run (
                    id INTEGER PRIMARY KEY, room TEXT NOT NULL, name TEXT NOT NULL,
                    title TEXT, kind TEXT NOT NULL, playbook TEXT, criteria TEXT,
                    is_full INTEGER NOT NULL, asked INTEGER NOT NULL, pcs INTEGER NOT NULL,
                    began INTEGER NOT NULL, ended INTEGER, reason TEXT,
                    verdict TEXT, ready INTEGER, needed INTEGER,
                    UNIQUE (room, name)
                );
                CREATE TABLE event (
                    sequence INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run (id), host TEXT,
                    bytes BLOB NOT NULL, hash BLOB NOT NULL
                );
                CREATE INDEX event_of_run ON event (run, host);
                -- The last whole result of each PC when a run had ended.
                CREATE TABLE result (
                    run INTEGER NOT NULL REFERENCES run (id), host TEXT NOT NULL,
                    state TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (run, host)
                ) WITHOUT ROWID;
                -- Free disk space, for the trend.
                CREATE TABLE space (
                    run INTEGER NOT NULL REFERENCES run (id), host TEXT NOT NULL, subject TEXT NOT NULL,
                    at INTEGER NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY (run, host, subject)
                ) WITHOUT ROWID;
                -- Events that were removed by the retention setting, and the hash of the last of them.
                CREATE TABLE pruned (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, hash BLOB NOT NULL);
                """
        )
        let controller = EventChain.newController()
        try database.execute(
            sql: "INSERT INTO controller (id, sequence, hash) VALUES (?, 0, ?)",
            arguments: [controller, EventChain.origin(of: controller)]
        )
        try database.execute(sql: "PRAGMA user_version = \(version)")
    }
}
