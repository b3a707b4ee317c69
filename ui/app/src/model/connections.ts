// The connections of a run and what was said on each.
import type { Role, Seq, Told, TraceEvent } from '../wire/gen'
import { textOf, visible } from '../wire/octets'

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
  if (service.startsWith('submission')) return 'msa'
  return service === 'smtp' ? 'mta' : 'mda'
}

/** Grows with the events; a connection is known once it was opened. */
export class Connections {
  readonly #byId = new Map<string, Connection>()

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
    return this.list.filter((c) => c.opened <= seq && seq <= c.last)
  }

  #take(event: TraceEvent) {
    if (!event.conn) return
    if (event.kind === 'conn.opened') {
      const { conn: id, node: client = '', peer: server = '', message } = event
      const { service, remote } = event.body
      const port = remote.slice(remote.lastIndexOf(':') + 1)
      this.#byId.set(id, { id, client, server, service, port, message, opened: event.seq, last: event.seq })
      return
    }
    const known = this.#byId.get(event.conn)
    if (!known) return
    known.last = Math.max(known.last, event.seq)
    known.message ??= event.message
    if (event.kind === 'tls.established') known.tls = event.seq
  }
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
  for (const told of all) {
    if (told.event.conn !== connection.id) continue
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
