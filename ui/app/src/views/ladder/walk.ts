// Up and down go through the ladder and the list, as left and right go through the run.
import type { Filtering } from '../../state/filtering.svelte'

/** Walks by a key; page is how many steps one sees at a time. */
export function walkByKey(event: KeyboardEvent, filtering: Filtering, page: number) {
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key]
  if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  filtering.playback.pause()
  filtering.walk(by > 0 ? 1 : -1, Math.abs(by))
}
