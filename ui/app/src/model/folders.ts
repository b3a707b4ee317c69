// What lies in the mailboxes of a message store, letter by letter. It is worked
// out only for whoever looks into one, so that a run with many letters costs no
// more than one with few.
import type { EventOf, Seq, Told } from '../wire/gen'
import { lastWhere } from './steps'

/** A message in a folder. */
export interface Kept {
  uid: number
  /** its identity, if the store's event tells it */
  message?: string
  flags: readonly string[]
  /** the event that put it there */
  seq: Seq
}

export interface OpenFolder {
  user: string
  name: string
  /** there was no room for the last message that came */
  full: boolean
  /** by UID */
  kept: ReadonlyMap<number, Kept>
}

interface Growing extends OpenFolder {
  kept: Map<number, Kept>
}

/** The folders of a node's mailboxes, or of one user's, once every event up to seq has happened, INBOX first. */
export function foldersAt(told: readonly Told[], seq: Seq, node: string, user?: string): OpenFolder[] {
  const folders = new Map<string, Growing>()
  const open = (user: string, name: string) => {
    const key = `${user}\0${name}`
    const folder = folders.get(key) ?? { user, name, full: false, kept: new Map<number, Kept>() }
    folders.set(key, folder)
    return folder
  }
  for (const { event } of told) {
    if (event.seq > seq) break
    if (event.kind !== 'mailbox.changed' || event.node !== node) continue
    if (user !== undefined && event.body.user !== user) continue
    change(open(event.body.user, event.body.folder), event)
  }
  return [...folders.values()].sort(
    (a, b) => compare(a.user, b.user) || rank(a) - rank(b) || compare(a.name, b.name),
  )
}

/** Whether nobody has read it. */
export function isNew(kept: Kept): boolean {
  return !kept.flags.includes('\\Seen')
}

export function newIn(folder: OpenFolder): number {
  return [...folder.kept.values()].filter(isNew).length
}

/** Who has a mailbox in one of these folders. */
export function usersOf(folders: readonly { user: string }[]): string[] {
  return [...new Set(folders.map((f) => f.user))]
}

/** The last change of a mailbox up to seq. */
export function mailboxChangedLast(told: readonly Told[], seq: Seq): EventOf<'mailbox.changed'> | undefined {
  const event = lastWhere(told, seq, (e) => e.kind === 'mailbox.changed')
  return event?.kind === 'mailbox.changed' ? event : undefined
}

function change(folder: Growing, { body, message, seq }: EventOf<'mailbox.changed'>) {
  const { uid = 0, flags = [] } = body
  const before = folder.kept.get(uid)
  folder.full = body.change === 'quota' || (body.change === 'flag' && folder.full)
  if (body.change === 'append') folder.kept.set(uid, { uid, message, flags, seq })
  if (body.change === 'flag' && before) folder.kept.set(uid, { ...before, flags })
  if (body.change === 'move' || body.change === 'expunge') folder.kept.delete(uid)
}

const rank = (f: OpenFolder) => (f.name === 'INBOX' ? 0 : 1)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
