// What the page says to those who do not see it.

/** Listens from now on; what was said is fetched with heard. */
export function listen(page) {
  return page.evaluate(() => {
    const live = '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]'
    window.utterances = []
    new MutationObserver((records) => {
      const said = new Map()
      const say = (region, part) => {
        const text = part.textContent.replace(/\s+/g, ' ').trim()
        if (text) said.set(part, [region, text])
      }
      for (const { target, type, addedNodes } of records) {
        const near = target instanceof Element ? target : target.parentElement
        const region = near?.closest(live)
        for (const node of addedNodes)
          if (!region && node instanceof Element)
            for (const alert of [node, ...node.querySelectorAll('*')].filter((e) =>
              e.matches('[role=alert]'),
            ))
              say(alert, alert) // comes with what it says; of anything else that would not be heard
        if (!region?.isConnected) continue
        if (region.matches('[role=status], [role=alert]'))
          say(region, region) // always read as a whole
        else if (type === 'characterData') say(region, near)
        else for (const node of addedNodes) if (node.isConnected) say(region, node)
      }
      window.utterances.push(...[...said.values()].map(([, text]) => text))
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
}

/** What was said since it was asked last. */
export function heard(page) {
  return page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
    return window.utterances.splice(0)
  })
}

/** What is wrong with what was said, if these words are to be in it once. */
export function once(said, words) {
  const fits = said.filter((text) => text.includes(words))
  return fits.length === 1 ? [] : [`“${words}” is said ${fits.length} times in ${JSON.stringify(said)}`]
}
