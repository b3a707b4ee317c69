import { describe, expect, it } from 'vitest'
import { logOf } from '../../test/events'
import { Connections, conversation } from './connections'

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

  it('tell which of them are open at any event', () => {
    const talks = connections.list.filter((c) => c.service !== 'dns')
    for (const { event } of log.all) {
      const open = talks.filter((c) => c.opened <= event.seq && event.seq <= c.last)
      expect(connections.openAt(event.seq)).toEqual(open)
    }
  })

  it('are the same whether or not their lines were fetched', () => {
    const plain = new Connections()
    plain.add(log.plain)
    const before = structuredClone(plain.list)
    plain.add(log.all)
    expect(plain.list.filter((c) => c.service !== 'dns')).toEqual(before.filter((c) => c.service !== 'dns'))
  })

  it('hold what one asks another about names as one conversation', () => {
    const asked = connections.list.filter((c) => c.service === 'dns' && c.client === 'mail.alpha.example')
    expect(asked.map((c) => c.server)).toEqual(['ns.alpha.example'])
    const lines = conversation(log.all, asked[0]!)
    expect(lines.slice(0, 4).map((l) => l.side)).toEqual(['client', 'server', 'client', 'server'])
    expect(lines.map((l) => l.text)).toContain('NOERROR\nbeta.example 3600 MX 10 mail.beta.example.')
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
