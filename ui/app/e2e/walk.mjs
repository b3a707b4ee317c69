// What a person does with a lesson, by keyboard alone.
import assert from 'node:assert/strict'
import { AxeBuilder } from '@axe-core/playwright'

const slider = (page) => page.getByRole('slider')

async function position(page) {
  const [now, max] = await Promise.all(
    ['aria-valuenow', 'aria-valuemax'].map((name) => slider(page).getAttribute(name)),
  )
  return { now: Number(now), max: Number(max) }
}

/** The names of the lessons in the gallery, as their addresses have them. */
export async function lessonsOf(page, url) {
  await page.goto(url)
  await page.getByRole('listitem').first().waitFor()
  return page
    .locator('main a[href^="#/lesson/"]')
    .evaluateAll((links) => links.map((a) => a.getAttribute('href')))
}

/** From the top of the gallery to a lesson, with Tab and Enter. */
export async function openByKeyboard(page, url, href) {
  await page.goto(url)
  await page.getByRole('listitem').first().waitFor()
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate(() => document.activeElement?.getAttribute('href'))) === href) break
  }
  await page.keyboard.press('Enter')
  await slider(page).waitFor()
  await page.waitForFunction(() => Number(document.querySelector('[role=slider]')?.ariaValueMax) > 1)
}

/** Steps through to the end and back to the start. */
export async function stepThrough(page) {
  await page.keyboard.press('Home')
  const { max } = await position(page)
  for (let i = 1; i < max; i++) await page.keyboard.press('ArrowRight')
  assert.equal((await position(page)).now, max, 'stepping on comes to the end')
  for (let i = 1; i < max; i++) await page.keyboard.press('ArrowLeft')
  assert.equal((await position(page)).now, 1, 'stepping back comes to the start')
}

/** Lets it play by itself for a while. */
export async function play(page) {
  await page.keyboard.press('Space')
  await page.waitForFunction(() => Number(document.querySelector('[role=slider]')?.ariaValueNow) > 2)
  await page.keyboard.press('Space')
}

/** Every level, both views, both tabs, and help: each shown once. */
export async function lookAround(page, look) {
  await page.keyboard.press('End')
  for (const key of ['1', '3', '2']) {
    await page.keyboard.press(key)
    await look(`level ${key}`)
  }
  await page.keyboard.press('m')
  await look('list')
  await page.keyboard.press('m')
  await page.getByRole('tab', { name: 'Message' }).click()
  await look('message')
  await page.getByRole('tab', { name: 'Conversation' }).click()
  await page.keyboard.press('?')
  await look('help')
  await page.keyboard.press('Escape')
}

/** What axe finds on the page as it is now. */
export async function violations(page) {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`)
}
