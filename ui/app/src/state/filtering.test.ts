import { beforeEach, describe, expect, it } from 'vitest'
import { readRecording, readWorlds } from '../../test/recordings'
import { Filtering } from './filtering.svelte'
import { Playback } from './playback.svelte'
import { Preferences } from './preferences.svelte'
import { Run } from './run.svelte'

let filtering: Filtering

beforeEach(() => {
  const told = readRecording('11-receiver-down')
  const run = new Run(
    readWorlds().find((w) => w.lesson.name === '11-receiver-down')!,
    () => undefined,
  )
  run.add(told.filter((t) => t.event.level !== 'wire'))
  run.end({ type: 'ended', run: '', outcome: 'quiet', last: told.length })
  filtering = new Filtering(new Playback(run, new Preferences(), () => true))
})

const kindHere = () => filtering.playback.event!.kind

describe('what is left out', () => {
  it('is nothing at first, and nothing once all is shown again', () => {
    const all = filtering.playback.steps.length
    expect(filtering.active).toBe(false)
    expect(filtering.shown).toHaveLength(all)
    filtering.ask({ protocol: 'dns' })
    filtering.ask({ host: filtering.choices.hosts[0] })
    expect(filtering.active).toBe(true)
    expect(filtering.shown.length).toBeLessThan(all)
    filtering.ask({ host: undefined })
    expect(filtering.filter).toEqual({ protocol: 'dns' })
    filtering.clear()
    expect(filtering.shown).toHaveLength(all)
  })

  it('is not walked through, but played', () => {
    const { playback } = filtering
    filtering.ask({ protocol: 'dns' })
    playback.seek(0)
    expect(filtering.place).toBe(-1)
    filtering.walk(1)
    expect(playback.index).toBe(filtering.shown[0])
    filtering.walk(1, 3)
    expect(playback.index).toBe(filtering.shown[3])
    expect(kindHere()).toMatch(/^dns\./)
    filtering.walk(-1, 1000)
    expect(playback.index).toBe(filtering.shown[0])
    const beyond = filtering.shown.findIndex((step, i) => filtering.shown[i + 1] !== step + 1)
    playback.seek(filtering.shown[beyond]!)
    playback.forward()
    expect(kindHere()).not.toMatch(/^dns\./)
    filtering.walk(-1)
    expect(filtering.place).toBe(beyond)
  })
})
