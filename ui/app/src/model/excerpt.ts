// The part of a long list that is shown around a place in it. It moves by whole
// blocks, so that most steps leave it as it is.

export interface Excerpt {
  from: number
  /** the first that is not shown */
  to: number
}

export function excerptAround(place: number, length: number, block = 100): Excerpt {
  const middle = Math.floor(Math.max(place, 0) / block) * block
  return { from: Math.max(middle - block, 0), to: Math.min(middle + 2 * block, length) }
}
