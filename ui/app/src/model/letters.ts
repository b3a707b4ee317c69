// Each message and its copies. A message has one identity, but it lies in
// several places, and each may have changed its header: so there is a copy for
// each place. A machine that passes mail on and also keeps mailboxes is several
// places: its transfer agent, its delivery agent, and every mailbox.
import type { EventOf, Role, Seq, TraceEvent } from '../wire/gen'
import { textOf } from '../wire/octets'
import { alter, parseMessage, type HeaderField } from './header'

export interface Copy {
  node: string
  role?: Role
  /** the envelope; absent before the first server has seen one */
  sender?: string
  recipients: readonly string[]
  fields: readonly HeaderField[]
  /** how often the header was changed on the way here */
  changes: number
  last: Seq
}

export interface Letter {
  id: string
  from: string
  subject: string
  body: string
  /** by place */
  copies: ReadonlyMap<string, Copy>
  /** how the letter came to each place, the last time it came */
  arrivals: ReadonlyMap<string, Arrival>
}

export interface Arrival {
  from: string
  /** the first event that tells of the letter there */
  seq: Seq
}

export type Letters = Map<string, Letter>

export function advanceLetters(letters: Letters, event: TraceEvent) {
  const { message, node } = event
  if (!message || !node) return
  const letter = letters.get(message) ?? blankLetter(message)
  const next = letterAfter(letter, event, node)
  if (next) letters.set(message, next)
}

/** The copy that an event is about. */
export function copyAt(letter: Letter | undefined, event: TraceEvent): Copy | undefined {
  if (!letter || !event.node) return undefined
  const mailbox =
    event.kind === 'message.filed' ? letter.copies.get(mailboxAt(event.node, event.body.user)) : undefined
  return mailbox ?? letter.copies.get(placeOf(event, event.node))
}

/** The copy that lies in a mailbox: the one that was delivered there or, of what its owner put there, the owner's. */
export function copyIn(letter: Letter | undefined, node: string, user: string): Copy | undefined {
  if (!letter) return undefined
  return letter.copies.get(mailboxAt(node, user)) ?? [...letter.copies.values()][0]
}

/** How the letter came to where the event is: with this event, or before it. */
export function arrivalOf(letter: Letter | undefined, event: TraceEvent): Arrival | undefined {
  const { node, peer } = event
  if (!event.message || !node) return undefined
  const place = placeOf(event, node)
  const known = letter?.arrivals.get(place)
  // On one machine only delivery is a step.
  const here = !peer || (peer === node && !place.endsWith(' mda'))
  return here || known?.from === peer ? known : { from: peer, seq: event.seq }
}

function letterAfter(letter: Letter, event: TraceEvent, node: string): Letter | undefined {
  switch (event.kind) {
    case 'message.composed':
      return compose(event, letter.id, node)
    case 'message.altered':
      return noteArrival(changeHeader(letter, event, node), event)
    case 'message.refused':
      return forgetArrival(letter, event, node)
    case 'message.submitted':
    case 'message.queued':
      return giveEnvelope(letter, event, node)
    case 'message.accepted':
      return giveEnvelope(arrive(letter, event, node), event, node)
    case 'message.filed':
      return file(letter, event, node)
    case 'message.fetched':
      return dropEnvelope(arrive(letter, event, node), event, node)
  }
}

// A machine's submission and transfer agents hand nothing over: they are one place.
function placeOf(event: TraceEvent, node: string): string {
  return `${node} ${event.role === 'mua' || event.role === 'mda' ? event.role : 'mta'}`
}

const mailboxAt = (node: string, user: string) => `${node} mailbox ${user}`

/** The copy that came to the event's place from its peer. */
function theirs(letter: Letter, event: TraceEvent): Copy | undefined {
  const { peer } = event
  if (!peer) return undefined
  const places =
    event.kind === 'message.fetched'
      ? [mailboxAt(peer, event.body.user), `${peer} mda`]
      : [`${peer} mta`, `${peer} mua`]
  return places.map((p) => letter.copies.get(p)).find((copy) => copy !== undefined)
}

