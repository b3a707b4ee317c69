// Letters that go the same way in quick succession, and so are one stream.
import type { TraceEvent } from '../wire/gen'
import { markOf, type Marks } from './marks'

export interface Stream {
  from: string
  to: string
  /** how many came since the stream began, refused ones too */
  letters: number
  /** those of them that were abuse */
  abuse: number
  /** when the last one came, in ns since the start */
  last: number
}

/** By the two hosts, with a space between. */
export type Streams = Map<string, Stream>

/** After so many ns without a letter a stream is over. */
const lull = 60e9

/** So many letters are a stream; fewer are letters. */
export const many = 6

export function advanceStreams(streams: Streams, marks: Marks, event: TraceEvent) {
  if (event.kind !== 'message.accepted' && event.kind !== 'message.refused') return
  const { node: to, peer: from, at } = event
  if (!from || !to || from === to) return
  const key = `${from} ${to}`
  const before = streams.get(key)
  const going = before && at - before.last <= lull ? before : { letters: 0, abuse: 0 }
  const abuse = going.abuse + (markOf(marks, event) === 'abuse' ? 1 : 0)
  streams.set(key, { from, to, letters: going.letters + 1, abuse, last: at })
}

/** The streams that flow at a time. */
export function flowing(streams: Streams, at: number): Stream[] {
  return [...streams.values()].filter((s) => at - s.last <= lull)
}
