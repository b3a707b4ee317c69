// Walks over a screen with Tab alone, and looks at what has the focus on the way.

const enough = 40 // points that show the focus
const contrast = 3 // to one, as WCAG 2.2 wants it of what shows a state

/**
 * From the top to the end and back: whatever can be pressed, chosen from or written
 * into is reached, is in sight then, and looks as if it had the focus; nothing keeps
 * it. Returns what is not so.
 */
export async function tabThrough(page) {
  await page.evaluate(watch)
  const complaints = []
  const there = []
  for (let stop = await step(page, 'Tab'); stop; stop = await step(page, 'Tab')) {
    if (there.includes(stop.id)) return [...complaints, `Tab goes round from ${stop.name}`]
    there.push(stop.id)
    if (stop.hidden) complaints.push(`has the focus out of sight: ${stop.name}`)
    else if (!(await looksFocused(page, stop)))
      complaints.push(`does not show that it has the focus: ${stop.name}`)
  }
  const missed = await page.evaluate(() => window.tabbing.missed())
  complaints.push(...missed.map((name) => `Tab does not lead to ${name}`))
  const back = []
  for (let i = 0; i < there.length; i++) back.unshift((await step(page, 'Shift+Tab'))?.id)
  if (back.join() !== there.join()) complaints.push(`Shift+Tab goes ${back}, Tab ${there}`)
  return complaints
}

/** One stop on; undefined beyond the last. */
async function step(page, key) {
  if (await page.evaluate(() => window.tabbing.inEditor())) await page.keyboard.press('Escape') // as it says itself
  await page.keyboard.press(key)
  return page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
    return window.tabbing.stop()
  })
}

/** Whether one can see which has the focus: what is there with it and what without differ enough. */
async function looksFocused(page, stop) {
  const look = () => page.screenshot({ clip: stop.around }).then((png) => png.toString('base64'))
  const focused = await look()
  await page.evaluate(() => window.tabbing.letGo())
  const without = await look()
  await page.evaluate(() => window.tabbing.takeBack())
  return focused !== without && (await page.evaluate(differing, [focused, without, contrast])) >= enough
}

/** In the page: how many points of two pictures differ by so much contrast. */
async function differing([a, b, contrast]) {
  const linear = (c) => (c <= 10 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4)
  const [one, other] = await Promise.all(
    [a, b].map(async (picture) => {
      const octets = Uint8Array.from(atob(picture), (c) => c.charCodeAt(0))
      const bitmap = await createImageBitmap(new Blob([octets], { type: 'image/png' }))
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
      canvas.drawImage(bitmap, 0, 0)
      const { data } = canvas.getImageData(0, 0, bitmap.width, bitmap.height)
      return Array.from(
        { length: data.length / 4 },
        (_, i) =>
          0.05 +
          0.2126 * linear(data[4 * i]) +
          0.7152 * linear(data[4 * i + 1]) +
          0.0722 * linear(data[4 * i + 2]),
      )
    }),
  )
  return one.filter((light, i) => Math.max(light, other[i]) / Math.min(light, other[i]) >= contrast).length
}

/** In the page: what can be used there, and what was reached. */
function watch() {
  const roles = [
    'button',
    'checkbox',
    'combobox',
    'link',
    'option',
    'radio',
    'slider',
    'switch',
    'tab',
    'textbox',
  ]
  const usable = [
    'a[href], button, input, select, textarea, summary, [contenteditable=true], [tabindex="0"]',
    ...roles.map((role) => `[role=${role}]`),
  ].join()
  const reached = []
  let last

  const focused = () => {
    let e = document.activeElement
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement // the editor's
    return e === document.body || e?.matches('dialog') ? undefined : e
  }
  const nameOf = (e) => {
    const words = (e.getAttribute('aria-label') ?? e.textContent).replace(/\s+/g, ' ').trim().slice(0, 60)
    return `${e.localName}${(e.className.baseVal ?? e.className) ? `.${e.classList[0]}` : ''} “${words}”`
  }
  /** What one sees of it: of what cannot be seen itself, its label. */
  const seenAs = (e) => {
    const { width, height } = e.getBoundingClientRect()
    return width * height > 4 && getComputedStyle(e).opacity !== '0' ? e : (e.closest('label') ?? e)
  }
  const spotsOf = (e) => {
    const parts = Array.from({ length: 9 }, (_, i) => (i + 1) / 10)
    if (e instanceof SVGPathElement)
      return parts.map((p) => e.getPointAtLength(p * e.getTotalLength()).matrixTransform(e.getScreenCTM()))
    const { left, top, right, bottom } = e.getBoundingClientRect()
    const [width, height] = [Math.min(right, innerWidth) - left, Math.min(bottom, innerHeight) - top]
    return parts.flatMap((x) => parts.map((y) => ({ x: left + x * width, y: top + y * height })))
  }
  const inSight = (e) =>
    // what lies on a line shows that the line has the focus, too
    e.closest('.stage path')
      ? spotsOf(e).some(({ x, y }) => document.elementFromPoint(x, y)?.closest('.stage'))
      : spotsOf(e).some(({ x, y }) => {
          const hit = e.getRootNode().elementFromPoint(x, y)
          return e.contains(hit) || hit?.contains(e)
        })
  const visible = (e) => {
    const { width, height } = e.getBoundingClientRect()
    return width + height > 0 && e.checkVisibility({ visibilityProperty: true })
  }
  /** Whether an arrow leads there from what was reached. */
  const byArrow = (e) => {
    const list = e.closest('[role=tablist], .frame')
    return reached.some((o) => (e.matches('[type=radio]') ? o.name === e.name : list?.contains(o)))
  }
  /** What looks as if it could be pressed, however it is made. */
  const pressable = (e) =>
    getComputedStyle(e).cursor === 'pointer' &&
    getComputedStyle(e.parentElement).cursor !== 'pointer' &&
    !e.closest(`${usable}, label`) &&
    !e.querySelector(usable) &&
    // of what is decided: it stands in the inspector as well; and the overview: whatever has the focus is brought into sight
    !e.matches('.caption, .stage > svg')

  window.tabbing = {
    inEditor: () => focused()?.matches('.cm-content') ?? false,
    stop() {
      last = focused()
      if (!last) return undefined
      if (!reached.includes(last)) reached.push(last)
      const seen = seenAs(last)
      const { left, top, right, bottom } = seen.getBoundingClientRect()
      const [x, y] = [Math.max(left - 12, 0), Math.max(top - 12, 0)]
      const [width, height] = [Math.min(right + 12, innerWidth) - x, Math.min(bottom + 12, innerHeight) - y]
      return {
        id: reached.indexOf(last),
        name: nameOf(last),
        hidden: !inSight(seen),
        around: { x, y, width, height },
      }
    },
    letGo: () => last.blur(),
    takeBack: () => last.focus({ focusVisible: true, preventScroll: true }),
    missed() {
      const scope = document.querySelector('dialog:modal') ?? document.body
      return [...scope.querySelectorAll('*')]
        .filter((e) => (e.matches(usable) && !e.disabled) || pressable(e))
        .filter((e) => !e.closest('[inert]') && visible(seenAs(e)) && !reached.includes(e) && !byArrow(e))
        .map(nameOf)
    },
  }
  const top = document.querySelector('dialog:modal') ?? document.body
  top.tabIndex = -1
  top.focus()
  top.removeAttribute('tabindex')
}
