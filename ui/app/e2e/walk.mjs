// What a person does with a lesson, by keyboard alone.
import assert from 'node:assert/strict'

const slider = (page) => page.getByRole('slider')

/** Where in the run the page stands, from 1, and how many steps there are. */
export async function position(page) {
  const [now, max] = await Promise.all(
    ['aria-valuenow', 'aria-valuemax'].map((name) => slider(page).getAttribute(name)),
  )
  return { now: Number(now), max: Number(max) }
}

/** The names of the lessons in the gallery, as their addresses have them. */
export async function lessonsOf(page, url) {
  await page.goto(url)
  await page.getByRole('listitem').first().waitFor()
  const hrefs = await page
    .locator('main a[href^="#/lesson/"]')
    .evaluateAll((links) => links.map((a) => a.getAttribute('href')))
  return hrefs.map((href) => decodeURIComponent(href.split('/').at(-1)))
}

/** From the top of the gallery to a lesson, with Tab and Enter. */
export async function openByKeyboard(page, url, lesson) {
  await page.goto(url)
  await page.getByRole('listitem').first().waitFor()
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'))
  for (let i = 0; i < 200 && (await focused()) !== `#/lesson/${lesson}`; i++) await page.keyboard.press('Tab')
  assert.equal(await focused(), `#/lesson/${lesson}`, 'Tab leads to the lesson')
  await page.keyboard.press('Enter')
  await ready(page)
}

/** Opens a lesson by its address. */
export async function open(page, url, lesson) {
  await page.goto(`${url}#/lesson/${lesson}`)
  await ready(page)
}

/** Waits until the whole run is there. */
async function ready(page) {
  await slider(page).waitFor()
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press('End')
    if ((await slider(page).getAttribute('aria-valuetext')).includes('The run is over')) break
    await page.waitForTimeout(200)
  }
  await page.keyboard.press('Home')
  assert.ok((await position(page)).max > 1, 'the run has events')
}

/** What the lesson asks, as long as it waits for an answer. */
export const question = (page) => page.locator('section.question')

/** One step on, without an answer to what the lesson asks before it. */
export async function stepOn(page) {
  await page.keyboard.press('ArrowRight')
  while (await question(page).count()) await page.keyboard.press('ArrowRight')
}

/** Steps to a place, however far it is, and checks that it gets there. */
export async function stepTo(page, place) {
  const { now } = await position(page)
  for (let i = now; i < place; i++) await stepOn(page)
  for (let i = now; i > place; i--) await page.keyboard.press('ArrowLeft')
  await page.waitForFunction(
    (wanted) => document.querySelector('[role=slider]')?.ariaValueNow === String(wanted),
    place,
  )
}

/** Uses the mouse for a while: the keys must go on to mean what they mean. */
export async function clickAndPlay(page) {
  await page.keyboard.press('Home')
  await page.getByRole('tab', { name: 'Message' }).click()
  await page.getByRole('combobox', { name: 'Speed' }).click()
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('2')
  await page.getByRole('button', { name: 'Story' }).click()
  await page.keyboard.press('ArrowRight')
  assert.equal((await position(page)).now, 2, 'an arrow steps on')
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await page.keyboard.press('Space')
  await page.getByRole('tab', { name: 'Conversation' }).click()
}

/** Lets it play by itself from the start to the end, as fast as it can. */
export async function playThrough(page) {
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('4')
  await page.getByRole('combobox', { name: 'Speed' }).blur()
  await page.keyboard.press('1')
  await page.keyboard.press('Home')
  await page.keyboard.press('Space')
  while ((await heldUp(page)) === 'by a question') {
    await answer(page)
    await page.keyboard.press('Space')
  }
  const { now, max } = await position(page)
  assert.equal(now, max, 'playing comes to the end')
}

/** Waits until playing stops, and says by what. */
async function heldUp(page) {
  const by = await page.waitForFunction(
    () => {
      const { ariaValueNow, ariaValueMax } = document.querySelector('[role=slider]')
      if (document.querySelector('section.question')) return 'by a question'
      return ariaValueNow === ariaValueMax && 'by the end'
    },
    undefined,
    { timeout: 150_000 },
  )
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
  return by.jsonValue()
}

/** Answers what the lesson asks, with the second answer. */
export async function answer(page) {
  await page.keyboard.press('2')
  await question(page).getByRole('button', { name: 'Go on', exact: true }).waitFor()
}

/** Plays until the lesson asks something. */
export async function playToQuestion(page) {
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('4')
  await page.getByRole('combobox', { name: 'Speed' }).blur()
  await page.keyboard.press('Space')
  await question(page).waitFor({ timeout: 150_000 })
}
