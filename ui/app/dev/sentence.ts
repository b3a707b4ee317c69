// A sentence for each event of a recording. The program says it better; these
// only have to do when the page runs without it.
import { kinds, type EventOf, type Kind, type TraceEvent } from '../src/wire/gen.ts'
import { textOf } from '../src/wire/octets.ts'

type Sentences = { [K in Kind]?: (event: EventOf<K>) => string }

const sentences: Sentences = {
  'action.taken': ({ body }) => `${body.who ?? 'The script'}: ${body.action}, ${body.text ?? ''}.`,
  'node.up': ({ node }) => `${node} is running.`,
  'node.down': ({ node }) => `${node} is switched off.`,
  'conn.opened': ({ node, peer, body }) => `${node} connects to ${peer} (${body.service}, ${body.remote}).`,
  'conn.timeout': ({ node, peer, body }) =>
    `${node} gives up: ${peer} does not answer for ${body.seconds} s.`,
  'conn.closed': ({ node }) => `${node} closes the connection.`,
  'tls.established': ({ node, peer, body }) =>
    `${node} and ${peer} agree on keys (${body.version}): from here on nobody between them can read along.`,
  'dns.query': ({ node, peer, body }) => `${node} asks ${peer}: ${body.type} of ${body.name}`,
  'dns.answer': ({ node, peer, body }) =>
    `${node} answers ${peer}: ${body.answer?.map((r) => r.data).join(', ') ?? `ask ${body.authority?.[0]?.data ?? body.code}`}`,
  'dns.cache-hit': ({ node, body }) => `${node} still remembers the ${body.type} of ${body.name}`,
  'smtp.command': ({ node, body }) => `${node} says: ${textOf(body.line)}`,
  'smtp.reply': ({ node, body }) => `${node} replies: ${textOf(body.lines[0] ?? '')}`,
  'smtp.content': ({ node, body }) =>
    `${node} sends the letter, ${body.octets} octets, and ends it with a dot.`,
  'imap.command': ({ node, body }) => `${node} says: ${textOf(body.line)}`,
  'imap.response': ({ node, body }) => `${node} responds: ${textOf(body.lines.at(-1) ?? '')}`,
  'auth.ok': ({ node, body }) => `${node} knows now that this is ${body.user} (${body.mechanism}).`,
  'message.composed': ({ node, body }) => `At ${node}, ${body.from} writes “${body.subject}”.`,
  'message.submitted': ({ node, peer }) => `${node} has handed the letter to ${peer}: its part is done.`,
  'message.accepted': ({ node, peer, body }) =>
    `${node} accepts the letter${peer ? ` from ${peer}` : ''} as ${body.id} and is responsible for it now.`,
  'message.refused': ({ node, body }) =>
    `${node} refuses ${body.recipient ?? 'the letter'}: ${body.code} ${body.text}`,
  'message.altered': ({ node, body }) =>
    `${node} adds ${body.added?.map((f) => f.name).join(' and ')} to the header.`,
  'message.queued': ({ node, body }) => `${node} writes the letter to its queue as ${body.id}.`,
  'message.attempted': ({ node, body }) =>
    `${node} tries to pass the letter on to ${body.destination}, try ${body.attempt}.`,
  'message.deferred': ({ node, body }) => `${node} keeps the letter and will try again: ${body.reply}.`,
  'message.relayed': ({ node, peer }) => `${node} has passed the letter on to ${peer}.`,
  'message.delivered': ({ peer, body }) =>
    `The message store at ${peer} took the letter for ${body.recipient}.`,
  'message.filed': ({ node, body }) => `${node} puts the letter into the ${body.folder} of ${body.user}.`,
  'message.bounced': ({ node, body }) =>
    `${node} gives up on ${body.recipients.join(', ')} and writes a report.`,
  'message.fetched': ({ node, peer }) => `${node} fetches the letter from ${peer}.`,
  'message.read': ({ node, body }) => `${body.user} reads the letter at ${node}.`,
  'relay.decided': ({ node, body }) =>
    `${node} decides about ${body.recipient}: ${body.route} (${body.rule}).`,
  'mailbox.changed': ({ node, body }) =>
    `${body.folder} of ${body.user} at ${node}: ${body.messages} letters, ${body.unseen} new.`,
  'expectation.met': ({ body }) => body.text,
  'expectation.missed': ({ body }) => `${body.text}: not so, ${body.found}.`,
  note: ({ body }) => body.text,
}

export function sentence(event: TraceEvent): string {
  const say = sentences[event.kind] as ((event: TraceEvent) => string) | undefined
  return say?.(event) ?? kinds[event.kind].doc
}
