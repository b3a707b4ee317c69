// Looks at a lesson closely, from every side of the inspector: with the mouse, by
// keyboard and on a phone.
import { overflow, violations } from './look.mjs'
import { open, position, stepOn, stepTo } from './walk.mjs'

const lesson = '14-greylisting' // a letter is put off, waits, comes back and is read
const themes = ['light', 'dark']
const sides = ['Conversation', 'Message', 'Verdicts', 'DNS', 'Mailbox', 'Queue', 'Settings']
const panel = (page) => page.getByRole('tabpanel')
const tab = (page, name) => page.getByRole('tab', { name, exact: true })

export async function visitInspector(withPage, inTheme, url) {
  await withPage(`${lesson}, looked at closely`, {}, async (page, check) => {
    await open(page, url, lesson)
    await check('a letter that waits says when it is tried again', () => waits(page))
    for (const side of sides) {
      await tab(page, side).click()
      for (const theme of themes) await check(`axe, ${side}, ${theme}`, () => inTheme(page, theme))
    }
    await check('the arrows go through all sides', () => throughTabs(page))
    await check('a decision says what would have been without it', async () => {
      await tab(page, 'Verdicts').click()
      await panel(page).getByText('after a no it asks no more').first().waitFor()
    })
    await check('a reference opens, and Escape closes it', () => openReference(page))
    await check('a time leads to its event', () => goTo(page))
    await check('a setting shows its line of the scenario', () => showLine(page))
    await check('a letter is read in its mailbox', () => readLetter(page))
    await check('the Received lines have a border', async () => {
      await tab(page, 'Message').click()
      await panel(page).getByText('The border of').waitFor()
      return violations(page)
    })
  })
  await withPage(
    `${lesson}, closely on a phone`,
    { viewport: { width: 390, height: 844 } },
    async (page, check) => {
      await open(page, url, lesson)
      await stepTo(page, 40)
      for (const side of sides)
        await check(`${side} fits`, async () => {
          await tab(page, side).click()
          return [...(await overflow(page)), ...(await cutOff(page))]
        })
    },
  )
}

async function waits(page) {
  await tab(page, 'Queue').click()
  for (let i = 0; i < 80 && !(await panel(page).getByText('Why it waits').count()); i++) await stepOn(page)
  await panel(page).getByText('Next try').first().waitFor()
  const text = await panel(page).textContent()
  return /in \d+ (s|min|h)/.test(text) ? [] : [`it says: ${text}`]
}

async function throughTabs(page) {
  await tab(page, 'Conversation').click()
  await tab(page, 'Conversation').focus()
  const { now } = await position(page)
  const seen = []
  for (let i = 0; i < sides.length; i++) {
    seen.push(await page.locator('[role=tab][aria-selected=true]').textContent())
    await page.keyboard.press('ArrowRight')
  }
  const again = await page.locator('[role=tab][aria-selected=true]').textContent()
  const moved = (await position(page)).now !== now
  return [
    ...(seen.map((s) => s.trim()).join() === sides.join() ? [] : [`they are ${seen}`]),
    ...(again.trim() === sides[0] ? [] : ['it does not begin again']),
    ...(moved ? ['the moment moved with them'] : []),
  ]
}

async function openReference(page) {
  await panel(page).getByRole('button', { name: 'RFC 6647 §2.4' }).first().click()
  const box = page.getByRole('dialog', { name: 'RFC 6647 §2.4' }).filter({ visible: true })
  await box.getByText('Email Greylisting').waitFor()
  const complaints = await violations(page)
  await page.keyboard.press('Escape')
  await box.waitFor({ state: 'hidden' })
  return complaints
}

async function goTo(page) {
  const { now } = await position(page)
  await panel(page).getByRole('button', { name: 'Go there' }).first().click()
  return (await position(page)).now < now ? [] : ['it stays where it was']
}

async function showLine(page) {
  await tab(page, 'Settings').click()
  await panel(page).getByRole('combobox').selectOption({ label: 'mail.beta.example' })
  await panel(page)
    .getByRole('button', { name: /guard.greylist.*: line/ })
    .first()
    .click()
  const source = panel(page).getByRole('list', { name: 'The scenario around this line' })
  const text = await source.textContent()
  return text.includes('greylist') ? violations(page) : [`it shows ${text}`]
}

async function readLetter(page) {
  await page.keyboard.press('End')
  await tab(page, 'Mailbox').click()
  await panel(page).getByRole('button', { name: /UID 1/ }).click()
  await panel(page).getByText('Where it came from').waitFor()
  return violations(page)
}

/** What of the inspector is wider than it has room for. */
function cutOff(page) {
  return page.locator('section.inspector').evaluate((inspector) => {
    const { right } = inspector.getBoundingClientRect()
    return [...inspector.querySelectorAll('[role=tab], .panel > *')]
      .filter((e) => e.getBoundingClientRect().right > right + 1)
      .map((e) => `cut off: ${e.textContent.slice(0, 40)}`)
  })
}
