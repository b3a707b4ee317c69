import { expect, it } from 'vitest'
import { event } from '../../test/events'
import type { EventOf, TraceEvent } from '../wire/gen'
import type { Line } from './connections'
import { credentialsIn } from './credentials'

const line = (e: TraceEvent): Line => ({ told: { event: e, text: '' }, side: 'client', text: '', tls: false })
const smtp = (verb: string, text: string) =>
  line(event('smtp.command', 'c', { protocol: 'smtp', verb, line: text }))
const reply = (code: number, text: string) =>
  line(event('smtp.reply', 's', { protocol: 'smtp', code, lines: [text] } as EventOf<'smtp.reply'>['body']))
const told = (...lines: Line[]) => credentialsIn(lines, lines.at(-1)!)

it('reads AUTH PLAIN, at once or after a question', () => {
  const alice = { user: 'alice', password: 'secret-alice' }
  expect(told(smtp('AUTH', 'AUTH PLAIN AGFsaWNlAHNlY3JldC1hbGljZQ=='))).toEqual(alice)
  expect(told(reply(334, '334 '), smtp('', 'AGFsaWNlAHNlY3JldC1hbGljZQ=='))).toEqual(alice)
})

it('reads AUTH LOGIN, one answer after the other', () => {
  expect(told(reply(334, '334 VXNlcm5hbWU6'), smtp('', 'YWxpY2U='))).toEqual({ user: 'alice' })
  expect(told(reply(334, '334 UGFzc3dvcmQ6'), smtp('', 'c2VjcmV0'))).toEqual({ password: 'secret' })
  expect(told(smtp('AUTH', 'AUTH LOGIN'))).toBeUndefined()
})

it('reads the logins of IMAP and POP3', () => {
  const imap = (text: string) => told(line(event('imap.command', 'c', { line: text })))
  expect(imap('a1 LOGIN bob "a \\"b"')).toEqual({ user: 'bob', password: 'a "b' })
  expect(imap('a1 SELECT INBOX')).toBeUndefined()
  const pop3 = (text: string) => told(line(event('pop3.command', 'c', { verb: '', line: text })))
  expect(pop3('USER bob')).toEqual({ user: 'bob' })
  expect(pop3('PASS two words')).toEqual({ password: 'two words' })
})

it('makes nothing of what is no login', () => {
  expect(told(smtp('MAIL', 'MAIL FROM:<a@b>'))).toBeUndefined()
  expect(told(smtp('AUTH', 'AUTH PLAIN ***'))).toBeUndefined()
  expect(told(smtp('AUTH', 'AUTH PLAIN'))).toBeUndefined()
})
