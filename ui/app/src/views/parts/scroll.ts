// Scrolls one frame and nothing around it: the page itself must not jump when
// something inside it moves on.

const margin = 24 // so that one sees that it goes on

export function bringIntoView(frame: Element | undefined, element: Element | undefined) {
  if (!frame || !element) return
  const [outer, inner] = [frame.getBoundingClientRect(), element.getBoundingClientRect()]
  if (inner.top < outer.top + margin) frame.scrollTop += inner.top - outer.top - margin
  else if (inner.bottom > outer.bottom - margin) frame.scrollTop += inner.bottom - outer.bottom + margin
}
