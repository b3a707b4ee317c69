// What exists at one moment of a run: the fold of its events up to there. Only
// the story and hop levels count, so that a moment is the same whether or not
// the wire has been looked at.
import type { Seq, TraceEvent } from '../wire/gen'
import { advanceHosts, type Hosts } from './hosts'
import { advanceLetters, type Letters } from './letters'
import { advanceListings, type Listings } from './listings'
import { advanceMailboxes, type Mailboxes } from './mailboxes'
import { advanceMarks, type Marks } from './marks'
import { advanceQueues, type Queues } from './queues'
import { advanceStreams, type Streams } from './streams'

export interface Moment {
  /** the last event that counts; 0 before the first */
  seq: Seq
  /** when it was, in ns since the start */
  at: number
  hosts: Hosts
  /** names of the links that are cut */
  cuts: Set<string>
  queues: Queues
  mailboxes: Mailboxes
  letters: Letters
  marks: Marks
  listings: Listings
  streams: Streams
}

export function beginning(): Moment {
  return {
    seq: 0,
    at: 0,
    hosts: new Map(),
    cuts: new Set(),
    queues: new Map(),
    mailboxes: new Map(),
    letters: new Map(),
    marks: new Map(),
    listings: new Map(),
    streams: new Map(),
  }
}

/** A copy that can be advanced on its own: what the maps hold is never changed, only replaced. */
export function copyOf(m: Moment): Moment {
  return {
    seq: m.seq,
    at: m.at,
    hosts: new Map(m.hosts),
    cuts: new Set(m.cuts),
    queues: new Map(m.queues),
    mailboxes: new Map(m.mailboxes),
    letters: new Map(m.letters),
    marks: new Map(m.marks),
    listings: new Map(m.listings),
    streams: new Map(m.streams),
  }
}

/** Moves a moment past the next event. */
export function advance(m: Moment, event: TraceEvent) {
  m.seq = event.seq
  m.at = event.at
  if (event.kind === 'link.down') m.cuts.add(event.body.link)
  if (event.kind === 'link.up') m.cuts.delete(event.body.link)
  advanceHosts(m.hosts, event)
  advanceQueues(m.queues, event)
  advanceMailboxes(m.mailboxes, event)
  advanceLetters(m.letters, event)
  advanceMarks(m.marks, event)
  advanceListings(m.listings, event)
  advanceStreams(m.streams, m.marks, event)
}
