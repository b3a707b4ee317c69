import { describe, expect, it } from 'vitest'
import { event, logOf, nth } from '../../test/events'
import type { EventOf } from '../wire/gen'
import { foldersAt, isNew, newIn } from './folders'

const log = logOf('10-pop3-and-imap')
const store = 'mail.beta.example'
const changes = log.plain.map((t) => t.event).filter((e) => e.kind === 'mailbox.changed')
const dora = (seq: number) => foldersAt(log.plain, seq, store, 'dora')

describe('folders', () => {
  it('count what the events count', () => {
    for (const { seq, node, body } of changes) {
      const folder = foldersAt(log.plain, seq, node!).find(
        (f) => f.user === body.user && f.name === body.folder,
      )!
      expect([folder.kept.size, newIn(folder)]).toEqual([body.messages, body.unseen])
    }
  })

  it('keep flags, and hand letters to each other', () => {
    const step = (change: string) =>
      changes.find((e) => e.body.user === 'dora' && e.body.change === change)!.seq
    const [inbox] = dora(step('append'))
    expect(isNew(inbox!.kept.get(1)!)).toBe(true)
    expect(dora(step('flag'))[0]!.kept.get(1)).toMatchObject({ flags: ['\\Seen'], message: 'm1' })
    const [first, second] = dora(Infinity)
    expect([first!.name, first!.kept.size]).toEqual(['INBOX', 0])
    expect([second!.name, second!.kept.size]).toEqual(['Trash', 1])
  })

  it('are full after a no, until something else happens there', () => {
    const body = { user: 'bob', folder: 'INBOX', messages: 1, unseen: 1 }
    const change = (b: Partial<EventOf<'mailbox.changed'>['body']>) => ({
      event: event('mailbox.changed', 's', { ...body, change: 'append', ...b }),
      text: '',
    })
    const told = [change({ uid: 1 }), change({ change: 'quota' }), change({ change: 'expunge', uid: 1 })]
    const full = (n: number) => foldersAt(told.slice(0, n), Infinity, 's')[0]!.full
    expect([full(1), full(2), full(3)]).toEqual([false, true, false])
  })

  it('say which event put a letter there', () => {
    const appended = nth(log, 0, 'mailbox.changed')
    expect(foldersAt(log.plain, appended.seq, store)[0]!.kept.get(1)!.seq).toBe(appended.seq)
  })
})
