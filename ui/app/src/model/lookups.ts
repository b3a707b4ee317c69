// What was asked of the DNS: each question of a program, with all that its
// name server asked others to answer it.
import type { DNSAnswer, DNSRecord, EventOf, Seq, Told, TraceEvent } from '../wire/gen'
import { lastUpTo } from './log'

/** One question on the network and, if it came, its answer. */
export interface Hop {
  query: EventOf<'dns.query'>
  answer?: EventOf<'dns.answer'>
}

export interface Lookup {
  /** what the program asked, and what it was told in the end */
  first: Hop
  /** what the server then asked others, in order */
  hops: readonly Hop[]
  /** what the server still knew */
  remembered: readonly EventOf<'dns.cache-hit'>[]
  failed?: EventOf<'dns.failed'>
  /** the last event of it */
  last: Seq
}

interface Growing extends Lookup {
  hops: Hop[]
  remembered: EventOf<'dns.cache-hit'>[]
}

/** Every question that a program asked, in order. */
export function lookupsOf(told: readonly Told[]): Lookup[] {
  const lookups: Growing[] = []
  const bySeq = new Map<Seq, Growing>() // by each event that belongs to it
  const open = new Map<string, Growing>() // by server and question
  for (const { event } of told) {
    if (!event.kind.startsWith('dns.')) continue
    // That a record was too old is told at the wire level alone: whoever has only
    // the rest finds what it led to by the question.
    const caused = bySeq.get(event.cause ?? 0) ?? open.get(questionTo(event.node, event))
    const lookup = event.kind === 'dns.query' ? asked(event, caused) : caused
    if (!lookup) continue
    if (lookup !== caused) {
      lookups.push(lookup)
      open.set(questionTo(event.peer, event), lookup)
    }
    bySeq.set(event.seq, lookup)
    lookup.last = event.seq
    note(lookup, event)
    if (lookup.first.answer === event) open.delete(questionTo(event.node, event))
  }
  return lookups
}

function questionTo(server: string | undefined, event: TraceEvent): string {
  const { name, type } = event.body as { name?: string; type?: string }
  return `${server} ${name} ${type}`
}

// A question that the server of another asks to answer it is part of that one.
function asked(query: EventOf<'dns.query'>, caused: Growing | undefined): Growing {
  const within = caused && query.node === caused.first.query.peer && query !== caused.first.query
  if (!within) return { first: { query }, hops: [], remembered: [], last: query.seq }
  caused.hops.push({ query })
  return caused
}

function note(lookup: Growing, event: TraceEvent) {
  if (event.kind === 'dns.cache-hit') lookup.remembered.push(event)
  if (event.kind === 'dns.failed') lookup.failed = event
  if (event.kind !== 'dns.answer') return
  const hop = [...lookup.hops, lookup.first].find(
    ({ query, answer }) =>
      !answer && query.node === event.peer && query.peer === event.node && query.body.id === event.body.id,
  )
  if (hop) hop.answer = event
}

/** The lookup of the moment: the last that had begun. */
export function lookupAt(lookups: readonly Lookup[], seq: Seq): Lookup | undefined {
  return lookups.findLast((l) => l.first.query.seq <= seq)
}

/** The records that an answer brought: those asked for or, if there are none, whom to ask. */
export function recordsOf(answer: DNSAnswer): { records: readonly DNSRecord[]; referral: boolean } {
  const records = answer.answer ?? []
  if (records.length > 0) return { records, referral: false }
  const servers = (answer.authority ?? []).filter((r) => r.type === 'NS')
  return { records: [...servers, ...(answer.additional ?? [])], referral: servers.length > 0 }
}

/** What a server remembers, and until when. */
export interface Remembered {
  name: string
  type: string
  /** none for what is known not to be there */
  records: readonly DNSRecord[]
  code: string
  /** the answer that brought it */
  seq: Seq
  /** ns since the start */
  until: number
}

/** What a server remembers of what it was told, at a time in ns since the start. */
export function rememberedAt(
  lookups: readonly Lookup[],
  told: readonly Told[],
  server: string,
  seq: Seq,
  now: number,
): Remembered[] {
  const gone = lastStop(told, server, seq)
  const known = new Map<string, Remembered>()
  for (const { first, hops } of lookups) {
    if (first.query.peer !== server || first.query.seq > seq) continue
    for (const { answer } of hops) {
      if (answer && answer.seq <= seq && answer.seq > gone)
        for (const r of learned(answer)) known.set(`${r.name} ${r.type}`, r)
    }
  }
  return [...known.values()].filter((r) => r.until > now)
}

// A server that stops forgets.
function lastStop(told: readonly Told[], server: string, seq: Seq): Seq {
  for (let i = lastUpTo(told, seq); i >= 0; i--) {
    const { event } = told[i]!
    if (event.kind === 'node.down' && event.node === server) return event.seq
  }
  return 0
}

function learned(answer: EventOf<'dns.answer'>): Remembered[] {
  const { name, type, code } = answer.body
  const until = (ttl: number) => answer.at + ttl * 1e9
  const base = { code, seq: answer.seq }
  const { records, referral } = recordsOf(answer.body)
  if (referral || records.length > 0)
    return bySet(records).map((set) => ({ ...base, ...set, until: until(set.ttl) }))
  // RFC 2308 §5: how long a no is remembered stands in the zone's SOA.
  const soa = answer.body.authority?.find((r) => r.type === 'SOA')
  if (!soa) return []
  const least = Number(soa.data.split(' ').at(-1))
  return [{ ...base, name, type, records: [], until: until(Math.min(soa.ttl, least || soa.ttl)) }]
}

function bySet(records: readonly DNSRecord[]) {
  const sets = new Map<string, { name: string; type: string; ttl: number; records: DNSRecord[] }>()
  for (const record of records) {
    const { name, type, ttl } = record
    const set = sets.get(`${name} ${type}`) ?? { name, type, ttl, records: [] }
    set.records.push(record)
    sets.set(`${name} ${type}`, { ...set, ttl: Math.min(set.ttl, ttl) })
  }
  return [...sets.values()]
}

/** What happened for a question, in order; within is what its server did to answer it. */
export interface Act {
  event: EventOf<'dns.query'> | EventOf<'dns.answer'> | EventOf<'dns.cache-hit'> | EventOf<'dns.failed'>
  within: boolean
}

export function actsOf({ first, hops, remembered, failed }: Lookup, seq: Seq): Act[] {
  const events = (hop: Hop) => (hop.answer ? [hop.query, hop.answer] : [hop.query])
  const outer: Act[] = events(first).map((event) => ({ event, within: false }))
  const inner = [...hops.flatMap(events), ...remembered, ...(failed ? [failed] : [])]
  return [...outer, ...inner.map((event) => ({ event, within: true }))]
    .filter((act) => act.event.seq <= seq)
    .sort((a, b) => a.event.seq - b.event.seq)
}
