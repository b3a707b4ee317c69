import { describe, expect, it } from 'vitest'
import { logOf } from '../../test/events'
import { readRecording } from '../../test/recordings'
import { lastUpTo } from './log'

describe('the log', () => {
  it('takes detail in any order and twice', () => {
    const told = readRecording('01-plain-flow')
    const log = logOf('01-plain-flow')
    log.addDetail([...told].reverse())
    expect(log.all.map((t) => t.event.seq)).toEqual(told.map((t) => t.event.seq))
    expect(log.find(3)?.event.seq).toBe(3)
    expect(log.find(9999)).toBeUndefined()
    expect(lastUpTo(log.all, 0)).toBe(-1)
  })
})
