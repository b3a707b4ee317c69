// By keyboard alone: Tab leads to everything and back, one always sees where one is,
// and what was opened gives the focus back.
import { tabThrough } from './tab.mjs'
import { open, question, stepTo } from './walk.mjs'

const projector = { width: 1280, height: 720 }
const phone = { width: 390, height: 844 }
const small = { width: 320, height: 640 }
const calm = { reducedMotion: 'reduce' }

export async function visitKeyboard(withPage, url, lesson) {
  const gallery = async (page) => {
    await page.goto(url)
    await page.getByRole('listitem').first().waitFor()
  }
  const at =
    (place, ...keys) =>
    async (page) => {
      await open(page, url, lesson)
      await stepTo(page, place)
      for (const key of keys) await page.keyboard.press(key)
    }
  const asked = async (page) => {
    await open(page, url, lesson)
    while (!(await question(page).count())) await page.keyboard.press('ArrowRight')
  }
  const edited = async (page) => {
    await at(8, 'e')(page)
    await page.getByText('The map shows this text.').waitFor()
  }
  const faulty = async (page) => {
    await edited(page)
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('colour: red\n')
    await page.getByText('1 fault', { exact: true }).waitFor()
  }
  const adding = async (page) => {
    await edited(page)
    await page.getByRole('button', { name: 'Add a letter' }).click()
    await page.getByRole('dialog').waitFor()
  }
  const spoken = async (page) => {
    await at(8, 'p')(page)
    const opened = page.waitForEvent('popup')
    await page.keyboard.press('s')
    const speaker = await opened
    await speaker.getByText(/event \d+ of/).waitFor()
    return speaker
  }
  const screens = [
    ['gallery', 'light', projector, gallery],
    ['an answer', 'dark', projector, (page) => asked(page).then(() => page.keyboard.press('2'))],
    ['the end', 'contrast', projector, at(2, 'End')],
    ['ladder', 'light', projector, at(8, 'l')],
    ['settings', 'dark', projector, at(8, ',')],
    ['editor with a fault', 'contrast', projector, faulty],
    ['a form of the editor', 'light', projector, adding],
    ['presenter', 'dark', projector, (page) => asked(page).then(() => page.keyboard.press('p'))],
    ['the dark', 'light', projector, at(8, 'p', 'b')],
    ["the speaker's window", 'contrast', projector, spoken],
    ['a phone', 'dark', phone, at(8)],
    ['the editor on a phone', 'light', phone, edited],
    ['a question on a small phone', 'light', small, asked],
  ]
  const walk = async () => {
    for (let screen = screens.shift(); screen; screen = screens.shift()) {
      const [what, theme, viewport, show] = screen
      await withPage(`by keyboard, ${what}, ${theme}`, { viewport, ...calm }, async (page, check) => {
        await page.addInitScript(
          (theme) => localStorage.setItem('mailflow', JSON.stringify({ theme })),
          theme,
        )
        const shown = (await show(page)) ?? page
        await check('Tab leads to everything and back, in sight', () => tabThrough(shown))
      })
    }
  }
  await Promise.all([walk(), walk(), walk()])
  await withPage('by keyboard, there and back', { viewport: projector, ...calm }, (page, check) =>
    comeBack(page, check, gallery, at),
  )
}

async function comeBack(page, check, gallery, at) {
  /** Presses what opens something, and Escape: the focus must be where it was. */
  const closes = (name, opened, opener = page.getByRole('button', { name, exact: true })) =>
    check(`${name}: Escape gives the focus back`, async () => {
      await opener.first().focus()
      await page.keyboard.press('Enter')
      await opened().waitFor()
      await page.keyboard.press('Escape')
      await opened().waitFor({ state: 'hidden' })
      return (await opener.first().evaluate((e) => e === document.activeElement)) ? [] : [await holder(page)]
    })
  const dialog = () => page.getByRole('dialog').filter({ visible: true })
  await gallery(page)
  await closes('Paste a scenario', dialog)
  await at(8)(page)
  for (const name of ['Settings', 'Keys and help', 'More ways to move']) await closes(name, dialog)
  await closes('A reference', dialog, page.locator('button[popovertarget]').filter({ hasText: 'RFC' }))
  await closes('Present', () => page.getByRole('progressbar'))
  await check('so does the dark', async () => {
    await page.keyboard.press('p')
    const dark = page.getByRole('button', { name: 'Make the screen dark' })
    await dark.press('Enter')
    await page.locator('.blank').waitFor()
    await page.keyboard.press('b')
    await page.locator('.blank').waitFor({ state: 'detached' })
    const back = await dark.evaluate((e) => e === document.activeElement)
    await page.keyboard.press('p')
    return back ? [] : ['the focus is elsewhere']
  })
  await check('the editor gives the focus back, too', async () => {
    const edit = page.getByRole('button', { name: 'Edit this lesson' })
    await edit.focus()
    await page.keyboard.press('Enter')
    await page.getByText('The map shows this text.').waitFor()
    await page.getByRole('button', { name: 'Close the editor' }).press('Enter')
    return (await edit.evaluate((e) => e === document.activeElement)) ? [] : [await holder(page)]
  })
  await check('a menu that is left by Tab closes', async () => {
    await page.getByRole('button', { name: 'More ways to move' }).press('Enter')
    await dialog().waitFor()
    await page.keyboard.press('Shift+Tab')
    await dialog().waitFor({ state: 'hidden' })
  })
}

const holder = (page) =>
  page.evaluate(() => `the focus is with ${document.activeElement.outerHTML.slice(0, 120)}`)
