// Goes through every lesson in a real browser, with a server of its own:
//
//	npm run e2e -- ../../bin/mailflow [LESSON ...]
//
// Each lesson is opened by keyboard alone, stepped through to its end and back
// (the first one hop by hop, the others by the steps of the story), played to its
// end, and looked at in both themes, as the other screens are, and on a phone. Axe
// must have nothing to say, and nor may the browser. What failed is left as a
// picture in out/e2e.
import { launch, openPage } from './browser.mjs'
import { Checks } from './checks.mjs'
import { difference, jumps, keep, overflow, picture, violations } from './look.mjs'
import { start } from './program.mjs'
import { visitAxe } from './visit-axe.mjs'
import { visitLadder } from './visit-ladder.mjs'
import { visitEditor } from './visit-editor.mjs'
import { visitInspector } from './visit-inspector.mjs'
import { visitKeyboard } from './visit-keyboard.mjs'
import { visitMap } from './visit-map.mjs'
import { visitPhone } from './visit-phone.mjs'
import { visitNotes } from './visit-notes.mjs'
import { visitPresenter } from './visit-presenter.mjs'
import { visitSettings } from './visit-settings.mjs'
import { visitSpoken } from './visit-spoken.mjs'
import { visitStates } from './visit-states.mjs'
import { visitWords } from './visit-words.mjs'
import {
  answer,
  clickAndPlay,
  lessonsOf,
  open,
  openByKeyboard,
  playThrough,
  playToQuestion,
  position,
  stepTo,
} from './walk.mjs'

const [program, ...only] = process.argv.slice(2)
if (!program) {
  console.error('usage: npm run e2e -- PROGRAM [LESSON ...]')
  process.exit(2)
}
const folder = new URL('../../../out/e2e', import.meta.url).pathname
const themes = ['light', 'dark']
const [story, hop, wire] = ['1', '2', '3'] // the keys of the levels
const checks = new Checks()
const server = await start(program)
const browser = await launch()
try {
  const all = await visitGallery()
  const lessons = only.length > 0 ? all.filter((lesson) => only.includes(lesson)) : all
  await sideBySide(lessons, 12, play) // which mostly waits
  await sideBySide(lessons, 4, visit)
  await sideBySide(visits(lessons[0], server.url), 2, (visit) => visit())
  await reconnect(lessons[0])
} finally {
  await browser.close()
  await server.stop()
}
console.log(checks.summary)
process.exit(checks.good ? 0 : 1)

/** Everything that there is besides the lessons, looked at with the first of them. */
function visits(first, url) {
  return [
    () => lookAround(first),
    () => ask(first),
    () => visitAxe(withPage, inTheme, url, first),
    () => visitLadder(withPage, inTheme, url, first),
    () => visitEditor(withPage, inTheme, url, first),
    () => visitInspector(withPage, inTheme, url),
    () => visitKeyboard(withPage, url, first),
    () => visitMap(withPage, inTheme, url, first),
    () => visitPresenter(withPage, inTheme, url, first),
    () => visitNotes(withPage, url, first),
    () => visitSettings(withPage, url, first),
    () => visitSpoken(withPage, url, first),
    () => visitStates(withPage, url, first),
    () => visitWords(withPage, inTheme, url, first),
    () => onPhone(first),
    () => visitPhone(withPage, url),
  ]
}

/** A page for some checks, of which the last is that the browser had nothing to complain about. */
async function withPage(what, options, use) {
  const { page, problems, close } = await openPage(browser, options)
  const check = async (name, run) => {
    if (!(await checks.that(`${what}: ${name}`, run))) await keep(page, folder, `${what} ${name}`)
  }
  await use(page, check)
  await checks.that(`${what}: the browser does not complain`, () => problems)
  await close()
}

async function visitGallery() {
  let lessons = []
  await withPage('gallery', {}, async (page, check) => {
    await check('has lessons', async () => {
      lessons = await lessonsOf(page, server.url)
      return lessons.length > 0 ? [] : ['there are none']
    })
    for (const theme of themes) await check(`axe, ${theme}`, () => inTheme(page, theme))
  })
  return lessons
}

/** Does something with each of a list, so many at a time. */
async function sideBySide(all, many, use) {
  const left = [...all.entries()]
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) await use(next[1], next[0])
  }
  await Promise.all(Array.from({ length: many }, work))
}

// Without motion, since this is about coming to the end.
async function play(lesson) {
  await withPage(`${lesson}, played`, { reducedMotion: 'reduce' }, async (page, check) => {
    await check('comes to its end, and nothing jumps on the way', async () => {
      await open(page, server.url, lesson)
      return jumps(page, () => playThrough(page))
    })
  })
}

