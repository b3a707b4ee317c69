// What is measured inside the page.

/** Puts the instruments into every page that is opened from here on. */
export async function equip(page) {
  await page.addInitScript(() => {
    const channel = new MessageChannel()
    const frames = []
    let began = 0
    let waiting
    channel.port1.onmessage = () => {
      frames.push(performance.now() - began)
      waiting?.()
      waiting = undefined
    }
    // A frame's work: from its first callback until a task can run again, that is
    // scripts, styles, layout and painting on the page's own thread.
    const frame = () => {
      began = performance.now()
      channel.port2.postMessage(0)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)

    const shifts = []
    new PerformanceObserver((list) => {
      for (const e of list.getEntries()) shifts.push({ at: e.startTime, value: e.value })
    }).observe({ type: 'layout-shift', buffered: true })

    window.gauge = {
      frames,
      shifts,
      /** Once what has been done so far is on the screen. */
      painted: () => new Promise((done) => requestAnimationFrame(() => (waiting = done))),
      /** Once something holds, looked at in every frame. */
      until: async (holds) => {
        while (!holds()) await new Promise(requestAnimationFrame)
      },
    }
  })
}

/** The share of a list of numbers below which a value lies, from 0 to 1: the smallest such value. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? NaN
}