/** The copy to go on with: what is there, or the peer's if that went through more hands. */
function base(letter: Letter, event: TraceEvent, node: string): Copy {
  const own = letter.copies.get(placeOf(event, node))
  const other = theirs(letter, event) ?? (own ? undefined : newest(letter))
  const copy = own && (!other || own.changes >= other.changes) ? own : other
  return { ...(copy ?? { recipients: [], fields: [], changes: 0 }), node, role: event.role, last: event.seq }
}

function newest(letter: Letter): Copy | undefined {
  return [...letter.copies.values()].reduce<Copy | undefined>(
    (a, b) => (a && a.last > b.last ? a : b),
    undefined,
  )
}

function blankLetter(id: string): Letter {
  return { id, from: '', subject: '', body: '', copies: new Map(), arrivals: new Map() }
}

function put(letter: Letter, place: string, copy: Copy): Letter {
  return { ...letter, copies: new Map(letter.copies).set(place, copy) }
}

function compose(event: EventOf<'message.composed'>, id: string, node: string): Letter {
  const { fields, body } = parseMessage(textOf(event.body.content))
  const { from, subject } = event.body
  const copy: Copy = { node, role: event.role, recipients: [], fields, changes: 0, last: event.seq }
  return put({ ...blankLetter(id), from, subject, body }, placeOf(event, node), copy)
}

function changeHeader(letter: Letter, event: EventOf<'message.altered'>, node: string): Letter {
  const copy = base(letter, event, node)
  const fields = alter(copy.fields, event)
  return put(letter, placeOf(event, node), { ...copy, fields, changes: copy.changes + 1 })
}

type EnvelopeEvent = EventOf<'message.submitted'> | EventOf<'message.queued'> | EventOf<'message.accepted'>

// The envelope is its own at each place: the next server only hears of the
// recipients that concern it.
function giveEnvelope(letter: Letter, event: EnvelopeEvent, node: string): Letter {
  const place = placeOf(event, node)
  const own = letter.copies.get(place) ?? base(letter, event, node)
  const { from: sender, recipients } = event.body
  return put(letter, place, { ...own, sender, recipients, last: event.seq })
}

function arrive(letter: Letter, event: TraceEvent, node: string): Letter {
  const place = placeOf(event, node)
  // Delivery takes the letter anew for each recipient; elsewhere what was
  // written on receiving it is already there.
  const fresh = event.kind === 'message.accepted' && event.role === 'mda' ? theirs(letter, event) : undefined
  const copy = fresh ? { ...fresh, node, role: event.role, last: event.seq } : base(letter, event, node)
  return noteArrival(put(letter, place, copy), event)
}

function noteArrival(letter: Letter, event: TraceEvent): Letter {
  const { node, peer } = event
  const arrival = arrivalOf(letter, event)
  if (!node || !arrival) return letter
  const arrivals = new Map(letter.arrivals).set(placeOf(event, node), arrival)
  if (peer !== node) arrivals.delete(`${peer} mta`) // it left there, and may come back: a loop
  return { ...letter, arrivals }
}

// What was refused is not there, and may come again.
function forgetArrival(letter: Letter, event: TraceEvent, node: string): Letter {
  const arrivals = new Map(letter.arrivals)
  arrivals.delete(placeOf(event, node))
  return { ...letter, arrivals }
}

// The envelope ends where the letter is delivered: a reader only gets what was in it.
function dropEnvelope(letter: Letter, event: TraceEvent, node: string): Letter {
  const place = placeOf(event, node)
  const copy = letter.copies.get(place)!
  return put(letter, place, { ...copy, sender: undefined, recipients: [] })
}

function file(letter: Letter, event: EventOf<'message.filed'>, node: string): Letter {
  const there = arrive(letter, event, node)
  const copy = there.copies.get(placeOf(event, node))!
  return put(there, mailboxAt(node, event.body.user), { ...copy, recipients: [event.body.recipient] })
}
