// As large as there is room for: words that one reads from the back row.

const sizes = [2.4, 2.2, 2, 1.85, 1.7, 1.55, 1.4, 1.25, 1.1, 1]

/** What it may cost in size that no word is broken. */
const price = 0.75

/**
 * The largest of the sizes, up to most, at which what is inside does not overflow
 * its frame. Long names are broken only if all would be much smaller without.
 */
export function fitInto(frame: HTMLElement, inside: HTMLElement, most: number): number {
  const broken = largest('anywhere', most)
  const whole = largest('normal', broken)
  return whole >= broken * price ? whole : largest('anywhere', broken)

  function largest(wrap: 'anywhere' | 'normal', limit: number): number {
    inside.style.setProperty('--wrap', wrap)
    for (const size of sizes.filter((s) => s <= limit)) {
      inside.style.zoom = String(size)
      if (frame.scrollHeight <= frame.clientHeight && frame.scrollWidth <= frame.clientWidth) return size
    }
    return wrap === 'normal' ? 0 : 1
  }
}
