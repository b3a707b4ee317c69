// Each message and its copies. A message has one identity, but it lies at
// several nodes, and each may have changed its header: so a copy per node.
import type { EventOf, Seq, TraceEvent } from '../wire/gen'
import { textOf } from '../wire/octets'
import { alter, parseMessage, type HeaderField } from './header'

export interface Copy {
  node: string
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
  copies: ReadonlyMap<string, Copy>
  /** from which node the letter came to each node, the last time it came */
  cameFrom: ReadonlyMap<string, string>
}

export type Letters = Map<string, Letter>

export function advanceLetters(letters: Letters, event: TraceEvent) {
  const { message, node } = event
  if (!message || !node) return
  switch (event.kind) {
    case 'message.composed':
      return void letters.set(message, compose(event, message, node))
    case 'message.altered':
      return change(letters, message, node, (letter) => changeHeader(letter, event, node))
    case 'message.submitted':
      return change(letters, message, node, (letter) => giveEnvelope(letter, event, node))
    case 'message.queued':
      return change(letters, message, node, (letter) => giveEnvelope(letter, event, node))
    case 'message.accepted':
      return change(letters, message, node, (letter) =>
        giveEnvelope(arrive(letter, event, node), event, node),
      )
    case 'message.filed':
    case 'message.fetched':
      return change(letters, message, node, (letter) => arrive(letter, event, node))
  }
}

/** Whether the letter comes to the node with this event, and from where. */
export function arrivesFrom(letters: Letters, event: TraceEvent): string | undefined {
  const { message, node, peer } = event
  if (!message || !node || !peer || peer === node) return undefined
  return letters.get(message)?.cameFrom.get(node) === peer ? undefined : peer
}

function compose(event: EventOf<'message.composed'>, id: string, node: string): Letter {
  const { fields, body } = parseMessage(textOf(event.body.content))
  const copy: Copy = { node, recipients: [], fields, changes: 0, last: event.seq }
  const { from, subject } = event.body
  return { id, from, subject, body, copies: new Map([[node, copy]]), cameFrom: new Map() }
}

// A letter whose beginning was never told has no copy to change.
function change(letters: Letters, id: string, node: string, how: (letter: Letter) => Letter) {
  const empty: Letter = { id, from: '', subject: '', body: '', copies: new Map(), cameFrom: new Map() }
  letters.set(id, how(letters.get(id) ?? { ...empty, copies: new Map([[node, blank(node)]]) }))
}

const blank = (node: string): Copy => ({ node, recipients: [], fields: [], changes: 0, last: 0 })

/** The copy that the node works on: its own, or the peer's if that went through more hands. */
function base(letter: Letter, event: TraceEvent, node: string): Copy {
  const own = letter.copies.get(node)
  const theirs = event.peer ? letter.copies.get(event.peer) : latest(letter)
  if (own && (!theirs || !event.peer || own.changes >= theirs.changes)) return own
  return { ...(theirs ?? blank(node)), node }
}

function latest(letter: Letter): Copy | undefined {
  return [...letter.copies.values()].reduce<Copy | undefined>(
    (a, b) => (a && a.last > b.last ? a : b),
    undefined,
  )
}

function put(letter: Letter, copy: Copy): Letter {
  return { ...letter, copies: new Map(letter.copies).set(copy.node, copy) }
}

function changeHeader(letter: Letter, event: EventOf<'message.altered'>, node: string): Letter {
  const copy = base(letter, event, node)
  return put(letter, {
    ...copy,
    fields: alter(copy.fields, event),
    changes: copy.changes + 1,
    last: event.seq,
  })
}

type EnvelopeEvent = EventOf<'message.submitted'> | EventOf<'message.queued'> | EventOf<'message.accepted'>

// The envelope is its own at each node: the next server only hears of the
// recipients that concern it.
function giveEnvelope(letter: Letter, event: EnvelopeEvent, node: string): Letter {
  const own = letter.copies.get(node) ?? base(letter, event, node)
  const { from: sender, recipients } = event.body
  return put(letter, { ...own, sender, recipients, last: event.seq })
}

function arrive(letter: Letter, event: TraceEvent, node: string): Letter {
  const moved = put(letter, { ...base(letter, event, node), last: event.seq })
  const { peer } = event
  if (!peer || peer === node) return moved
  const cameFrom = new Map(letter.cameFrom).set(node, peer)
  cameFrom.delete(peer) // it left there, and may come back: a loop
  return { ...moved, cameFrom }
}
