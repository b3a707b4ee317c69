import { describe, expect, it } from 'vitest'
import { logOf } from '../../test/events'
import { readRecording } from '../../test/recordings'
import { lastUpTo, Log } from './log'

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

  it('takes detail and what happens next in turns', () => {
    const told = readRecording('01-plain-flow')
    const log = new Log()
    for (let from = 0; from < told.length; from += 40) {
      const part = told.slice(from, from + 40)
      log.add(part.filter((t) => t.event.level !== 'wire'))
      log.addDetail(part)
      expect(log.all.map((t) => t.event.seq)).toEqual(told.slice(0, from + 40).map((t) => t.event.seq))
    }
    log.addDetail(told)
    expect(log.size).toBe(told.length)
  })
})
