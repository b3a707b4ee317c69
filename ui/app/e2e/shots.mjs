// Takes the pictures: of the gallery, of every lesson with a letter on its way, and
// of every screen that there is, light and dark. Some of them go into the manual.
//
//	npm run shots -- ../../bin/mailflow [LESSON ...]
//
// With lessons named, only those are taken.
import { copyFileSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { launch, openPage } from './browser.mjs'
import { eventsOf, report, start } from './program.mjs'
import { onItsWay, screens } from './screens.mjs'
import { lessonsOf } from './walk.mjs'

const [program, ...only] = process.argv.slice(2)
if (!program) {
  console.error('usage: npm run shots -- PROGRAM [LESSON ...]')
  process.exit(2)
}
const root = new URL('../../../', import.meta.url).pathname
const folder = join(root, 'out/shots')
const manual = {
  'lesson.png': 'map-light.png',
  'lesson-dark.png': 'map-dark.png',
  'gallery.png': 'gallery-light.png',
  'ladder.png': 'ladder-light.png',
  'message.png': 'message-light.png',
  'verdicts.png': 'verdicts-light.png',
  'presenter.png': 'presenter-light.png',
  'speaker.png': 'speaker-light.png',
  'editor.png': 'editor-light.png',
  'report.png': 'report-light.png',
}
const heaviest = 300_000 // octets of a picture in the manual

mkdirSync(folder, { recursive: true })
const server = await start(program)
const browser = await launch()
const taken = { events: (lesson) => eventsOf(program, lesson), report: () => report(program, folder) }
try {
  for (const theme of ['light', 'dark']) {
    await takeLessons(theme)
    if (only.length === 0) await takeScreens(theme)
  }
} finally {
  await browser.close()
  await server.stop()
}
if (only.length === 0) illustrate()

async function takeLessons(theme) {
  const { page, close } = await still(theme)
  const lessons = await lessonsOf(page, server.url)
  for (const lesson of only.length > 0 ? only : lessons) {
    await onItsWay(page, server.url, lesson, taken)
    await take(page, `${lesson}-${theme}`)
  }
  await close()
}

async function takeScreens(theme) {
  for (const { name, viewport, show } of screens) {
    const { page, close } = await still(theme, viewport && { viewport })
    const shown = (await show(page, server.url, taken)) ?? page
    await take(shown, `${name}-${theme}`)
    await close()
  }
}

/** A page on which no time passes by itself, so that a letter is at the same place in every picture. */
async function still(theme, options) {
  const opened = await openPage(browser, { colorScheme: theme, ...options })
  await opened.page.clock.install({ time: 0 })
  await opened.page.clock.pauseAt(1000)
  return opened
}

async function take(page, name) {
  await page.waitForTimeout(250) // for colours that fade: style sheets have a clock of their own
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

function illustrate() {
  for (const [name, shot] of Object.entries(manual)) {
    const { size } = statSync(join(folder, shot))
    if (size > heaviest) throw new Error(`${shot} has ${size} octets, and ${heaviest} are the most`)
    copyFileSync(join(folder, shot), join(root, 'docs/images', name))
    console.log(`docs/images/${name}, ${Math.ceil(size / 1000)} kB`)
  }
}
