import { describe, expect, it } from 'vitest'
import { event, logOf, momentAfter, nth } from '../../test/events'
import type { Change, EventOf } from '../wire/gen'
import { hostState } from './hosts'
import { queueAt } from './queues'
import { Timeline } from './timeline'

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

  it('keep it for those behind an alias, once each', () => {
    const about = { message: 'm' }
    const queued = event('message.queued', 'a', { id: 'q', from: '', recipients: ['all', 'x'] }, about)
    const stands = (recipient: string, ...to: string[]) =>
      event('message.expanded', 'a', { id: 'q', recipient, to }, about)
    const { queues } = momentAfter(
      queued,
      stands('all', 'x', 'group', 'y'),
      stands('group', 'y', 'all', 'z'),
      stands('y', 'y', 'z'), // and a copy stays in the mailbox
    )
    expect(queueAt(queues, 'a')[0]?.recipients).toEqual(['x', 'z', 'y'])
  })

  it('keep an outbox until it is empty, online or not', () => {
    const taken = (action: string) => event('action.taken', 'a', { action })
    const about = (message: string) => ({ message })
    const kept = event('message.kept', 'a', { user: 'u', device: 'd', outbox: 1 }, about('m'))
    const failed = event('action.failed', 'a', { action: 'send', user: 'u', device: 'd' }, about('n'))
    const sent = event('message.submitted', 'a', { from: 'u', recipients: [] }, about('m'))
    const away = [taken('offline'), kept, failed]
    expect(hostState(momentAfter(...away).hosts, 'a')).toMatchObject({ offline: true, outbox: ['m', 'n'] })
    const back = momentAfter(...away, taken('online'), sent, failed)
    expect(hostState(back.hosts, 'a')).toMatchObject({ offline: false, outbox: ['n'], sent: 1 })
  })

  it('count what lies in each folder and what is new', () => {
    const change = (folder: string, messages: number, unseen: number) =>
      event('mailbox.changed', 'a', { user: 'u', folder, change: 'append', messages, unseen })
    const { mailboxes } = momentAfter(change('INBOX', 1, 1), change('Archive', 4, 0), change('INBOX', 2, 1))
    expect(mailboxes.get('a')).toEqual([
      { user: 'u', name: 'Archive', messages: 4, unseen: 0, full: false },
      { user: 'u', name: 'INBOX', messages: 2, unseen: 1, full: false },
    ])
  })

  it('are full until something leaves them or finds room', () => {
    const change = (change: Change) =>
      event('mailbox.changed', 'a', { user: 'u', folder: 'INBOX', change, messages: 2, unseen: 1 })
    const full = (...changes: Change[]) => momentAfter(...changes.map(change)).mailboxes.get('a')?.[0]?.full
    expect(full('append', 'quota')).toBe(true)
    expect(full('quota', 'flag')).toBe(true)
    expect(full('quota', 'expunge')).toBe(false)
    expect(full('quota', 'move')).toBe(false)
    expect(full('quota', 'append')).toBe(false)
    expect(full('append', 'flag')).toBe(false)
  })
})
