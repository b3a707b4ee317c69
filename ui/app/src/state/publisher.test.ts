import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Publisher } from './publisher'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('publishes seldom while much is coming, and all in the end', () => {
  let published = 0
  const publisher = new Publisher(() => published++)
  for (let size = 256; size <= 100_000; size += 256) publisher.grown(size)
  expect(published).toBeLessThan(20)
  const before = published
  vi.runAllTimers()
  expect(published).toBe(before + 1)
})

it('publishes at once where that is asked for, and then no second time', () => {
  let published = 0
  const publisher = new Publisher(() => published++)
  publisher.grown(100)
  publisher.grown(101)
  publisher.now(101)
  expect(published).toBe(2)
  vi.runAllTimers()
  expect(published).toBe(2)
})
