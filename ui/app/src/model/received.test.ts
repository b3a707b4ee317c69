import { describe, expect, it } from 'vitest'
import { logOf } from '../../test/events'
import { readWorlds } from '../../test/recordings'
import { momentAfter } from '../../test/events'
import { claimOf, contains, rungsOf } from './received'

const sites = readWorlds().find((w) => w.lesson.name === '07-received')!.lesson.world.sites
const log = logOf('07-received')
const moment = momentAfter(...log.plain.map((t) => t.event))

describe('a line', () => {
  it('is read in the form of each program', () => {
    const postfix = claimOf(
      'Received: from laptop (alice.alpha.example [192.0.2.4])\n\t(using TLSv1.3 with cipher X (128/128 bits))\n\t(Authenticated sender: alice)\n\tby mail.alpha.example (Postfix) with ESMTPSA id 0C87D6\n\tfor <bob@beta.example>; Mon,  2 Mar 2026 09:00:01 +0000 (UTC)',
    )
    expect(postfix).toEqual({
      from: 'laptop',
      address: '192.0.2.4',
      by: 'mail.alpha.example',
      with: 'ESMTPSA',
      id: '0C87D6',
      for: 'bob@beta.example',
      stamp: Date.parse('2026-03-02T09:00:01Z'),
    })
    const exim = claimOf(
      'Received: from a.example ([192.0.2.2])\n\tby mail.beta.example with esmtps  (TLS1.3) tls X\n\t(Exim 4.98)\n\t(envelope-from <a@a.example>)\n\tid 1vwz8D-0\n\tfor erik@e.example; Mon, 02 Mar 2026 09:00:01 +0000',
    )
    expect(exim).toMatchObject({
      address: '192.0.2.2',
      with: 'esmtps',
      id: '1vwz8D-0',
      for: 'erik@e.example',
    })
    const exchange = claimOf(
      'Received: from mail.d.example (192.0.2.18)\n\tby mail.e.example (198.51.100.18)\n\twith Microsoft SMTP Server (version=TLS1_3)\n\tid 15.2.1 via Frontend Transport; Mon, 2 Mar 2026 09:00:03 +0000',
    )
    expect(exchange).toMatchObject({
      address: '192.0.2.18',
      by: 'mail.e.example',
      with: 'Microsoft SMTP Server',
    })
    const qmail = claimOf('Received: (qmail 4035 invoked from network); 2 Mar 2026 09:00:02 -0000')
    expect(qmail).toMatchObject({ from: undefined, by: undefined, with: 'qmail' })
    expect(qmail.stamp).toBe(Date.parse('2026-03-02T09:00:02Z'))
  })

  it('may be nonsense', () => {
    expect(claimOf('Received:')).toEqual({})
    expect(claimOf('Received: by by; yesterday').stamp).toBeUndefined()
  })
})

describe('networks', () => {
  it('have the addresses that begin like them', () => {
    expect(contains('192.0.2.0/28', '192.0.2.15')).toBe(true)
    expect(contains('192.0.2.0/28', '192.0.2.16')).toBe(false)
    expect(contains('192.0.2.0/28', '::1')).toBe(false)
  })
})

describe('the way of a letter', () => {
  const letter = [...moment.letters.values()].find((l) => [...l.copies.values()].some((c) => c.changes > 2))!
  const copy = [...letter.copies.values()].reduce((a, b) => (a.changes >= b.changes ? a : b))
  const home = sites.find((s) => copy.node.endsWith(s.name))
  const rungs = rungsOf(copy.fields, log.plain, home)

  it('has a rung for each line, and knows who wrote it', () => {
    expect(rungs.length).toBeGreaterThan(2)
    for (const rung of rungs.filter((r) => r.written)) {
      const event = log.find(rung.written!.seq)!.event
      expect(event.kind).toBe('message.altered')
      expect(rung.claim.by ?? event.node).toBe(event.node)
      expect(Math.abs(rung.written!.at - event.at)).toBe(0)
    }
  })

  it('can be trusted down to the border of the reader', () => {
    const trusted = rungs.map((r) => r.trusted)
    expect(trusted[0]).toBe(true)
    expect(trusted.at(-1)).toBe(false)
    expect(trusted.lastIndexOf(true)).toBe(trusted.indexOf(false) - 1)
    expect(rungsOf(copy.fields, log.plain, undefined).some((r) => r.trusted)).toBe(false)
  })
})

describe('a line that nobody here wrote', () => {
  it('has no writer, whatever it says', () => {
    const fields = [
      { name: 'Received', raw: 'Received: by mail.beta.example; Mon, 2 Mar 2026 09:00:00 +0000' },
    ]
    expect(rungsOf(fields, [], undefined)[0]).toMatchObject({ written: undefined, trusted: false })
  })
})
