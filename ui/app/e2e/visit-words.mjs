// What the words mean: opened and left by keyboard, in a lesson, while presenting and
// in the gallery.
import { open } from './walk.mjs'

const dialog = (page) => page.getByRole('dialog', { name: 'Words' })

export async function visitWords(withPage, inTheme, url, lesson) {
  await withPage('words', {}, async (page, check) => {
    await open(page, url, lesson)
    await page.keyboard.press('w')
    for (const theme of ['light', 'dark']) await check(`axe, ${theme}`, () => inTheme(page, theme))
    await check('those of the lesson come first', async () => {
      const first = await dialog(page).getByRole('heading', { level: 3 }).first().textContent()
      return first === 'In this lesson' ? [] : [`${first} comes first`]
    })
    await check('the lesson that says most of a word is one step away', async () => {
      await dialog(page).getByRole('link', { name: 'queue: go to lesson 11,' }).press('Enter')
      await page.getByRole('heading', { name: 'When the receiving server is down' }).waitFor()
      await dialog(page).waitFor({ state: 'hidden' })
    })
    await check('they can be shown to the room', async () => {
      await page.keyboard.press('p')
      await page.keyboard.press('w')
      await dialog(page).waitFor()
      await page.keyboard.press('Escape')
      await dialog(page).waitFor({ state: 'hidden' })
    })
    await check('the gallery has them all', async () => {
      await page.goto(`${url}#/`)
      await page.getByRole('button', { name: 'What the words mean' }).press('Enter')
      const count = await dialog(page).getByRole('term').count()
      return count > 50 ? [] : [`there are ${count}`]
    })
  })
}
