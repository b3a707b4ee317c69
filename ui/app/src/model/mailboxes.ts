// The folders of the message stores, by node.
import type { TraceEvent } from '../wire/gen'

export interface Folder {
  user: string
  name: string
  messages: number
  unseen: number
  full: boolean // there was no room for the last message that came
}

export type Mailboxes = Map<string, readonly Folder[]>

export function advanceMailboxes(mailboxes: Mailboxes, event: TraceEvent) {
  if (event.kind !== 'mailbox.changed' || !event.node) return
  const { user, folder: name, messages, unseen, change } = event.body
  const all = mailboxes.get(event.node) ?? []
  const is = (f: Folder) => f.user === user && f.name === name
  const full = change === 'quota' || (change === 'flag' && (all.find(is)?.full ?? false))
  const sorted = [...all.filter((f) => !is(f)), { user, name, messages, unseen, full }].sort(
    (a, b) => compare(a.user, b.user) || compare(a.name, b.name),
  )
  mailboxes.set(event.node, sorted)
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
