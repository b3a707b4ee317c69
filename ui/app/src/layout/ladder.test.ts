import { describe, expect, it } from 'vitest'
import { logOf } from '../../test/events'
import { stepsOf } from '../model/steps'
import { trafficOfSteps } from '../model/traffic'
import { layLadder, stepNear, stepsBetween } from './ladder'

const log = logOf('11-receiver-down')
const steps = stepsOf(log, 'wire')
const traffic = trafficOfSteps(steps, log.plain, 'wire')
const hosts = [...new Set(traffic.flatMap((t) => (t ? [t.from, t.to] : [])))]
const lanes = hosts.map((name) => ({ name, hosts: [name] }))
const size = { width: 800, height: 150 }
const many = Array.from({ length: 100_000 }, (_, i) => steps[i % steps.length]!)
const muchTraffic = many.map((_, i) => traffic[i % steps.length])

describe('the strip at the foot', () => {
  it.each(['even', 'scale'] as const)('has a place for every step, in their order, %s', (timing) => {
    const ladder = layLadder(steps, traffic, lanes, size, timing)
    expect(ladder.xs).toHaveLength(steps.length)
    ladder.xs.forEach((x, i) => expect(x).toBeGreaterThan(ladder.xs[i - 1] ?? 0))
    expect(ladder.xs.at(-1)).toBeLessThan(ladder.width)
    ladder.xs.forEach((x, i) => expect(stepNear(ladder, x)).toBe(i))
    const [from, to] = stepsBetween(ladder, ladder.xs[10]!, ladder.xs[20]!)
    expect([from, to]).toEqual([10, 20])
  })

  it('gives more room to what takes longer, if it is to scale', () => {
    const ladder = layLadder(steps, traffic, lanes, size, 'scale')
    const width = (i: number) => ladder.xs[i]! - ladder.xs[i - 1]!
    const slow = steps.findIndex((s, i) => i > 0 && s.since > 15e6 && s.since < 60e6)
    const quick = steps.findIndex((s, i) => i > 1 && s.since === 0 && steps[i - 1]!.since === 0)
    expect(width(slow)).toBeGreaterThan(2 * width(quick))
    expect(ladder.gaps.length).toBeGreaterThan(steps.filter((s) => s.wait > 0).length)
  })

  it('is never many screens wide, and has no more marks than pixels', () => {
    const ladder = layLadder(many, muchTraffic, lanes, size, 'even')
    expect(ladder.squeezed).toBe(true)
    expect(ladder.width).toBe(size.width)
    expect(ladder.marks).toHaveLength(0)
    expect(ladder.columns.length).toBeLessThanOrEqual((size.width / 3) * hosts.length)
    expect(ladder.columns.some((c) => c.bad)).toBe(true)
    expect(stepNear(ladder, 0)).toBe(0)
    expect(stepNear(ladder, 1e6)).toBe(many.length - 1)
  })
})
