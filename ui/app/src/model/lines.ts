// The sites' lines to the Internet.
import type { TraceEvent, WorldMap } from '../wire/gen'

/** The site to whose line an event does something. */
export function siteConcerned(event: TraceEvent, world: WorldMap): string | undefined {
  switch (event.kind) {
    case 'link.down':
    case 'link.up':
      return world.links.find((l) => l.kind === 'uplink' && l.name === event.body.link)?.site
    case 'action.taken':
      return event.node ? undefined : event.body.who
  }
}
