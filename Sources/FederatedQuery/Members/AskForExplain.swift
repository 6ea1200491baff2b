extension MemberConnections {
    /// Asks an SRU member for its Explain record.
    ///
    /// First with the parameters that many servers want, then at the bare address, as the standard has it.
    ///
    /// - Parameter member: a member reached over SRU.
    /// - Returns: what it says of itself, at the latest at its deadline; or how it failed, `.garbled` when it answers
    ///   and has none.
    func explain(_ member: MemberProfile) async -> Result<ExplainedServer, MemberFailure> {
        let started = ContinuousClock.now
        var failure = MemberFailure(
            member: member.id, reason: .garbled, detail: "no Explain record", elapsed: .zero)
        for isBare in [false, true] {
            let exchange = SRUQuestion.explain(of: member, isBare: isBare)
            switch await self.exchange(exchange, with: member, by: started + member.deadline) {
            case .success(let response):
                if let server = readExplainRecord(response.body) { return .success(server) }
                let status = response.status == 200 ? "" : ", HTTP status \(response.status)"
                failure = MemberFailure(
                    member: member.id, reason: response.status == 200 ? .garbled : .http(response.status),
                    detail: "\(member.host):\(member.port): no Explain record\(status)",
                    elapsed: started.duration(to: .now))
            case .failure(let problem): return .failure(problem)
            }
        }
        return .failure(failure)
    }

    /// Whether an SRU member answers at all, which is what Init tells of one over Z39.50.
    ///
    /// - Returns: an answer without records, `system` the server's name for itself.
    func greet(_ member: MemberProfile) async -> MemberReply {
        let started = ContinuousClock.now
        let exchange = SRUQuestion.explain(of: member, isBare: false)
        return await self.exchange(exchange, with: member, by: started + member.deadline).flatMap { response in
            let elapsed = started.duration(to: .now)
            guard response.status < 500 else {
                return .failure(
                    MemberFailure(
                        member: member.id, reason: .http(response.status), detail: "HTTP status \(response.status)",
                        elapsed: elapsed))
            }
            let system = readExplainRecord(response.body)?.title ?? response.headers["server"]
            return .success(
                MemberAnswer(member: member.id, hitCount: 0, start: 1, records: [], elapsed: elapsed, system: system))
        }
    }
}