// The first lesson hop by hop, the others by the steps of the story.
async function visit(lesson, i) {
  await withPage(lesson, {}, async (page, check) => {
    await check('is reached by keyboard', () => openByKeyboard(page, server.url, lesson))
    await page.keyboard.press(i === 0 ? hop : story)
    await check('shows the same picture when one comes back', () => thereAndBack(page))
    for (const theme of themes) await check(`axe in the middle, ${theme}`, () => inTheme(page, theme))
  })
}

/** Steps from the start to the end and back; where it stopped on the way it must look as it did. */
async function thereAndBack(page) {
  const { max } = await position(page)
  const places = [1, Math.ceil(max / 3), Math.ceil((2 * max) / 3)]
  const pictures = []
  for (const place of places) {
    await stepTo(page, place)
    pictures.push(await picture(page))
  }
  await stepTo(page, max)
  const complaints = []
  for (const place of places.toReversed()) {
    await stepTo(page, place)
    complaints.push(...difference(pictures.pop(), await picture(page)))
  }
  await stepTo(page, places[1])
  return complaints
}

/** Every level, both views, both tabs, and help, in both themes. */
async function lookAround(lesson) {
  await withPage(`${lesson}, from all sides`, {}, async (page, check) => {
    await open(page, server.url, lesson)
    await page.keyboard.press('End')
    const look = async (what) => {
      for (const theme of themes) await check(`axe, ${what}, ${theme}`, () => inTheme(page, theme))
    }
    await check('the keys play after a click', () => clickAndPlay(page))
    await page.keyboard.press('End')
    await page.keyboard.press(story)
    await look('story')
    await page.keyboard.press(wire)
    await look('wire')
    await page.keyboard.press('m')
    await look('ladder')
    await page.keyboard.press('m')
    await look('list')
    await page.getByRole('tab', { name: 'Message' }).click()
    await look('message')
    await page.keyboard.press('?')
    await look('help')
    await page.keyboard.press('Escape')
  })
}

/** A question holds the run up; it is answered by keyboard, and looked at before and after. */
async function ask(lesson) {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ]) {
    await withPage(
      `${lesson}, asked, ${width} wide`,
      { viewport: { width, height } },
      async (page, check) => {
        await open(page, server.url, lesson)
        await check('playing stops at a question', () => playToQuestion(page))
        for (const theme of themes) await check(`axe, asked, ${theme}`, () => inTheme(page, theme))
        await check('a number answers it', () => answer(page))
        for (const theme of themes) await check(`axe, answered, ${theme}`, () => inTheme(page, theme))
        await check('and the run goes on', async () => {
          const { now } = await position(page)
          await page.keyboard.press('Space')
          await page.getByRole('button', { name: 'Pause' }).waitFor()
          return (await position(page)).now > now ? [] : ['it stays where it was']
        })
        await check('the answers are counted at the end', async () => {
          await page.keyboard.press('End')
          await page.getByRole('heading', { name: 'Your answers' }).waitFor()
          return [...(await overflow(page)), ...(await violations(page))]
        })
      },
    )
  }
}

async function onPhone(lesson) {
  for (const [width, height] of [
    [390, 844],
    [320, 640],
  ]) {
    await withPage(`${lesson}, ${width} wide`, { viewport: { width, height } }, async (page, check) => {
      await check('the gallery fits', async () => {
        await lessonsOf(page, server.url)
        return overflow(page)
      })
      await check('the lesson fits', async () => {
        await open(page, server.url, lesson)
        await stepTo(page, 5)
        return [...(await overflow(page)), ...(await violations(page))]
      })
    })
  }
}

/** The server goes away and comes back: the page must stay where it was, and go on. */
async function reconnect(lesson) {
  const { page, close } = await openPage(browser) // it complains that the server is away, as it should
  const lost = page.getByText('The connection is lost')
  let second
  await checks.that(`${lesson}: a new server, the same place`, async () => {
    await open(page, server.url, lesson)
    await stepTo(page, 12)
    const before = await picture(page)
    await server.stop()
    await lost.waitFor()
    second = await start(program, server.port)
    await lost.waitFor({ state: 'detached' })
    return difference(before, await picture(page))
  })
  await checks.that(`${lesson}: and every line can still be asked for`, async () => {
    const { max } = await position(page)
    await page.keyboard.press(wire)
    await page.getByText('Fetching every line').waitFor({ state: 'detached' })
    const { max: more } = await position(page)
    return more > max ? [] : [`there are ${more} lines and ${max} hops`]
  })
  await close()
  await second?.stop()
}

/** What axe says of the page in a theme. */
async function inTheme(page, theme) {
  await page.emulateMedia({ colorScheme: theme })
  await page.waitForFunction((wanted) => document.documentElement.dataset.theme === wanted, theme)
  return violations(page)
}
