// What hosts are called where there is little room.
import type { Host, WorldMap } from '../wire/gen'

/** A host's name on its card, inside its site: "mail", "Alice", "Dora, phone". */
export function cardName(host: Host, world: WorldMap): string {
  if (!host.person) return isStranger(host, world) ? host.name : host.label
  const more = world.hosts.some((h) => h !== host && h.person === host.person && h.site === host.site)
  return more ? `${host.person}, ${device(host)}` : host.person
}

/** A host's name outside its site: "mail.alpha", "Alice", "Ann.beta" where there is more than one Ann. */
export function shortName(host: Host, world: WorldMap): string {
  const name = host.person ? cardName(host, world) : host.label
  const alone = !world.hosts.some((h) => h !== host && h.person && cardName(h, world) === name)
  return host.person && alone ? name : `${name}.${host.site.split('.')[0]}`
}

function isStranger(host: Host, world: WorldMap): boolean {
  return world.sites.find((s) => s.name === host.site)?.kind === 'internet'
}

/** "dora-phone" is Dora's phone. */
function device(host: Host): string {
  const prefix = `${host.person?.toLowerCase()}-`
  return host.label.toLowerCase().startsWith(prefix) ? host.label.slice(prefix.length) : host.label
}
