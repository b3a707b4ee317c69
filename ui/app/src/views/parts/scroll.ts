// Scrolls one frame and nothing around it: the page itself must not jump when
// something inside it moves on. Of what is too high for the frame one sees the top.

import { zoomOf } from './zoom'

const margin = 24 // so that one sees that it goes on

export function bringIntoView(frame: Element | undefined, element: Element | undefined) {
  if (!frame || !element) return
  const [outer, inner] = [frame.getBoundingClientRect(), element.getBoundingClientRect()]
  const above = (inner.top - outer.top) / zoomOf(frame) - margin
  const below = (inner.bottom - outer.bottom) / zoomOf(frame) + margin
  if (above < 0) frame.scrollTop += above
  else if (below > 0) frame.scrollTop += Math.min(above, below)
}

/** Where the page was before something was brought on the screen, and where it is since. */
let moved: { from: number; to: number } | undefined

/** The same for what the person has to see, on a screen so small that the page itself scrolls. */
export function bringOnScreen(element: Element | undefined) {
  const from = moved?.from ?? scrollY
  element?.scrollIntoView?.({ block: 'nearest' })
  if (scrollY !== from) moved = { from, to: scrollY }
}

/** Takes the page back to where it was, unless somebody has scrolled it since. */
export function takeBack() {
  if (moved && scrollY === moved.to) scrollTo(0, moved.from)
  moved = undefined
}
