// What is written is read by everybody: enough contrast on every ground, in
// every theme, and role colours that no eyes take for one another.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type RGB = [number, number, number]
type Palette = Record<string, string>

const css = readFileSync('src/themes.css', 'utf8')
const roles = ['mua', 'msa', 'mta', 'mda', 'dns', 'bad']
const grounds = ['paper', 'card', 'site', 'faint', 'hover']

function block(selector: string): Palette {
  const body = css.split(`${selector} {`)[1]!.split('}')[0]!
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name, value]) => [name!, value!]),
  )
}

const light = block(':root')
const dark = block(":root[data-theme='dark']")
const palettes: Record<string, Palette> = {
  light,
  dark,
  'light, safe': { ...light, ...block(":root[data-colours='safe']") },
  'dark, safe': { ...dark, ...block(":root[data-colours='safe'][data-theme='dark']") },
  contrast: block(":root[data-theme='contrast']"),
  'contrast, dark': block(":root[data-theme='contrast-dark']"),
}

const linear = (v: number) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
const rgb = (hex: string) => [1, 3, 5].map((i) => linear(parseInt(hex.slice(i, i + 2), 16) / 255)) as RGB
const times = (m: number[][], c: number[]) =>
  m.map((row) => row.reduce((sum, x, i) => sum + x * c[i]!, 0)) as RGB

// OKLab, in which the browser mixes and in which distances are what one sees.
const toLMS = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
]
const toLab = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
]
const fromLab = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
]
const fromLMS = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
]
const lab = (c: RGB) => times(toLab, times(toLMS, c).map(Math.cbrt))
const mixed = (a: RGB, b: RGB, part: number) => {
  const [x, y] = [lab(a), lab(b)]
  return times(
    fromLMS,
    times(
      fromLab,
      x.map((v, i) => v * part + y[i]! * (1 - part)),
    ).map((v) => v ** 3),
  )
}

function contrast(a: RGB, b: RGB): number {
  const [dim, bright] = [a, b].map((c) => 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2]).sort((x, y) => x - y)
  return (bright! + 0.05) / (dim! + 0.05)
}

// Machado, Oliveira and Fernandes 2009, for eyes that lack one kind of cone.
const eyes: Record<string, number[][]> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function distance(a: RGB, b: RGB, eye: number[][]): number {
  const seen = (c: RGB) => lab(times(eye, c).map((v) => Math.min(Math.max(v, 0), 1)) as RGB)
  const [x, y] = [seen(a), seen(b)]
  return 100 * Math.hypot(...x.map((v, i) => v - y[i]!))
}

describe.each(Object.entries(palettes))('%s', (name, palette) => {
  const colour = (what: string) => rgb(palette[what]!)
  const least = name.startsWith('contrast') ? 7 : 4.5
  const wash = parseInt(palette.wash!) / 100

  it('is readable on every ground', () => {
    for (const word of ['ink', 'soft', ...roles])
      for (const ground of word === 'ink' || word === 'soft' ? grounds : ['paper', 'card', 'site', 'faint'])
        expect(contrast(colour(word), colour(ground)), `${word} on ${ground}`).toBeGreaterThanOrEqual(least)
    expect(contrast(colour('on-ink'), colour('ink'))).toBeGreaterThanOrEqual(least)
    expect(contrast(colour('focus'), colour('card'))).toBeGreaterThanOrEqual(3)
  })

  it('is readable on what its own colour washes', () => {
    for (const role of roles)
      expect(contrast(colour(role), mixed(colour(role), colour('card'), wash)), role).toBeGreaterThanOrEqual(
        least,
      )
  })

  it.runIf(name !== 'light' && name !== 'dark')('has roles that no eyes take for one another', () => {
    for (const [eye, matrix] of Object.entries(eyes))
      for (const [i, a] of roles.entries())
        for (const b of roles.slice(i + 1))
          expect(distance(colour(a), colour(b), matrix), `${a} and ${b}, ${eye}`).toBeGreaterThan(8)
  })
})
