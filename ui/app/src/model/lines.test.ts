import { expect, it } from 'vitest'
import { readRecording, readWorlds } from '../../test/recordings'
import { siteConcerned } from './lines'

it('what is done to a line concerns its site, and nothing else does', () => {
  const { world } = readWorlds().find((w) => w.lesson.name === 'troubles')!.lesson
  const found = readRecording('troubles').flatMap(({ event }) => {
    const site = siteConcerned(event, world)
    return site ? [`${event.kind} ${site}`] : []
  })
  expect(found).toEqual([
    'action.taken beta.example',
    'link.down beta.example',
    'action.taken beta.example',
    'link.up beta.example',
  ])
})
