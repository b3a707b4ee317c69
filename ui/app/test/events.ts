// Small pieces for tests of the model.
import { Log } from '../src/model/log'
import { advance, beginning, type Moment } from '../src/model/moment'
import type { EventOf, Kind, TraceEvent } from '../src/wire/gen'
import { readRecording } from './recordings'

let seq = 0

/** An event made by hand, after all those made before. */
export function event<K extends Kind>(
  kind: K,
  node: string,
  body: EventOf<K>['body'],
  about: Partial<TraceEvent> = {},
) {
  return { seq: ++seq, at: seq, level: 'hop', kind, node, body, ...about } as EventOf<K>
}

export function momentAfter(...events: TraceEvent[]): Moment {
  const moment = beginning()
  for (const e of events) advance(moment, e)
  return moment
}

/** A recording as a browser has it that has fetched everything. */
export function logOf(name: string): Log {
  const told = readRecording(name)
  const log = new Log()
  log.add(told.filter((t) => t.event.level !== 'wire'))
  log.addDetail(told)
  return log
}

/** The nth event of a kind, from 0. */
export function nth<K extends Kind>(log: Log, n: number, kind: K): EventOf<K> {
  return log.all.filter((t) => t.event.kind === kind)[n]!.event as EventOf<K>
}
