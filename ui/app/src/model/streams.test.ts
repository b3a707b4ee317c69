import { expect, it } from 'vitest'
import { event, momentAfter } from '../../test/events'
import type { TraceEvent } from '../wire/gen'
import { flowing } from './streams'

const second = 1e9
const [bot, relay] = ['bot.spam.example', 'mail.old.example']
const accepted = (at: number, message: string): TraceEvent => ({
  ...event('message.accepted', relay, {} as never, { peer: bot, message }),
  at,
})
const written = (message: string) =>
  event('message.composed', bot, { content: '', from: '', subject: '' } as never, {
    role: 'attacker',
    message,
  })

it('letters in quick succession are one stream', () => {
  const { streams, at } = momentAfter(
    written('m1'),
    accepted(second, 'm1'),
    accepted(30 * second, 'm2'),
    accepted(80 * second, 'm3'),
  )
  expect(flowing(streams, at)).toEqual([{ from: bot, to: relay, letters: 3, abuse: 1, last: 80 * second }])
})

it('a stream is over when nothing has come for a while, and begins anew', () => {
  const moment = momentAfter(accepted(second, 'm1'), accepted(100 * second, 'm2'))
  expect(flowing(moment.streams, moment.at)).toMatchObject([{ letters: 1 }])
  expect(flowing(moment.streams, 200 * second)).toEqual([])
})

it('what stays on one machine is no stream', () => {
  const moment = momentAfter({ ...accepted(second, 'm1'), peer: relay })
  expect(flowing(moment.streams, moment.at)).toEqual([])
})
