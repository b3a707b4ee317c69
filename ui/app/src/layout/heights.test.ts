import { expect, it } from 'vitest'
import { Heights } from './heights'

it('knows where each row begins, whatever is measured', () => {
  const rows = Array.from({ length: 1000 }, (_, i) => 20 + (i % 7) * 5)
  const heights = new Heights(rows.length, (i) => rows[i]!)
  const check = () => {
    let top = 0
    rows.forEach((height, i) => {
      expect(heights.top(i)).toBe(top)
      expect(heights.at(top)).toBe(i)
      expect(heights.at(top + height - 1)).toBe(i)
      top += height
    })
    expect(heights.total).toBe(top)
  }
  check()
  for (const i of [0, 999, 512, 511, 3]) heights.set(i, (rows[i] = 111))
  check()
})

it('has an answer beyond the ends, and for no rows at all', () => {
  const heights = new Heights(3, () => 10)
  expect([heights.at(-5), heights.at(1e9)]).toEqual([0, 2])
  const none = new Heights(0, () => 10)
  expect([none.at(5), none.total]).toEqual([0, 0])
})

it('is quick for very many rows', () => {
  const heights = new Heights(100_000, () => 30)
  const began = performance.now()
  for (let i = 0; i < 100_000; i++) heights.set(heights.at(i * 30), 30)
  expect(heights.total).toBe(3_000_000)
  expect(performance.now() - began).toBeLessThan(1000)
})
