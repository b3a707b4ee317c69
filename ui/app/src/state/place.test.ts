import { describe, expect, it } from 'vitest'
import { readPlace, writePlace } from './place'

describe('the place in an address', () => {
  it('is read as it was written', () => {
    const place = { seed: 7, at: 123, level: 'wire', view: 'ladder' } as const
    expect(writePlace(place)).toBe('?seed=7&at=123&level=wire&view=ladder')
    expect(readPlace(writePlace(place).slice(1))).toEqual({ ...place, wrong: [] })
  })

  it('is nowhere in particular if nothing is said', () => {
    expect(writePlace({})).toBe('')
    expect(readPlace('')).toEqual({ wrong: [] })
  })

  it('leaves out what means nothing, and says so', () => {
    expect(readPlace('seed=-1&at=1e3&level=close&view=list&other=1')).toEqual({
      view: 'list',
      wrong: ['seed=-1', 'at=1e3', 'level=close'],
    })
    expect(readPlace('seed=99999999999999999999').wrong).toHaveLength(1)
  })
})
