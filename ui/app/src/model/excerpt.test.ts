import { describe, expect, it } from 'vitest'
import { excerptAround } from './excerpt'

describe('an excerpt', () => {
  it('is the whole of a short list', () => {
    expect(excerptAround(-1, 0)).toEqual({ from: 0, to: 0 })
    expect(excerptAround(99, 150)).toEqual({ from: 0, to: 150 })
  })

  it('holds its place, with at least a block on either side where there is one', () => {
    const length = 1234
    for (let place = 0; place < length; place++) {
      const { from, to } = excerptAround(place, length)
      expect(from).toBeLessThanOrEqual(Math.max(place - 100, 0))
      expect(to).toBeGreaterThanOrEqual(Math.min(place + 101, length))
      expect(to - from).toBeLessThanOrEqual(300)
    }
  })

  it('stays as it is within a block', () => {
    expect(excerptAround(300, 1000)).toEqual(excerptAround(399, 1000))
  })
})
