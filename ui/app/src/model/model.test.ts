import { describe, expect, it } from 'vitest'
import { readRecording } from '../../test/recordings'
import type { EventOf, Kind, Told, TraceEvent } from '../wire/gen'
import { Connections, conversation } from './connections'
import { alter, parseMessage } from './header'
import { hostState } from './hosts'
import { lastUpTo, Log } from './log'
import { advance, beginning, type Moment } from './moment'
import { promisesAt } from './promises'
import { queueAt } from './queues'
import { stepAbout, stepAt, stepsOf } from './steps'
import { Timeline } from './timeline'
import { trafficOf, trafficOfSteps } from './traffic'

let seq = 0
function event<K extends Kind>(
  kind: K,
  node: string,
  body: EventOf<K>['body'],
  about: Partial<TraceEvent> = {},
) {
  return { seq: ++seq, at: seq, level: 'hop', kind, node, body, ...about } as EventOf<K>
}

function momentAfter(...events: TraceEvent[]): Moment {
  const moment = beginning()
  for (const e of events) advance(moment, e)
  return moment
}

function logOf(name: string): Log {
  const told = readRecording(name)
  const log = new Log()
  log.add(told.filter((t) => t.event.level !== 'wire'))
  log.addDetail(told)
  return log
}

const find = (log: Log, holds: (e: TraceEvent) => boolean) => log.all.find((t) => holds(t.event))!.event
const nth = (log: Log, n: number, kind: Kind) => log.all.filter((t) => t.event.kind === kind)[n]!.event

describe('the log', () => {
  it('takes detail in any order and twice', () => {
    const told = readRecording('01-plain-flow')
    const log = logOf('01-plain-flow')
    log.addDetail([...told].reverse())
    expect(log.all.map((t) => t.event.seq)).toEqual(told.map((t) => t.event.seq))
    expect(log.find(3)?.event.seq).toBe(3)
    expect(log.find(9999)).toBeUndefined()
    expect(lastUpTo(log.all, 0)).toBe(-1)
  })
})

describe('hosts, queues and mailboxes', () => {
  const log = logOf('11-receiver-down')
  const timeline = new Timeline(log.plain)

  it('know who is down, and that it came back', () => {
    const down = nth(log, 0, 'node.down')
    expect(hostState(timeline.upTo(down.seq).hosts, down.node!).down).toBe(true)
    expect(hostState(timeline.upTo(Infinity).hosts, down.node!)).toMatchObject({ down: false, up: true })
  })

  it('keep a letter in the queue until it is somebody else’s', () => {
    const deferred = nth(log, 2, 'message.deferred') as EventOf<'message.deferred'>
    const [waiting] = queueAt(timeline.upTo(deferred.seq).queues, 'mail.alpha.example')
    expect(waiting).toMatchObject({ attempts: 3, next: deferred.body.next, recipients: ['bob@beta.example'] })
    const relayed = nth(log, 0, 'message.relayed')
    expect(queueAt(timeline.upTo(relayed.seq - 1).queues, 'mail.alpha.example')).toHaveLength(1)
    expect(queueAt(timeline.upTo(relayed.seq).queues, 'mail.alpha.example')).toHaveLength(0)
  })

  it('keep it for the recipients that are left', () => {
    const about = { message: 'm' }
    const queued = event('message.queued', 'a', { id: 'q', from: '', recipients: ['x', 'y', 'z'] }, about)
    const some = event('message.bounced', 'a', { id: 'q', recipients: ['x'], status: '5.1.1' }, about)
    const another = event('message.delivered', 'a', { id: 'q', recipient: 'z', reply: '250' }, about)
    expect(queueAt(momentAfter(queued, some, another).queues, 'a')[0]?.recipients).toEqual(['y'])
  })

  it('count what lies in a mailbox and what is new', () => {
    const filed = nth(log, 0, 'mailbox.changed')
    expect(timeline.upTo(filed.seq).mailboxes.get(filed.node!)).toEqual([
      { user: 'bob', name: 'INBOX', messages: 1, unseen: 1 },
    ])
    expect(timeline.upTo(Infinity).mailboxes.get(filed.node!)?.[0]?.unseen).toBe(0)
  })
})

