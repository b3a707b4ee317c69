// What is to be seen where something is missing: a script, a newer browser, a
// quick connection, a server with time.
import { overflow, violations } from './look.mjs'

const small = { width: 320, height: 640 }

export async function visitStates(withPage, url, lesson) {
  await withPage('without JavaScript', { javaScriptEnabled: false }, async (page, check) => {
    await page.goto(url)
    await check('it is said plainly', async () => {
      await page.locator('noscript').waitFor()
      return []
    })
  })
  await withPage('an old browser', { viewport: small }, async (page, check) => {
    await page.addInitScript(() => (CSS.supports = () => false))
    await page.goto(url)
    await check('it is said plainly', async () => {
      await page.getByText('This browser is too old').waitFor()
      return [...(await overflow(page)), ...(await violations(page))]
    })
  })
  await withPage('a slow connection', {}, async (page, check) => {
    let later = []
    await page.routeWebSocket(/\/ws$/, (ws) => {
      const server = ws.connectToServer()
      server.onMessage((frame) => (later ? later.push(() => ws.send(frame)) : ws.send(frame)))
    })
    for (const [where, path] of [
      ['gallery', ''],
      ['lesson', `#/lesson/${lesson}`],
    ]) {
      await page.goto(`${url}${path}`)
      await check(`the ${where} shows where things will be`, async () => {
        await page.getByRole('status').first().waitFor({ state: 'attached' })
        return violations(page)
      })
    }
    await check('and they come', async () => {
      const waiting = later
      later = undefined
      for (const send of waiting) send()
      await page.getByRole('slider').waitFor()
      return []
    })
  })
  await withPage('a busy server', { viewport: small }, async (page, check) => {
    let busy = true
    await page.routeWebSocket(/\/ws$/, (ws) => {
      const server = ws.connectToServer()
      ws.onMessage((frame) => {
        if (busy && JSON.parse(frame).type === 'open')
          ws.send(JSON.stringify({ type: 'problem', code: 'busy', text: 'try again in a moment' }))
        else server.send(frame)
      })
    })
    await page.goto(`${url}#/lesson/${lesson}`)
    await check('says so', async () => {
      await page.getByRole('alert').getByText('The server is busy.').waitFor()
      return [...(await overflow(page)), ...(await violations(page))]
    })
    await check('and is asked again', async () => {
      busy = false
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('slider').waitFor()
      return []
    })
  })
}
