// Text size enlarges the whole page. Pointers and rectangles are measured on the
// screen, scroll positions and sizes inside the page.

/** How many pixels of the screen one of the element's own takes. */
export function zoomOf(element: Element): number {
  return (element as Element & { currentCSSZoom?: number }).currentCSSZoom ?? 1
}
