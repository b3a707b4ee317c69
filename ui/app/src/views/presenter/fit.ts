// As large as there is room for: words that one reads from the back row.

const sizes = [2.4, 2.2, 2, 1.85, 1.7, 1.55, 1.4, 1.25, 1.1, 1]

/** The largest of the sizes, up to most, at which what is inside does not overflow its frame. */
export function fitInto(frame: HTMLElement, inside: HTMLElement, most: number): number {
  for (const size of sizes.filter((s) => s <= most)) {
    inside.style.zoom = String(size)
    if (frame.scrollHeight <= frame.clientHeight && frame.scrollWidth <= frame.clientWidth) return size
  }
  return 1
}
