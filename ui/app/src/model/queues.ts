// What waits in the queues: a message at a node, until each of its recipients
// there is somebody else's business.
import type { EventOf, Reason, Seq, TraceEvent } from '../wire/gen'

export interface Waiting {
  node: string
  message: string
  /** the queue's name for it */
  id: string
  /** the envelope's sender; empty for the null sender */
  from: string
  recipients: readonly string[]
  /** the event that put it there, and when that was, in ns since the start */
  queued: Seq
  since: number
  /** recipients in whose place others came */
  aliases?: readonly string[]
  attempts: number
  /** when it is tried again, in ns since the start */
  next?: number
  /** why the last attempt failed */
  failure?: Failure
}

export interface Failure {
  seq: Seq
  at: number
  /** the peer's words, or the network's */
  reply?: string
  reason?: Reason
}

export type Queues = Map<string, Waiting>

export function advanceQueues(queues: Queues, event: TraceEvent) {
  const { node, message } = event
  if (!node || !message) return
  const key = `${node} ${message}`
  const entry = queues.get(key)
  switch (event.kind) {
    case 'message.queued':
      return void queues.set(key, {
        node,
        message,
        attempts: 0,
        queued: event.seq,
        since: event.at,
        ...event.body,
      })
    case 'message.expanded':
      return void (entry && queues.set(key, expanded(entry, event.body.recipient, event.body.to)))
    case 'message.attempted':
      return void (entry && queues.set(key, { ...entry, attempts: event.body.attempt, next: undefined }))
    case 'message.deferred':
      return void (entry && queues.set(key, { ...entry, ...deferred(event) }))
    case 'message.delivered':
      return settle(queues, key, [event.body.recipient])
    case 'message.relayed':
    case 'message.bounced':
    case 'message.discarded':
      return settle(queues, key, event.body.recipients)
  }
}

/** The queue of one node, in the order in which it filled. */
export function queueAt(queues: Queues, node: string): Waiting[] {
  return [...queues.values()].filter((w) => w.node === node)
}

function deferred({ seq, at, reason, body }: EventOf<'message.deferred'>): Partial<Waiting> {
  return { attempts: body.attempt, next: body.next, failure: { seq, at, reply: body.reply, reason } }
}

/** How many wait at each node. */
export function queueLengths(queues: Queues): Map<string, number> {
  const lengths = new Map<string, number>()
  for (const { node } of queues.values()) lengths.set(node, (lengths.get(node) ?? 0) + 1)
  return lengths
}

/** Those for whom an alias stands come in its place, except aliases that were looked up before. */
function expanded(entry: Waiting, alias: string, to: readonly string[]): Waiting {
  const before = entry.aliases ?? []
  const recipients = [
    ...entry.recipients.filter((r) => r !== alias),
    ...to.filter((r) => r === alias || !before.includes(r)),
  ]
  return { ...entry, recipients: [...new Set(recipients)], aliases: [...before, alias] }
}

function settle(queues: Queues, key: string, done: readonly string[]) {
  const entry = queues.get(key)
  if (!entry) return
  const recipients = entry.recipients.filter((r) => !done.includes(r))
  if (recipients.length > 0) queues.set(key, { ...entry, recipients })
  else queues.delete(key)
}
