// The folders of the message stores, by node.
import type { TraceEvent } from '../wire/gen'

export interface Folder {
  user: string
  name: string
  messages: number
  unseen: number
}

export type Mailboxes = Map<string, readonly Folder[]>

export function advanceMailboxes(mailboxes: Mailboxes, event: TraceEvent) {
  if (event.kind !== 'mailbox.changed' || !event.node) return
  const { user, folder: name, messages, unseen } = event.body
  const others = (mailboxes.get(event.node) ?? []).filter((f) => f.user !== user || f.name !== name)
  const sorted = [...others, { user, name, messages, unseen }].sort(
    (a, b) => compare(a.user, b.user) || compare(a.name, b.name),
  )
  mailboxes.set(event.node, sorted)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
