// The few words that stand on the map beside what moves. The whole sentence of
// an event comes from the server.
import type { Connection } from '../model/connections'
import type { Form } from '../model/traffic'
import type { EventOf, Kind, TraceEvent } from '../wire/gen'
import { textOf, visible } from '../wire/octets'
import { lang } from './lang'
import { bare, shorten } from './format'

const longest = 34

type Captions = {
  [K in Kind]?: (event: EventOf<K>, connection: Connection | undefined, form: Form) => string
}

const line = (octets: Parameters<typeof textOf>[0]) => visible(textOf(octets))
const carried = (_: TraceEvent, c: Connection | undefined) => (c ? serviceCaption(c) : '')
const says = lang.captions

const captions: Captions = {
  'dns.query': ({ body }) => `${body.type} ${bare(body.name)}?`,
  'dns.answer': ({ body }) => answerCaption(body),
  'dns.cache-hit': () => says.remembered,
  'dns.failed': ({ body }) => body.error,
  'conn.opened': (_, c) => (c ? `${serviceName(c.service)}, port ${c.port}` : ''),
  'conn.refused': () => says.refused,
  'conn.unreachable': () => says.unreachable,
  'conn.timeout': () => says.noAnswer,
  'conn.reset': () => says.reset,
  'conn.translated': ({ body }) => says.translated(body.client.replace(/:\d+$/, '')),
  'link.blocked': ({ body }) => says.blocked(body.port),
  'link.lost': () => says.lost,
  'tls.established': ({ body }) => body.version,
  'tls.failed': () => says.noTLS,
  'smtp.command': ({ body }) => line(body.line),
  'smtp.reply': ({ body }) => line(body.lines[0] ?? ''),
  'smtp.content': ({ body }) => says.octets(body.octets),
  'imap.command': ({ body }) => line(body.line),
  'imap.response': ({ body }) => line(body.lines.at(-1) ?? ''),
  'pop3.command': ({ body }) => line(body.line),
  'pop3.response': ({ body }) => line(body.lines[0] ?? ''),
  'auth.ok': ({ body }) => says.isUser(body.user),
  'auth.failed': ({ body }) => (body.locked ? says.locked : says.notUser),
  'protocol.violation': () => says.violation,
  'node.down': () => says.down,
  'node.up': () => says.up,
  'action.taken': ({ body }) => says.actions[body.action] ?? body.action,
  'action.failed': ({ body }) => says.failures[body.action] ?? says.failed(body.action),
  'message.composed': () => says.composed,
  'message.accepted': (event, c, form) => (form === 'letter' && carried(event, c)) || says.accepted,
  'message.filed': ({ body }) => says.filed(body.folder),
  'message.fetched': carried,
  'message.refused': ({ body }) => `${body.code} ${body.enhanced ?? ''}`.trim(),
  'message.kept': () => says.kept,
  'message.submitted': () => says.taken,
  'message.relayed': () => says.taken,
  'message.delivered': () => says.taken,
  'message.altered': (event, c, form) =>
    (form === 'letter' && carried(event, c)) || alteredCaption(event.body),
  'message.queued': () => says.queued,
  'message.expanded': ({ body }) => says.expanded(body.to.length),
  'message.attempted': ({ body }) => says.attempt(body.attempt),
  'message.deferred': () => says.deferred,
  'message.held': () => says.held,
  'message.bounced': () => says.bounced,
  'message.expired': () => says.expired,
  'message.discarded': () => says.discarded,
  'message.abandoned': () => says.abandoned,
  'campaign.ended': ({ body }) => says.campaign(body.accepted, body.refused),
  'blocklist.listed': ({ body }) => says.listed(body.ground),
  'blocklist.delisted': () => says.delisted,
  'blocklist.tested': ({ body }) => says.tested(body.open),
  'message.read': () => says.read,
  'fetcher.polled': ({ body }) => says.polls(body.server),
  'message.reinjected': () => says.taken,
  'message.synced': ({ body }) => says.synced[body.change] ?? '',
  'message.moved': ({ body }) => says.filed(body.to),
  'autoreply.decided': ({ body }) => says.autoReply(body.answer),
  'relay.decided': ({ body }) => says.routes[body.route],
  'guard.verdict': ({ body }) => `${says.checks[body.check]}: ${body.result}`,
  'mailbox.changed': ({ body }) => says.mailbox[body.change],
}

/** The caption of an event; empty if the picture says it all. */
export function captionOf(event: TraceEvent, connection: Connection | undefined, form: Form): string {
  return shorten(wordsOf(event, connection, form), longest)
}

/** The same at its full length. */
export function wordsOf(event: TraceEvent, connection: Connection | undefined, form: Form): string {
  const say = captions[event.kind] as
    ((e: TraceEvent, c: Connection | undefined, f: Form) => string) | undefined
  return say?.(event, connection, form) ?? ''
}

/** "SMTP 25, TLS" */
export function serviceCaption(c: Connection): string {
  return `${serviceName(c.service)} ${c.port}${c.tls ? ', TLS' : ''}`
}

function answerCaption(body: EventOf<'dns.answer'>['body']): string {
  if (body.code !== 'NOERROR') return body.code
  const [first, ...more] = body.answer ?? []
  if (first) return bare(first.data) + (more.length > 0 ? ` +${more.length}` : '')
  const referral = body.authority?.find((r) => r.type === 'NS')
  return referral ? says.ask(bare(referral.data)) : says.noRecord
}

function alteredCaption(body: EventOf<'message.altered'>['body']): string {
  const added = [...(body.added ?? []), ...(body.appended ?? [])].map((f) => visible(f.name))
  return added.length > 0
    ? `+ ${added.join(', ')}`
    : `− ${(body.removed ?? []).map((f) => visible(f.name)).join(', ')}`
}

/** What a service is called; its own word if we have none. */
export function serviceName(service: string): string {
  return lang.services[service] ?? service
}
