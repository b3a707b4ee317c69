// The connections of a run and what was said on each.
import type { DNSAnswer, Role, Seq, Told, TraceEvent } from '../wire/gen'
import { textOf, visible } from '../wire/octets'
import { lastUpTo } from './log'

export interface Connection {
  id: string
  client: string
  server: string
  /** what listens there: smtp, submission, lmtp, imap … */
  service: string
  port: string
  opened: Seq
  /** the last event known of it */
  last: Seq
  /** from which event on it is encrypted */
  tls?: Seq
  message?: string
}

/** The role of whoever listens for a service. */
export function roleOfService(service: string): Role {
  if (service === 'dns') return 'dns'
  if (service.startsWith('submission')) return 'msa'
  return service === 'smtp' ? 'mta' : 'mda'
}

/** The role whose colour an event has where it is drawn between hosts. */
export function roleOfEvent(event: TraceEvent, connection: Connection | undefined): Role {
  if (event.kind.startsWith('dns.')) return 'dns'
  return connection ? roleOfService(connection.service) : (event.role ?? 'mua')
}

/** So many events, as a power of two, are looked up as one. */
const shelf = 8

/** Grows with the events; a connection is known once it was opened. */
export class Connections {
  readonly #byId = new Map<string, Connection>()
  /** those that were open at some of so many events, by the number of the shelf */
  readonly #shelves: Connection[][] = []

  add(told: readonly Told[]) {
    for (const { event } of told) this.#take(event)
  }

  get(id: string | undefined): Connection | undefined {
    return id === undefined ? undefined : this.#byId.get(id)
  }

  /** In the order in which they were opened. */
  get list(): Connection[] {
    return [...this.#byId.values()]
  }

  /** Those that were open at an event. */
  openAt(seq: Seq): Connection[] {
    return (this.#shelves[seq >> shelf] ?? []).filter((c) => c.opened <= seq && seq <= c.last)
  }

  /** Those between two hosts, whoever asked. */
  between(a: string, b: string): Connection[] {
    return this.list.filter((c) => (c.client === a && c.server === b) || (c.client === b && c.server === a))
  }

  #take(event: TraceEvent) {
    const dns = questioning(event)
    if (dns && !this.#byId.has(dns.id)) this.#byId.set(dns.id, { ...dns, opened: event.seq, last: event.seq })
    if (!event.conn) return
    if (event.kind === 'conn.opened') {
      const { conn: id, node: client = '', peer: server = '', message } = event
      const { service, remote } = event.body
      const port = remote.slice(remote.lastIndexOf(':') + 1)
      const opened = { id, client, server, service, port, message, opened: event.seq, last: event.seq }
      this.#byId.set(id, opened)
      return this.#file(opened, event.seq >> shelf)
    }
    const known = this.#byId.get(event.conn)
    if (!known) return
    if (event.level === 'wire') return // a connection is the same whether or not its lines were fetched
    known.message ??= event.message
    for (let i = (known.last >> shelf) + 1; i <= event.seq >> shelf; i++) this.#file(known, i)
    known.last = Math.max(known.last, event.seq)
    if (event.kind === 'tls.established') known.tls = event.seq
  }

  #file(connection: Connection, i: number) {
    ;(this.#shelves[i] ??= []).push(connection)
  }
}

/** The conversation that an event belongs to. */
export function talkOf(event: TraceEvent): string | undefined {
  return questioning(event)?.id ?? event.conn
}

// DNS asks and answers in datagrams, without a connection. All that one asks
// another counts as one conversation.
function questioning(
  event: TraceEvent,
): Pick<Connection, 'id' | 'client' | 'server' | 'service' | 'port'> | undefined {
  const { node = '', peer = '' } = event
  if (event.kind !== 'dns.query' && event.kind !== 'dns.answer') return undefined
  const [client, server] = event.kind === 'dns.query' ? [node, peer] : [peer, node]
  return { id: `dns ${client} ${server}`, client, server, service: 'dns', port: '53' }
}

export type Side = 'client' | 'server' | 'aside'

/** Something said on a connection, or something that happened to it. */
export interface Line {
  told: Told
  side: Side
  text: string
  tls: boolean
}

/** What was said on a connection, as far as it has been fetched. */
export function conversation(all: readonly Told[], connection: Connection): Line[] {
  const lines: Line[] = []
  const { id, service, opened } = connection
  for (let i = lastUpTo(all, opened - 1) + 1; i < all.length; i++) {
    const told = all[i]!
    if (service !== 'dns' && told.event.conn !== id) continue // most are of others
    if (talkOf(told.event) !== id) continue
    const said = lineOf(told.event)
    if (said) lines.push({ told, ...said })
  }
  return lines
}

function lineOf(event: TraceEvent): Omit<Line, 'told'> | undefined {
  const line = (side: Side, tls: boolean | undefined, ...octets: Parameters<typeof textOf>[0][]) => ({
    side,
    tls: tls ?? false,
    text: octets.map((o) => visible(textOf(o))).join('\n'),
  })
  switch (event.kind) {
    case 'smtp.command':
    case 'imap.command':
    case 'pop3.command':
      return line('client', event.body.tls, event.body.line)
    case 'smtp.reply':
    case 'imap.response':
    case 'pop3.response':
      return line('server', event.body.tls, ...event.body.lines)
    case 'smtp.content':
      return line('client', event.body.tls)
    case 'dns.query':
      return line('client', false, `${event.body.type} ${event.body.name}`)
    case 'dns.answer':
      return line('server', false, ...answerLines(event.body))
    case 'conn.opened':
    case 'conn.closed':
    case 'conn.reset':
    case 'tls.established':
    case 'tls.failed':
    case 'auth.ok':
    case 'auth.failed':
    case 'message.accepted':
    case 'message.refused':
    case 'protocol.violation':
      return line('aside', false)
  }
}

/** The code, and every record in the form in which zone files have it. */
function answerLines({ code, answer = [], authority = [] }: DNSAnswer): string[] {
  const records = answer.length > 0 ? answer : authority
  return [code, ...records.map((r) => `${r.name} ${r.ttl} ${r.type} ${r.data}`)]
}
