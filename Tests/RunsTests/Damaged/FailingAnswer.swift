import RoomModel

/// What a PC answers on which something is wrong.
struct FailingAnswer {
    /// What is wrong, for messages.
    let name: String
    /// Everything the PC printed.
    let bytes: [UInt8]
    /// Where the text stands that says what is wrong.
    ///
    /// No frame can notice that a value became another valid one: `refused` that turned into `written` is what a
    /// healthy PC says. So these bytes, and no others, are spared where single bytes are damaged; no line is spared.
    let payloads: [Range<Int>]
    /// What a run makes of an answer.
    let judge: ([UInt8]) -> PlannedPC.Verdict

    /// The checks that stop the PC, as it was recorded.
    let broken: [CheckResult]

    /// Nil where the playbook does not mind.
    init?(
        _ name: String,
        bytes: [UInt8],
        payloads: [Range<Int>],
        judge: @escaping ([UInt8]) -> PlannedPC.Verdict
    ) {
        let verdict = judge(bytes)
        guard verdict.state == .fix else { return nil }
        self.name = name
        self.bytes = bytes
        self.payloads = payloads
        self.judge = judge
        broken = verdict.broken
    }

    /// Whether `verdict` on the damaged answer hides what is wrong.
    ///
    /// A PC is not ready without the result of a check that is required, nor where an answer was lost on the way. Where the
    /// playbook says `required: false` a person looks at what the PC says it cannot tell, and the PC may be ready apart from
    /// that; but the check never passes.
    func isHidden(by verdict: PlannedPC.Verdict) -> Bool {
        guard verdict.state.isReady else { return false }
        return broken.contains { failed in
            failed.isRequired
                || !verdict.results.contains {
                    $0.check == failed.check && $0.subject == failed.subject && $0.needsALook
                }
        }
    }
}
