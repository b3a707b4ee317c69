// The few words on a host's card that say how it is doing.
import type { HostState } from '../model/hosts'
import type { Folder } from '../model/mailboxes'
import type { Host } from '../wire/gen'
import { lang } from './lang'

const say = lang.map.states

/** What is worth saying of a host at a moment; empty if nothing is. */
export function stateWords(state: HostState, queue: number, mailboxes: readonly Folder[]): string {
  if (state.down) return say.down
  const words: string[] = []
  if (state.offline) words.push(say.offline)
  if (state.outbox.length > 0) words.push(say.outbox(state.outbox.length))
  if (queue > 0) words.push(say.queue(queue))
  if (state.forwarded > 0) words.push(say.forwarded(state.forwarded))
  const mail = mailWords(mailboxes)
  if (mail) words.push(mail)
  if (state.fetched > 0) words.push(say.fetched(state.fetched))
  else if (state.sent > 0) words.push(say.sent(state.sent))
  return words.join(', ')
}

/** What a host does when there is nothing else to say of it. */
export function cardState(state: HostState, host: Host): string {
  if (host.webmail) return say.webmail(host.webmail)
  return state.up && !host.roles.every((r) => r === 'mua' || r === 'attacker') ? say.up : say.idle
}

function mailWords(mailboxes: readonly Folder[]): string {
  const users = new Set(mailboxes.map((f) => f.user))
  const sum = (what: 'messages' | 'unseen') => mailboxes.reduce((total, f) => total + f[what], 0)
  if (users.size === 0) return ''
  const [user] = users
  const words =
    users.size === 1
      ? say.mailbox(user!, sum('unseen'), sum('messages'))
      : say.mailboxes(sum('unseen'), sum('messages'))
  const full = new Set(mailboxes.filter((f) => f.full).map((f) => f.user))
  return full.size === 0 ? words : `${words}, ${users.size === 1 ? say.full : say.fullOf([...full])}`
}
