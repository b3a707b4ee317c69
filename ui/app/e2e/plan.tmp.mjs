import { launch, openPage } from './browser.mjs'
const b = await launch()
await Promise.all(
  process.argv.slice(2).map(async (lesson) => {
    const { page, problems } = await openPage(b, { viewport: { width: 1280, height: 720 } })
    await page.goto(`http://127.0.0.1:8036/#/lesson/${lesson}`)
    await page.getByRole('slider').waitFor()
    await page.waitForTimeout(800)
    await page.keyboard.press('1')
    await page.waitForTimeout(200)
    const t0 = Date.now()
    const out = []
    await page.keyboard.press('Space')
    for (;;) {
      if (Date.now() - t0 > 420000) {
        out.push('TIMEOUT')
        break
      }
      const q = page.locator('section.question')
      if (await q.count()) {
        out.push(
          `${((Date.now() - t0) / 1000).toFixed(0)}s ${(await q.innerText()).split('\n').slice(0, 3).join(' | ').slice(0, 90)}`,
        )
        await page.keyboard.press('1')
        await page.waitForTimeout(100)
        await page.keyboard.press('Space')
        await page.waitForTimeout(400)
        if (await q.count()) out.push('still asked')
      }
      const v = await page.getByRole('slider').getAttribute('aria-valuetext')
      if (v.includes('run is over')) {
        out.push(`${((Date.now() - t0) / 1000).toFixed(0)}s end: ${v.slice(0, 20)}`)
        break
      }
      await page.waitForTimeout(100)
    }
    console.log(lesson, '\n  ' + out.join('\n  '), problems)
  }),
)
await b.close()
