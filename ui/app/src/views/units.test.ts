// Text size enlarges the page, not the window: no style may ask the window.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const sheets = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((p) =>
  /\.(svelte|css)$/.test(p),
)

it.each(sheets)('%s goes by the page: @container page, var(--dvh), var(--vw)', (path) => {
  const text = readFileSync(join('src', path), 'utf8')
  const asks = text.match(/@media[^{]*(width|height)|(?<!--)\b[\d.]+[sdl]?v[hw]\b/g) ?? []
  expect(asks.filter((found) => path !== 'themes.css' || !/^1d?v[hw]$/.test(found))).toEqual([])
})
