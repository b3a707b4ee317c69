// The sites' lines to the Internet.
import type { TraceEvent, WorldMap } from '../wire/gen'

/** What there is to be said of a site's line at a moment. */
export type LineState = 'cut' | 'mended' | 'blocked'

export const lineTones: Record<LineState, 'good' | 'bad'> = { cut: 'bad', mended: 'good', blocked: 'bad' }

/** The site to whose line an event does something. */
export function siteConcerned(event: TraceEvent, world: WorldMap): string | undefined {
  switch (event.kind) {
    case 'link.down':
    case 'link.up':
      return world.links.find((l) => l.kind === 'uplink' && l.name === event.body.link)?.site
    case 'link.blocked':
      return event.body.site
    case 'action.taken':
      return event.node ? undefined : event.body.who
  }
}