describe('a letter', () => {
  it('has at each node the header that it has there', () => {
    const log = logOf('07-received')
    const letter = new Timeline(log.plain).upTo(Infinity).letters.get('m1')!
    const receivedAt = (node: string) =>
      letter.copies
        .get(node)!
        .fields.filter((f) => f.name === 'Received')
        .map((f) => f.by)
    expect(receivedAt('alice.alpha.example')).toEqual([])
    expect(receivedAt('mail.alpha.example')).toEqual(['mail.alpha.example'])
    expect(receivedAt('mx1.beta.example')).toEqual(['mx1.beta.example', 'mail.alpha.example'])
    expect(receivedAt('store.beta.example')).toEqual(receivedAt('mx1.beta.example'))
    expect(letter.copies.get('bob.beta.example')!.fields[0]!.name).toBe('Return-Path')
    expect(letter.copies.get('mx1.beta.example')).toMatchObject({
      sender: 'alice@alpha.example',
      recipients: ['bob@beta.example'],
    })
  })

  it('parts in two when it goes to two places', () => {
    const content = 'Subject: s\r\n\r\nbody'
    const added = (by: string) => ({ added: [{ name: 'Received', raw: `Received: by ${by}` }] })
    const accepted = { from: 'f', recipients: [], id: '1', octets: 1 }
    const m = (peer?: string) => ({ message: 'm', peer })
    const letter = momentAfter(
      event('message.composed', 'a', { from: '', subject: 's', content }, m()),
      event('message.altered', 'b', added('b'), m('a')),
      event('message.accepted', 'b', accepted, m('a')),
      event('message.altered', 'c', added('c'), m('b')),
      event('message.accepted', 'c', accepted, m('b')),
      event('message.altered', 'd', added('d'), m('b')),
      event('message.accepted', 'd', accepted, m('b')),
    ).letters.get('m')!
    const writers = (node: string) => letter.copies.get(node)!.fields.map((f) => f.by)
    expect(writers('c')).toEqual(['c', 'b', undefined])
    expect(writers('d')).toEqual(['d', 'b', undefined])
  })

  it('collects lines when it goes round in a circle', () => {
    const content = 'Subject: s\r\n\r\nbody'
    const hop = (node: string, peer: string) => [
      event(
        'message.altered',
        node,
        { added: [{ name: 'Received', raw: `Received: by ${node} ${seq}` }] },
        { message: 'm', peer },
      ),
      event(
        'message.accepted',
        node,
        { from: '', recipients: [], id: '', octets: 0 },
        { message: 'm', peer },
      ),
    ]
    const letter = momentAfter(
      event('message.composed', 'u', { from: '', subject: 's', content }, { message: 'm' }),
      ...hop('a', 'u'),
      ...hop('b', 'a'),
      ...hop('a', 'b'),
      ...hop('b', 'a'),
    ).letters.get('m')!
    expect(letter.copies.get('b')!.fields.map((f) => f.by)).toEqual(['b', 'a', 'b', 'a', undefined])
  })
})

describe('a header', () => {
  it('keeps its folding', () => {
    const { fields, body } = parseMessage('A: 1\r\n\tmore\r\nB: 2\r\n\r\nC: no field\r\n\r\nend')
    expect(fields).toEqual([
      { name: 'A', raw: 'A: 1\n\tmore' },
      { name: 'B', raw: 'B: 2' },
    ])
    expect(body).toBe('C: no field\n\nend')
    expect(parseMessage('A: 1\r\n').fields).toHaveLength(1)
  })

  it('loses, gains on top and gains at the end', () => {
    const { fields } = parseMessage('Bcc: x\r\nTo: y\r\n\r\n')
    const change = event('message.altered', 'n', {
      removed: [{ name: 'Bcc', raw: 'Bcc: x' }],
      added: [
        { name: 'Received', raw: 'Received: 1' },
        { name: 'X', raw: 'X: 2' },
      ],
      appended: [{ name: 'Date', raw: 'Date: 3' }],
    })
    expect(alter(fields, change).map((f) => f.name)).toEqual(['Received', 'X', 'To', 'Date'])
  })
})

