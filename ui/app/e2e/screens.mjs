// Every screen that is worth a picture, and how one gets there. A screen shows
// itself on a page of its own, or on the page that it returns.
import { pathToFileURL } from 'node:url'
import { lessonsOf, open, question } from './walk.mjs'

const phone = { width: 390, height: 844 }
const projector = { width: 1280, height: 720 }

export const screens = [
  { name: 'gallery', show: (page, url) => lessonsOf(page, url).then(() => {}) },
  { name: 'start', viewport: projector, show: (page, url) => open(page, url, '07-received') },
  { name: 'map', show: (page, url, run) => onItsWay(page, url, '07-received', run) },
  {
    name: 'crowded',
    viewport: projector,
    show: (page, url, run) => onItsWay(page, url, '18-open-relay', run),
  },
  { name: 'ladder', show: at('07-received', 'hop', { kind: 'message.relayed' }, 'l') },
  { name: 'ladder-wire', show: at('07-received', 'wire', { kind: 'message.relayed' }, 'l') },
  { name: 'list', show: at('07-received', 'hop', { kind: 'message.relayed' }, 'm', 'm') },
  { name: 'conversation', show: side('Conversation', '07-received', 'wire', { kind: 'message.relayed' }) },
  { name: 'message', show: side('Message', '07-received', 'hop', { kind: 'message.filed' }) },
  { name: 'verdicts', show: side('Verdicts', '22-spf', 'hop', { kind: 'guard.verdict', result: 'fail' }) },
  { name: 'dns', show: side('DNS', '05-mx-preference', 'hop', { kind: 'message.attempted' }) },
  { name: 'mailbox', show: read },
  { name: 'queue', show: side('Queue', '11-receiver-down', 'hop', { kind: 'message.deferred' }) },
  { name: 'settings', show: side('Settings', '18-open-relay', 'story', { kind: 'relay.decided' }) },
  { name: 'asked', viewport: projector, show: (page, url) => asked(page, url) },
  { name: 'answered', show: (page, url) => asked(page, url).then(() => page.keyboard.press('2')) },
  { name: 'end', show: (page, url) => open(page, url, '07-received').then(() => page.keyboard.press('End')) },
  { name: 'help', show: (page, url) => open(page, url, '07-received').then(() => page.keyboard.press('?')) },
  { name: 'taste', show: (page, url) => open(page, url, '07-received').then(() => page.keyboard.press(',')) },
  { name: 'presenter', viewport: projector, show: presented },
  { name: 'presenter-asked', viewport: projector, show: (page, url) => asked(page, url, 'p') },
  { name: 'speaker', viewport: projector, show: spoken },
  { name: 'editor', show: editedWithFault },
  { name: 'report', show: reported },
  { name: 'phone-gallery', viewport: phone, show: (page, url) => lessonsOf(page, url).then(() => {}) },
  { name: 'phone', viewport: phone, show: (page, url, run) => onItsWay(page, url, '07-received', run) },
  {
    name: 'phone-crowded',
    viewport: phone,
    show: (page, url, run) => onItsWay(page, url, '18-open-relay', run),
  },
  { name: 'phone-ladder', viewport: phone, show: at('07-received', 'hop', { kind: 'message.relayed' }, 'l') },
  { name: 'phone-asked', viewport: phone, show: (page, url) => asked(page, url) },
  {
    name: 'phone-message',
    viewport: phone,
    show: side('Message', '07-received', 'hop', { kind: 'message.filed' }),
  },
  { name: 'phone-editor', viewport: phone, show: editedWithFault },
]

/** A lesson in which a letter is just being carried, the last time that one host hands it to another. */
export async function onItsWay(page, url, lesson, run) {
  await goTo(page, url, lesson, 'story', arrival(await run.events(lesson)).seq)
  await page.keyboard.press('ArrowLeft')
  do await page.keyboard.press('ArrowRight')
  while (await question(page).count())
  await page.clock.runFor(560)
}

/** The last time that a server took a letter from another one, or from a person. */
function arrival(events) {
  const taken = events.filter((e) => e.kind === 'message.accepted' && e.peer && e.node !== e.peer)
  return taken.findLast((e) => e.role === 'mta') ?? taken.at(-1)
}

/** A lesson at the last event of a kind, and what some keys show of it. */
function at(lesson, level, wanted, ...keys) {
  return async (page, url, run) => {
    const fits = (e) => e.kind === wanted.kind && (!wanted.result || e.body.result === wanted.result)
    await goTo(page, url, lesson, level, (await run.events(lesson)).findLast(fits).seq)
    for (const key of keys) await page.keyboard.press(key)
    await page.clock.runFor(1000)
  }
}

/** One side of the inspector. */
function side(name, ...moment) {
  return async (page, url, run) => {
    await at(...moment)(page, url, run)
    await page.getByRole('tab', { name, exact: true }).click()
    await page.getByRole('tabpanel').scrollIntoViewIfNeeded()
  }
}

async function goTo(page, url, lesson, level, seq) {
  await page.goto('about:blank') // so that the lesson begins anew
  await open(page, url, lesson)
  await page.goto(`${url}#/lesson/${lesson}?at=${seq}&level=${level}`)
  await page.getByRole('slider').waitFor()
  await page.clock.runFor(1000)
  await page.getByText('Fetching every line').waitFor({ state: 'detached' })
}

/** A letter in its mailbox. */
async function read(page, url, run) {
  await side('Mailbox', '10e-two-devices', 'hop', { kind: 'message.fetched' })(page, url, run)
  await page.getByRole('button', { name: /^Archive/ }).click()
  await page.getByRole('button', { name: /^The keys/ }).click()
}

/** Where the lesson asks its second question. */
async function asked(page, url, ...keys) {
  await open(page, url, '07-received')
  await page.reload() // or else what was passed over is not asked again
  await open(page, url, '07-received')
  for (let n = 0; n < 2;) {
    await page.keyboard.press('ArrowRight')
    if (await question(page).count()) n++
  }
  for (const key of keys) await page.keyboard.press(key)
}

async function presented(page, url, run) {
  await onItsWay(page, url, '07-received', run)
  await page.keyboard.press('p')
  await page.getByRole('progressbar').waitFor()
}

async function spoken(page, url, run) {
  await presented(page, url, run)
  const opened = page.waitForEvent('popup')
  await page.keyboard.press('s')
  const speaker = await opened
  await speaker.setViewportSize(projector)
  await speaker.getByText(/event \d+ of/).waitFor()
  return speaker
}

async function editedWithFault(page, url) {
  await open(page, url, '01-plain-flow')
  await page.keyboard.press('e')
  const code = page.locator('.cm-content')
  await code.waitFor()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('End')
  await page.keyboard.type('\ncolour: red')
  for (let i = 0; i < 20 && !(await page.getByText('1 fault', { exact: true }).count()); i++) {
    await page.clock.runFor(200)
    await page.waitForTimeout(100)
  }
}

async function reported(page, _, run) {
  await page.goto(pathToFileURL(await run.report()).href)
}
