// Who will probably talk to whom, for a picture of a world in which nothing has
// happened yet.
import type { Card } from './map'
import { rankOf } from './rank'

export function likelyLines(cards: readonly Card[]): [Card, Card][] {
  const lines: [Card, Card][] = []
  const transfer = cards.filter((c) => rankOf(c.host) === 1)
  transfer.forEach((c, i) => i > 0 && lines.push([transfer[i - 1]!, c]))
  for (const c of cards) {
    const rank = rankOf(c.host)
    const at = (r: number) =>
      cards.find((other) => other.host.site === c.host.site && rankOf(other.host) === r)
    const server = rank === 3 ? (at(2) ?? at(1)) : rank === 1 ? undefined : at(1)
    if (server) lines.push([c, server])
  }
  return lines
}