describe('steps', () => {
  const log = logOf('11-receiver-down')

  it('are what the level shows, and what the lesson speaks of', () => {
    for (const level of ['story', 'hop', 'wire'] as const) {
      const kinds = new Set(stepsOf(log, level).map((s) => s.told.event.kind))
      expect(kinds.has('note')).toBe(false)
      expect(kinds.has('message.relayed')).toBe(true)
      expect(kinds.has('dns.query')).toBe(level !== 'story')
      expect(kinds.has('smtp.command')).toBe(level === 'wire')
    }
    const query = log.plain.find((t) => t.event.kind === 'dns.query')!.event
    const noted = new Log()
    noted.add([
      ...log.plain,
      { event: event('note', '', { text: 'look' }, { seq: 9999, cause: query.seq }), text: '' },
    ])
    expect(stepsOf(noted, 'story').find((s) => s.told.event.seq === query.seq)?.note?.body.text).toBe('look')
  })

  it('tell where nothing moved for long', () => {
    const waits = stepsOf(log, 'story').filter((s) => s.wait > 0)
    expect(waits.map((s) => Math.round(s.wait / 60e9)).slice(0, 4)).toEqual([16, 31, 61, 121])
  })

  it('are found by seq and by letter', () => {
    const steps = stepsOf(log, 'hop')
    expect(stepAt(steps, 0)).toBe(0)
    expect(stepAt(steps, steps[7]!.told.event.seq)).toBe(7)
    expect(stepAt(steps, Infinity)).toBe(steps.length - 1)
    const next = stepAbout(steps, 0, 'm1', 1)
    expect(steps[next]!.told.event.kind).toBe('message.composed')
    expect(stepAbout(steps, next, 'm1', -1)).toBe(-1)
  })
})

describe('promises', () => {
  it('are open until the run decides', () => {
    const { plain } = logOf('07-received')
    expect(promisesAt(plain, 5).map((p) => p.state)).toEqual(['open', 'open', 'open'])
    expect(promisesAt(plain, Infinity)[2]).toMatchObject({
      state: 'missed',
      found: 'one of them could not be checked',
    })
  })
})

describe('connections', () => {
  const log = logOf('01-plain-flow')
  const connections = new Connections()
  connections.add(log.all)

  it('know their ends, their service and when they were encrypted', () => {
    const smtp = connections.list.find((c) => c.port === '25')!
    expect(smtp).toMatchObject({ client: 'mail.alpha.example', server: 'mail.beta.example', service: 'smtp' })
    expect(smtp.tls).toBeGreaterThan(smtp.opened)
    expect(connections.openAt(smtp.opened)).toContain(smtp)
    expect(connections.openAt(smtp.last + 1)).not.toContain(smtp)
  })

  it('hold what one asks another about names as one conversation', () => {
    const asked = connections.list.filter((c) => c.service === 'dns' && c.client === 'mail.alpha.example')
    expect(asked.map((c) => c.server)).toEqual(['ns.alpha.example'])
    const lines = conversation(log.all, asked[0]!)
    expect(lines.map((l) => l.side)).toEqual(['client', 'server', 'client', 'server'])
    expect(lines[1]!.text).toBe('NOERROR\nbeta.example. 3600 MX 10 mail.beta.example.')
    expect(connections.openAt(asked[0]!.opened)).not.toContain(asked[0])
  })

  it('hold a conversation', () => {
    const smtp = connections.list.find((c) => c.port === '25')!
    const lines = conversation(log.all, smtp)
    expect(lines[0]!.told.event.kind).toBe('conn.opened')
    expect(lines.find((l) => l.side === 'server')!.text).toMatch(/^220 mail.beta.example/)
    expect(lines.find((l) => l.text.startsWith('MAIL FROM'))).toMatchObject({ side: 'client', tls: true })
  })
})

describe('traffic', () => {
  const told: Told[] = readRecording('07-received')
  const log = logOf('07-received')

  it('moves the letter once for each hop', () => {
    for (const level of ['story', 'hop', 'wire'] as const) {
      const traffic = trafficOfSteps(stepsOf(log, level), log.plain, level)
      const hops = traffic.filter((t) => t?.form === 'letter').map((t) => `${t!.from} ${t!.to}`)
      expect(hops).toEqual([
        'alice.alpha.example mail.alpha.example',
        'mail.alpha.example mx1.beta.example',
        'mx1.beta.example store.beta.example',
        'store.beta.example bob.beta.example',
      ])
    }
  })

  it('turns back what is refused and loses what nobody answers', () => {
    const refused = find(logOf('12-unknown-user'), (e) => e.kind === 'message.refused')
    expect(trafficOf(refused, beginning(), 'hop')).toMatchObject({
      form: 'letter',
      from: 'mail.alpha.example',
      to: 'mail.beta.example',
      tone: 'bad',
      ending: 'returns',
    })
    const timeout = nth(logOf('11-receiver-down'), 0, 'conn.timeout')
    expect(trafficOf(timeout, beginning(), 'hop')).toMatchObject({ ending: 'lost', tone: 'bad' })
  })

  it('knows something to show for every event that has a place', () => {
    for (const { event } of told) {
      expect(trafficOf(event, beginning(), 'wire') === undefined, event.kind).toBe(event.node === undefined)
    }
  })
})
