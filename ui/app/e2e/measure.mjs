// Measures the page in the system's Chromium, and prints a table of what was
// measured, what is aimed at, and whether that was reached:
//
//	npm run measure -- ../../bin/mailflow [PART ...]
//
// The parts are load, lessons, flow and crowd; without any, all are measured. Other
// work on the machine spoils the figures.
import { launch, openPage } from './browser.mjs'
import { equip, quantile } from './gauge.mjs'
import { start } from './program.mjs'
import { lessonsOf, open } from './walk.mjs'
import { fifty, replace, thousand } from './worlds.mjs'

const [program, ...only] = process.argv.slice(2)
if (!program) {
  console.error('usage: npm run measure -- PROGRAM [PART ...]')
  process.exit(2)
}
const parts = { load, lessons, flow, crowd }
const repeats = 5 // visits to each lesson
const rows = []
const server = await start(program)
const browser = await launch()
try {
  for (const [name, measure] of Object.entries(parts)) {
    if (only.length === 0 || only.includes(name)) await measure()
  }
} finally {
  await browser.close()
  await server.stop()
  print()
}

function row(what, values, unit, aims = {}) {
  const at = { n: values.length }
  for (const [name, share] of Object.entries({ median: 0.5, p95: 0.95, max: 1 }))
    at[name] = quantile(values, share)
  const missed = Object.entries(aims).filter(([name, most]) => !(at[name] <= most))
  rows.push({ what, ...at, unit, aims, good: missed.length === 0 })
}

function print() {
  const number = (v) => (v >= 100 || Number.isInteger(v) ? Math.round(v).toLocaleString('en') : v.toFixed(1))
  console.log('| what | n | median | p95 | most | aim | |\n|---|---|---|---|---|---|---|')
  for (const r of rows) {
    const aim = Object.entries(r.aims)
      .map(([name, most]) => `${name} ≤ ${most} ${r.unit}`)
      .join(', ')
    const values = [r.median, r.p95, r.max].map((v) => `${number(v)} ${r.unit}`.trim())
    console.log(`| ${[r.what, r.n, ...values, aim, aim && (r.good ? 'reached' : 'missed')].join(' | ')} |`)
  }
  process.exitCode = rows.every((r) => r.good) ? 0 : 1
}

async function withPage(options, use) {
  const { page, problems, close } = await openPage(browser, options)
  await equip(page)
  if (options.source) await replace(page, options.source)
  await use(page)
  for (const problem of problems) console.error(`the browser complains: ${problem}`)
  await close()
}

/** What a browser fetches before the gallery is there, as it comes over the wire. */
async function load() {
  await withPage({}, async (page) => {
    await lessonsOf(page, server.url)
    const files = await page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map(
        (e) => ({
          name: new URL(e.name).pathname,
          octets: e.encodedBodySize,
        }),
      ),
    )
    const kilobytes = (test) =>
      files.filter((f) => test.test(f.name)).reduce((sum, f) => sum + f.octets, 0) / 1000
    row('first load: page, scripts and styles', [kilobytes(/(\/|\.html|\.js|\.css)$/)], 'kB', { max: 200 })
    row('first load: fonts', [kilobytes(/\.woff2$/)], 'kB')
  })
}

/** From the click on a lesson until it is drawn and can be played. */
async function lessons() {
  const times = []
  await withPage({}, async (page) => {
    const names = await lessonsOf(page, server.url)
    for (let i = 0; i < repeats; i++) {
      for (const name of names) times.push(await clickOn(page, name))
    }
  })
  row('click to playable lesson', times, 'ms', { p95: 300 })
}

/** Clicks on a lesson in the gallery; returns how long it takes until it can be played. */
async function clickOn(page, lesson) {
  await page.goto(`${server.url}#/`)
  await page.locator(`main a[href="#/lesson/${lesson}"]`).first().waitFor()
  return page.evaluate(async (name) => {
    await window.gauge.painted()
    const began = performance.now()
    document.querySelector(`main a[href="#/lesson/${name}"]`).click()
    await window.gauge.until(
      () =>
        document.querySelector('.host, .closed') &&
        document.querySelector('[role=slider]')?.getAttribute('aria-valuemax') > 1,
    )
    await window.gauge.painted()
    return performance.now() - began
  }, lesson)
}

/** Frames while a map of fifty hosts plays; and whether anything jumps. */
async function flow() {
  await withPage({ source: fifty }, async (page) => {
    await open(page, server.url, '01-plain-flow')
    const closed = page.locator('[data-site] [aria-expanded=false]')
    while (await closed.count()) await closed.first().click()
    await page.getByRole('button', { name: 'Show the whole map' }).click()
    await playing(page, 'a map of fifty hosts', 15_000, { median: 8, p95: 16 })
  })
}

