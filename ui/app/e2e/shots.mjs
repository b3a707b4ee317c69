// Takes the pictures: of the gallery, of each lesson with a letter on its way, and
// of every side of one of them, light and dark. Three of them go into the manual.
//
//	npm run shots -- ../../bin/mailflow [LESSON ...]
//
// Time on the page stands still but for what is asked for, so that a letter is at
// the same place in every picture of it.
import { copyFileSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { launch, openPage } from './browser.mjs'
import { start } from './program.mjs'
import { lessonsOf, open, position, question, stepOn, stepTo } from './walk.mjs'

const [program, ...only] = process.argv.slice(2)
if (!program) {
  console.error('usage: npm run shots -- PROGRAM [LESSON ...]')
  process.exit(2)
}
const root = new URL('../../../', import.meta.url).pathname
const folder = join(root, 'out/shots')
const manual = {
  'lesson.png': '07-received-light.png',
  'lesson-dark.png': '07-received-dark.png',
  'gallery.png': 'gallery-light.png',
}
const heaviest = 260_000 // octets of a picture in the manual
const shown = '07-received' // from all sides
const phone = { width: 390, height: 844 }
const projector = { width: 1280, height: 720 }

mkdirSync(folder, { recursive: true })
const server = await start(program)
const browser = await launch()
try {
  for (const theme of ['light', 'dark']) await takeAll(theme)
} finally {
  await browser.close()
  await server.stop()
}
for (const [name, shot] of Object.entries(manual)) {
  const { size } = statSync(join(folder, shot))
  if (size > heaviest) throw new Error(`${shot} has ${size} octets, and ${heaviest} are the most`)
  copyFileSync(join(folder, shot), join(root, 'docs/images', name))
  console.log(`docs/images/${name}, ${Math.ceil(size / 1000)} kB`)
}

async function takeAll(theme) {
  const { page, close } = await still(theme)
  const shot = (name) => take(page, `${name}-${theme}`)
  const lessons = await lessonsOf(page, server.url)
  await shot('gallery')
  for (const lesson of lessons) {
    if (only.length > 0 && !only.includes(lesson)) continue
    await open(page, server.url, lesson)
    await onItsWay(page)
    await shot(lesson)
  }
  await fromAllSides(page, shot)
  await close()
  await onScreen('start', theme, projector, () => Promise.resolve())
  await onScreen('projector', theme, projector, onItsWay)
  await onScreen('phone', theme, phone, onItsWay)
  await onScreen('asked', theme, projector, askedAndAnswered)
  await onScreen('asked-phone', theme, phone, askedAndAnswered)
}

async function fromAllSides(page, shot) {
  await open(page, server.url, shown)
  const place = await onItsWay(page)
  await page.keyboard.press('m')
  await shot('ladder')
  await page.keyboard.press('m')
  await shot('list')
  await page.keyboard.press('m')
  for (const side of ['Message', 'Verdicts', 'DNS', 'Mailbox', 'Queue', 'Settings']) {
    await page.getByRole('tab', { name: side, exact: true }).click()
    await shot(side.toLowerCase())
  }
  await page.getByRole('tab', { name: 'Conversation' }).click()
  await page.keyboard.press('3')
  await page.getByText('Fetching every line').waitFor({ state: 'detached' })
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft')
  await shot('conversation')
  await page.keyboard.press('2')
  await stepTo(page, place)
  await page.keyboard.press('?')
  await shot('help')
  await page.keyboard.press('Escape')
  await askedAndAnswered(page)
  await shot('answered')
  await page.keyboard.press('End')
  await shot('end')
}

/** Goes to the second question of the lesson and answers it, rightly or not. */
async function askedAndAnswered(page) {
  await open(page, server.url, shown)
  await page.reload() // or else what was passed over is not asked again
  await open(page, server.url, shown)
  for (let asked = 0; asked < 2;) {
    await page.keyboard.press('ArrowRight')
    if (await question(page).count()) asked++
  }
  await page.keyboard.press('2')
}

async function onScreen(name, theme, viewport, go) {
  const { page, close } = await still(theme, { viewport })
  await open(page, server.url, shown)
  await go(page)
  await take(page, `${name}-${theme}`)
  await close()
}

async function take(page, name) {
  await page.waitForTimeout(250) // for colours that fade: style sheets have a clock of their own
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

/** A page on which no time passes by itself. */
async function still(theme, options) {
  const opened = await openPage(browser, { colorScheme: theme, ...options })
  await opened.page.clock.install({ time: 0 })
  await opened.page.clock.pauseAt(1000)
  return opened
}

/** Goes to where a letter is between two servers for the last time, and returns the place. */
async function onItsWay(page) {
  const { max } = await position(page)
  let place = 1
  for (let i = 1; i <= max; i++) {
    const carried = await page.locator('.caption', { hasText: 'SMTP 25' }).count()
    if (carried && (await page.locator('.letter').count())) place = i
    await stepOn(page)
  }
  await stepTo(page, place - 1)
  await stepOn(page)
  await page.clock.runFor(480)
  return place
}
