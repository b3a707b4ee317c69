import { describe, expect, it } from 'vitest'
import { logOf, nth } from '../../test/events'
import { actsOf, lookupAt, lookupsOf, rememberedAt } from './lookups'

const log = logOf('11-receiver-down')
const lookups = lookupsOf(log.plain)
const mx = lookups.find((l) => l.first.query.body.type === 'MX')!

describe('questions to the DNS', () => {
  it('hold what their server asked others', () => {
    const [first, second] = mx.hops
    expect(first!.query.peer).toBe('a.root.example')
    expect(first!.answer!.body.authority![0]!.type).toBe('NS')
    expect(second!.query.peer).toBe('ns.beta.example')
    expect(second!.answer!.body.authoritative).toBe(true)
    expect(mx.first.answer!.body.answer![0]!.type).toBe('MX')
  })

  it('take every DNS event of the run, each once', () => {
    const events = lookups.flatMap((l) => actsOf(l, Infinity)).map((a) => a.event.seq)
    const all = log.plain.filter((t) => t.event.kind.startsWith('dns.')).map((t) => t.event.seq)
    expect(events.toSorted((a, b) => a - b)).toEqual(all)
  })

  it('are told only as far as they have come', () => {
    const { seq } = mx.first.query
    expect(lookupAt(lookups, seq)).toBe(mx)
    expect(actsOf(mx, seq)).toEqual([{ event: mx.first.query, within: false }])
    expect(actsOf(mx, mx.last).map((a) => a.within)).toEqual([false, true, true, true, true, false])
  })
})

describe('what a resolver remembers', () => {
  const server = mx.first.query.peer!
  const at = (seq: number, now: number) => rememberedAt(lookups, log.plain, server, seq, now)
  const answer = mx.hops[1]!.answer!

  it('comes with the answer, and goes when its time is over', () => {
    const known = (seq: number, now: number) => at(seq, now).some((r) => r.type === 'MX')
    expect(known(answer.seq - 1, answer.at)).toBe(false)
    expect(known(answer.seq, answer.at)).toBe(true)
    const { ttl } = answer.body.answer![0]!
    expect(known(answer.seq, answer.at + ttl * 1e9 - 1)).toBe(true)
    expect(known(answer.seq, answer.at + ttl * 1e9)).toBe(false)
  })

  it('agrees with what it says when it remembers', () => {
    const hit = nth(log, 0, 'dns.cache-hit')
    const kept = rememberedAt(lookups, log.plain, hit.node!, hit.seq, hit.at).find(
      (r) => r.name === hit.body.name && r.type === hit.body.type,
    )!
    expect(Math.floor((kept.until - hit.at) / 1e9)).toBe(hit.body.answer![0]!.ttl)
  })
})