async function playing(page, what, ms, aims) {
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('4')
  await page.getByRole('combobox', { name: 'Speed' }).blur()
  await page.keyboard.press('Space')
  await page.waitForTimeout(500) // what the click moved does not count
  const { frames, shifts } = await page.evaluate(async (time) => {
    const from = performance.now()
    window.gauge.frames.length = 0
    await new Promise((done) => setTimeout(done, time))
    const jumps = window.gauge.shifts.filter((s) => s.at >= from)
    return { frames: [...window.gauge.frames], shifts: jumps.map((s) => s.value) }
  }, ms)
  await page.keyboard.press('Space')
  row(`${what}: work in a frame`, frames, 'ms', aims)
  row(`${what}: layout shifts`, [shifts.length], '', { max: 0 })
}

/** A thousand hosts and a hundred thousand events: loading, seeking, stepping, playing. */
async function crowd() {
  await withPage({ source: thousand }, async (page) => {
    await lessonsOf(page, server.url)
    const [first, whole, events] = await loadCrowd(page)
    row('1,000 hosts: click to playable', [first], 'ms')
    row('1,000 hosts: click to whole run', [whole], 'ms')
    row('1,000 hosts: steps of the run', [events], '')
    row('1,000 hosts: seek', await seeks(page, 60), 'ms', { max: 100 })
    row('1,000 hosts: step', await stepping(page, 60), 'ms', { max: 100 })
    await playing(page, '1,000 hosts', 8000, { median: 8, p95: 16 })
    await page.locator('[data-site="s3.example"] button').click()
    row('1,000 hosts, a site open: seek', await seeks(page, 30), 'ms', { max: 100 })
    await playing(page, '1,000 hosts, a site open', 8000, { median: 8, p95: 16 })
    await page.keyboard.press('3')
    await page.getByText('Fetching every line').waitFor({ state: 'detached', timeout: 120_000 })
    row('1,000 hosts, every line: steps of the run', [await stepsIn(page)], '')
    row('1,000 hosts, every line: seek', await seeks(page, 60), 'ms', { max: 100 })
    row('1,000 hosts, every line: step', await stepping(page, 60), 'ms', { max: 100 })
  })
}

async function loadCrowd(page) {
  return page.evaluate(async () => {
    const slider = () => document.querySelector('[role=slider]')
    const began = performance.now()
    document.querySelector('main a[href^="#/lesson/"]').click()
    await window.gauge.until(() => slider()?.ariaValueMax > 1 && document.querySelector('[data-site]'))
    await window.gauge.painted()
    const first = performance.now() - began
    let [last, still] = [0, 0]
    let whole = 0
    await window.gauge.until(() => {
      const now = Number(slider().ariaValueMax)
      if (now !== last) [last, still, whole] = [now, 0, performance.now() - began]
      return ++still > 120
    })
    return [first, whole, last]
  })
}

async function stepsIn(page) {
  return Number(await page.getByRole('slider').getAttribute('aria-valuemax'))
}

/** To places all over the run, by a press on the bar at the foot. */
async function seeks(page, times) {
  return page.evaluate(async (n) => {
    const bar = document.querySelector('[role=slider]')
    const taken = []
    for (let i = 0; i < n; i++) {
      const share = ((i * 37) % n) / n + 0.5 / n
      bar.scrollLeft = share * (bar.scrollWidth - bar.clientWidth)
      await window.gauge.painted()
      const { left, top, width, height } = bar.getBoundingClientRect()
      const at = {
        clientX: left + share * width,
        clientY: top + height / 2,
        bubbles: true,
        button: 0,
        pointerId: 1,
      }
      bar.setPointerCapture = () => {}
      const began = performance.now()
      bar.dispatchEvent(new PointerEvent('pointerdown', at))
      await window.gauge.painted()
      taken.push(performance.now() - began)
      bar.dispatchEvent(new PointerEvent('pointerup', at))
      await window.gauge.painted()
    }
    return taken
  }, times)
}

async function stepping(page, times) {
  return page.evaluate(async (n) => {
    const taken = []
    for (let i = 0; i < n; i++) {
      const began = performance.now()
      dispatchEvent(new KeyboardEvent('keydown', { key: i % 2 ? 'ArrowLeft' : 'ArrowRight', bubbles: true }))
      await window.gauge.painted()
      taken.push(performance.now() - began)
    }
    return taken
  }, times)
}
