// How a host, or a whole site, is doing, where there is only room for a sign and
// a number. The words that they stand for are in the name of what carries them.
import type { HostState } from '../model/hosts'
import type { Folder } from '../model/mailboxes'
import type { Summary } from '../model/summary'
import { lang } from './lang'

export interface Token {
  sign?: 'waits' | 'mail' | 'sent' | 'fetched' | 'off' | 'offline' | 'listed'
  text: string
  tone?: 'bad' | 'wait'
}

const say = lang.map.states

export function hostTokens(state: HostState, queue: number, mailboxes: readonly Folder[]): Token[] {
  if (state.down) return [{ sign: 'off', text: say.off, tone: 'bad' }]
  const tokens: Token[] = []
  const waits = queue + state.outbox.length
  if (waits > 0) tokens.push({ sign: 'waits', text: String(waits), tone: 'wait' })
  if (mailboxes.length > 0) tokens.push(mailToken(mailboxes))
  if (state.offline) tokens.push({ sign: 'offline', text: '', tone: 'wait' })
  else if (state.fetched > 0) tokens.push({ sign: 'fetched', text: String(state.fetched) })
  else if (state.sent > 0) tokens.push({ sign: 'sent', text: String(state.sent) })
  return tokens
}

function mailToken(mailboxes: readonly Folder[]): Token {
  const messages = mailboxes.reduce((sum, f) => sum + f.messages, 0)
  const full = mailboxes.some((f) => f.full)
  return { sign: 'mail', text: full ? say.full : String(messages), tone: full ? 'bad' : undefined }
}

/** Of a site that is one box; what comes and goes stands last, so that it pushes nothing. */
export function siteTokens(s: Summary): Token[] {
  const tokens: Token[] = []
  if (s.messages > 0) tokens.push({ sign: 'mail', text: String(s.messages) })
  if (s.down > 0) tokens.push({ sign: 'off', text: String(s.down), tone: 'bad' })
  if (s.listed > 0) tokens.push({ sign: 'listed', text: String(s.listed), tone: 'bad' })
  if (s.queue > 0) tokens.push({ sign: 'waits', text: String(s.queue), tone: 'wait' })
  return tokens
}
