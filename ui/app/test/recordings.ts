// Recorded runs, for tests only.
import { readFileSync, readdirSync } from 'node:fs'
import type { Told, TraceEvent, World } from '../src/wire/gen'

const folder = 'testdata'

export function readWorlds(): World[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.world.json'))
  return names.sort().map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as World)
}

/** The names of all recordings. */
export function recordings(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => name.replace('.jsonl', ''))
    .sort()
}

/** The events of a recording, all levels. */
export function readRecording(name: string): Told[] {
  const lines = readFileSync(`${folder}/${name}.jsonl`, 'utf8').trim().split('\n')
  return lines.map((line) => ({ event: JSON.parse(line) as TraceEvent, text: '' }))
}
