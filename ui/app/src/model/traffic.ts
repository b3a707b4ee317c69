// What moves on the map when an event is shown.
import type { Level, Seq, Told, TraceEvent } from '../wire/gen'
import { arrivalOf } from './letters'
import { markOf, type Mark } from './marks'
import { advance, beginning } from './moment'
import type { Step } from './steps'

/**
 * The shape that moves: the letter itself, or something that is said. A pulse
 * and a deed stay where they are: what a machine does by itself, and what
 * somebody does to it.
 */
export type Form =
  'letter' | 'receipt' | 'question' | 'answer' | 'line' | 'knock' | 'handshake' | 'pulse' | 'deed'

export type Tone = 'plain' | 'good' | 'bad' | 'wait'

export interface Traffic {
  form: Form
  from: string
  /** the same as from for what happens on one machine */
  to: string
  tone: Tone
  /** a no comes back; what nobody answers is lost on the way */
  ending: 'arrives' | 'returns' | 'lost'
  /** what it is beside a letter or a talk */
  mark?: Mark
}

/** What moves at a step, or moved last before it, or is the first to move. */
export function trafficAround(all: readonly (Traffic | undefined)[], step: number): Traffic | undefined {
  for (let i = Math.min(step, all.length - 1); i >= 0; i--) if (all[i]) return all[i]
  return all.find((traffic) => traffic !== undefined)
}

/** The traffic of an event; from is where the letter comes from if it arrives with it. */
export function trafficOf(event: TraceEvent, from?: string): Traffic | undefined {
  const { node, peer = node } = event
  if (!node || !peer) return undefined
  const out = (form: Form, tone: Tone = 'plain', ending: Traffic['ending'] = 'arrives'): Traffic =>
    move(form, node, peer, tone, ending)
  const back = (form: Form, tone: Tone = 'plain', ending: Traffic['ending'] = 'arrives'): Traffic =>
    move(form, peer, node, tone, ending)
  const here = (tone: Tone = 'plain') => move('pulse', node, node, tone, 'arrives')

  switch (event.kind) {
    case 'action.taken':
      return move('deed', node, node, 'plain', 'arrives')
    case 'dns.query':
      return out('question')
    case 'dns.answer':
      return out('answer', event.body.code === 'NOERROR' ? 'plain' : 'bad')
    case 'conn.opened':
      return out('knock')
    case 'conn.refused':
    case 'conn.unreachable':
      return out('knock', 'bad', 'returns')
    case 'conn.timeout':
    case 'conn.reset':
    case 'link.blocked':
    case 'link.lost':
      return out('knock', 'bad', 'lost')
    case 'tls.established':
      return out('handshake')
    case 'tls.failed':
      return out('handshake', 'bad', 'returns')
    case 'smtp.content':
      return out('letter')
    case 'smtp.reply':
      return out('line', event.body.code >= 400 ? 'bad' : 'plain')
    case 'pop3.response':
      return out('line', event.body.ok ? 'plain' : 'bad')
    case 'smtp.command':
    case 'imap.command':
    case 'imap.response':
    case 'pop3.command':
      return out('line')
    case 'message.altered':
      return from ? move('letter', from, node, 'plain', 'arrives') : here()
    case 'message.accepted':
    case 'message.filed':
      return from ? move('letter', from, node, 'plain', 'arrives') : here('good')
    case 'message.fetched':
      return back('letter')
    case 'message.submitted':
    case 'message.relayed':
    case 'message.delivered':
      return back('receipt', 'good')
    case 'message.refused':
      return back('letter', 'bad', 'returns')
    case 'message.deferred':
    case 'message.kept':
    case 'message.held':
      return here('wait')
    case 'blocklist.listed':
      return move('pulse', peer, peer, 'bad', 'arrives')
    case 'blocklist.delisted':
      return move('pulse', peer, peer, 'good', 'arrives')
    case 'blocklist.tested':
      return move('pulse', peer, peer, event.body.open ? 'bad' : 'good', 'arrives')
    case 'message.abandoned':
    case 'message.bounced':
    case 'message.expired':
    case 'message.discarded':
    case 'action.failed':
    case 'auth.failed':
    case 'dns.failed':
    case 'node.down':
    case 'protocol.violation':
      return here('bad')
    case 'relay.decided':
      return here(event.body.route === 'refuse' ? 'bad' : 'plain')
    case 'guard.verdict':
      return here(event.body.effect === 'none' ? 'plain' : 'bad')
    case 'auth.ok':
      return here('good')
    default:
      return here()
  }
}

function move(form: Form, from: string, to: string, tone: Tone, ending: Traffic['ending']): Traffic {
  return { form, from, to, tone, ending }
}

/** The traffic of every step, in one pass over the run. */
export function trafficOfSteps(
  steps: readonly Step[],
  plain: readonly Told[],
  level: Level,
): (Traffic | undefined)[] {
  const moment = beginning()
  const shown = new Set<Seq>() // arrivals
  let next = 0
  return steps.map(({ told: { event } }) => {
    for (; next < plain.length && plain[next]!.event.seq < event.seq; next++)
      advance(moment, plain[next]!.event)
    // A server stamps a letter before it accepts it, so it is there by then: it
    // comes with the first step that is about it there. At the wire level it
    // came with its octets already.
    const arrival = level === 'wire' ? undefined : arrivalOf(moment.letters.get(event.message ?? ''), event)
    const traffic = trafficOf(event, arrival && !shown.has(arrival.seq) ? arrival.from : undefined)
    if (arrival && traffic?.form === 'letter') shown.add(arrival.seq)
    return traffic && { ...traffic, mark: markOf(moment.marks, event) }
  })
}
