import FederatedQuery

/// The namespace of what the gateway says beyond SRU: which members answered, and who holds a record.
///
/// In `extraResponseData`:
///
///     <federation precision="exact|maximum|minimum|estimate">
///       <member id="" name="" outcome="answered|failed|notAsked" reason="" step="" bib1="" hits="" records="" milliseconds="">why</member>
///       <approximation>what was approximated for some member</approximation>
///     </federation>
///
/// `precision` is that of numberOfRecords. `hits` is the member's own count, missing when it never said; `records` how
/// many of its records are in the set so far; `milliseconds` its time, missing when it was not asked. A failed member
/// has a `reason` (`unresolvable`, `unreachable`, `rejected`, `timedOut`, `closed`, `refused`, `garbled`, `busy`,
/// `skipped`, `late`, `http`), the `step` of the protocol at which it timed out or closed, and with `refused` its Bib-1 diagnostic.
///
/// In `extraRecordData`, one holder for each copy joined: the member, field 001 of its record, and the record's
/// position in its answer:
///
///     <holders><holder member="" identifier="" position=""/></holders>
///
/// In `extraRequestData` of 1.x, the client's own parameters: `<parameter name="x-…">value</parameter>`.
private let federationNamespace = "info:x-alliance/1/federation"

/// Writes how each member did, and how exact the count is.
func writeFederation(_ page: Page, to xml: inout XMLWriter) {
    xml.markup("<federation")
    xml.attribute("xmlns", federationNamespace)
    xml.attribute("precision", page.hitCount.precision.rawValue)
    xml.markup(">")
    for member in page.members { write(member, to: &xml) }
    for sentence in page.approximations { xml.element("approximation", sentence) }
    xml.markup("</federation>")
}

/// Writes how each member did when none answered: there is no count then.
func writeFederation(_ members: [MemberReport], to xml: inout XMLWriter) {
    xml.markup("<federation")
    xml.attribute("xmlns", federationNamespace)
    xml.markup(">")
    for member in members { write(member, to: &xml) }
    xml.markup("</federation>")
}

private func write(_ member: MemberReport, to xml: inout XMLWriter) {
    xml.markup("<member")
    xml.attribute("id", member.id)
    xml.attribute("name", member.name)
    let why: String?
    switch member.outcome {
    case .answered:
        xml.attribute("outcome", "answered")
        why = nil
    case .failed(let reason):
        xml.attribute("outcome", "failed")
        why = write(reason, to: &xml)
    case .notAsked(let sentence):
        xml.attribute("outcome", "notAsked")
        why = sentence
    }
    if let hitCount = member.hitCount { xml.attribute("hits", String(hitCount)) }
    xml.attribute("records", String(member.recordCount))
    if let elapsed = member.elapsed { xml.attribute("milliseconds", String(Int(elapsed / .milliseconds(1)))) }
    guard let why else { return xml.markup("/>") }
    xml.markup(">")
    xml.text(why)
    xml.markup("</member>")
}

/// Writes a failure's attributes, and gives the sentence for a reader.
private func write(_ reason: MemberFailure.Reason, to xml: inout XMLWriter) -> String {
    xml.attribute("reason", reason.name)
    if let step = reason.step { xml.attribute("step", step.rawValue) }
    if let bib1 = reason.bib1 { xml.attribute("bib1", String(bib1)) }
    return reason.sentence
}

/// Writes who holds a record.
func writeHolders(_ copies: [Copy], to xml: inout XMLWriter) {
    xml.markup("<holders")
    xml.attribute("xmlns", federationNamespace)
    xml.markup(">")
    for copy in copies {
        xml.markup("<holder")
        xml.attribute("member", copy.member)
        if let identifier = copy.record.fields.first(where: { $0.tag == "001" }) {
            xml.markup(" identifier=\"")
            xml.text(copy.record.bytes.span.extracting(identifier.range), inAttribute: true)
            xml.markup("\"")
        }
        xml.attribute("position", String(copy.position))
        xml.markup("/>")
    }
    xml.markup("</holders>")
}

/// Writes the client's own parameters.
func writeExtensions(_ parameters: [SRUParameters.Parameter], to xml: inout XMLWriter) {
    for parameter in parameters {
        xml.markup("<parameter")
        xml.attribute("xmlns", federationNamespace)
        xml.attribute("name", parameter.name)
        xml.markup(">")
        xml.text(parameter.value)
        xml.markup("</parameter>")
    }
}
