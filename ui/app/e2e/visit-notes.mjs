// What only the teacher sees: what to ask before the lesson, and what to let the class
// change after it, which the editor says as well.
import { violations } from './look.mjs'
import { open } from './walk.mjs'

export async function visitNotes(withPage, url, lesson) {
  await withPage('notes', {}, async (page, check) => {
    await open(page, url, lesson)
    await page.keyboard.press('p')
    const opened = page.waitForEvent('popup')
    await page.keyboard.press('s')
    const speaker = await opened
    await check('the speaker knows what to ask first', async () => {
      await speaker.getByRole('region', { name: 'Ask first' }).getByText('You will hear').waitFor()
      return violations(speaker)
    })
    await check('and at the end what to let them change', async () => {
      await page.keyboard.press('End')
      await speaker
        .getByRole('region', { name: 'Let them change one thing' })
        .getByText('What comes of it')
        .waitFor()
      return violations(speaker)
    })
    await speaker.close()
    await check('the editor says it too', async () => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('e')
      await page.getByRole('region', { name: 'Editor' }).getByText('Change one thing:').waitFor()
      return violations(page)
    })
  })
}
