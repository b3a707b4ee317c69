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

/** The same for what the person has to see, on a screen so small that the page itself scrolls. */
export function bringOnScreen(element: Element | undefined) {
  element?.scrollIntoView?.({ block: 'nearest' })
}
