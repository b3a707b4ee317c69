import { expect, it } from 'vitest'
import { event } from '../../test/events'
import { readRecording, recordings } from '../../test/recordings'
import { documents } from './documents'
import { piecesOf, reply } from './meaning'
import { references } from './rfc'
import { lang } from './lang'

it('decodes both codes of a reply', () => {
  expect(reply(550, '5.1.1')).toEqual([
    {
      term: 'Code 550',
      text: 'no, and it stays no: the mailbox is not available, or a rule forbids it',
      rfc: 'RFC 5321 §4.2.1',
    },
    {
      term: 'Status 5.1.1',
      text: 'fails for good: the address: there is no such mailbox',
      rfc: 'RFC 3463 §3.2',
    },
  ])
  expect(reply(599, undefined)[0]!.text).toBe('no, and it stays no')
})

it('says what a server offers', () => {
  const lines = ['250-mx', '250-SIZE 1000', '250-XODD', '250 STARTTLS']
  const pieces = piecesOf(event('smtp.reply', 's', { protocol: 'smtp', code: 250, lines, to: 'EHLO' }))
  expect(pieces.slice(1).map((p) => p.term)).toEqual(['SIZE 1000', 'STARTTLS'])
})

it('knows every command and every code of the recordings', () => {
  for (const name of recordings())
    for (const { event: e } of readRecording(name)) {
      if (e.kind === 'smtp.command' || e.kind === 'pop3.command')
        if (e.body.verb) expect(piecesOf(e), e.body.verb).toHaveLength(1)
      if (e.kind === 'imap.command' && e.body.name) expect(piecesOf(e), e.body.name).toHaveLength(1)
      if (e.kind === 'smtp.reply') expect(piecesOf(e)[0]!.text, String(e.body.code)).toContain(': ')
    }
})

it('refers to sections that have a title', () => {
  const { commands } = lang.wire
  const all = [commands.smtp, commands.imap, commands.pop3].flatMap((c) => Object.values(c).map((m) => m.rfc))
  for (const text of all)
    for (const { rfc, section } of references(text))
      expect(documents[rfc!]?.sections?.[section!], text).toBeTruthy()
})
