import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readRecording, readWorlds, recordings } from '../../test/recordings'
import { documents } from './documents'
import { references } from './rfc'

it('says of each RFC what docs/rfc.md says', () => {
  const list = readFileSync('../../docs/rfc.md', 'utf8')
  const rows = [...list.matchAll(/^\| \[(\d+)\]\([^)]*\) \| (.*?) \| (.*?) \|$/gm)]
  expect(Object.keys(documents)).toEqual(rows.map((row) => row[1]))
  for (const [, rfc, title, use] of rows) expect(documents[rfc!]).toMatchObject({ title, use })
})

it('knows the title of every section that a lesson or a reason names', () => {
  const reasons = recordings().flatMap((name) => readRecording(name).map((t) => t.event.reason?.rfc ?? ''))
  const lessons = readWorlds().flatMap((w) => w.source.match(/RFC \d+ (§|Appendix )[0-9A-Z]+(\.\d+)*/g) ?? [])
  for (const text of new Set([...reasons, ...inGo(), ...lessons]))
    for (const { rfc, section } of references(text))
      if (rfc && section) expect(documents[rfc]?.sections?.[section], `RFC ${rfc} §${section}`).toBeTruthy()
})

/** The references that the engine may give: the strings in its source that are one. */
function inGo(): string[] {
  const files = readdirSync('../../sim', { recursive: true, encoding: 'utf8' })
  const source = files.filter((file) => file.endsWith('.go') && !file.endsWith('_test.go'))
  const text = source.map((file) => readFileSync(`../../sim/${file}`, 'utf8')).join('\n')
  return text.match(/(?<=")RFC \d+ (§|Appendix )[^"\n]+(?=")/g) ?? []
}
