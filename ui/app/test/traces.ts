// What the program tells of each lesson, at the levels that the page always has. It is
// run afresh, so that every lesson is there, as it is now, and none need be recorded.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Told, TraceEvent } from '../src/wire/gen'

const root = '../..'

/** The names of all lessons. */
export function lessonNames(): string[] {
  return readdirSync(join(root, 'scenarios'))
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replace('.yaml', ''))
    .sort()
}

export interface Traces {
  of(lesson: string): Told[]
  remove(): void
}

/** Builds the program; it is to be removed after use. */
export function traces(): Traces {
  const folder = mkdtempSync(join(tmpdir(), 'mailflow-'))
  const program = join(folder, 'mailflow')
  execFileSync('go', ['build', '-o', program, './cmd/mailflow'], { cwd: root, stdio: 'inherit' })
  return {
    of(lesson) {
      const args = ['run', lesson, '--level', 'hop', '--format', 'jsonl']
      const lines = execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
        .trim()
        .split('\n')
      return lines.map((line) => ({ event: JSON.parse(line) as TraceEvent, text: '' }))
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}
