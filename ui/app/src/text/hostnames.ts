// What hosts are called where there is little room.
import type { Host, WorldMap } from '../wire/gen'

/** A host's name on its card, inside its site: "mail", "Alice", "Dora, phone". */
export function cardName(host: Host, world: WorldMap): string {
  return namesOf(world).card.get(host.name) ?? host.label
}

/** A host's name outside its site: "mail.alpha", "Alice", "Ann.beta" where there is more than one Ann. */
export function shortName(host: Host, world: WorldMap): string {
  return namesOf(world).short.get(host.name) ?? host.label
}

/** By the name of the host. */
interface Names {
  card: Map<string, string>
  short: Map<string, string>
}

// Whether a name is the only one of its kind takes a look at all of them: once for a world.
const known = new WeakMap<WorldMap, Names>()

function namesOf(world: WorldMap): Names {
  let names = known.get(world)
  if (!names) known.set(world, (names = nameAll(world)))
  return names
}

function nameAll(world: WorldMap): Names {
  const nobodys = new Set(world.sites.filter((s) => s.kind === 'internet').map((s) => s.name))
  const devices = tally(world.hosts.flatMap((h) => (h.person ? [`${h.site} ${h.person}`] : [])))
  const card = new Map<string, string>()
  for (const h of world.hosts) {
    if (!h.person) card.set(h.name, nobodys.has(h.site) ? h.name : h.label)
    else card.set(h.name, devices.get(`${h.site} ${h.person}`)! > 1 ? `${h.person}, ${device(h)}` : h.person)
  }
  const people = tally(world.hosts.flatMap((h) => (h.person ? [card.get(h.name)!] : [])))
  const short = new Map<string, string>()
  for (const h of world.hosts) {
    const name = h.person ? card.get(h.name)! : h.label
    const alone = h.person !== undefined && people.get(name) === 1
    short.set(h.name, alone ? name : `${name}.${h.site.split('.')[0]}`)
  }
  return { card, short }
}

function tally(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const w of words) counts.set(w, (counts.get(w) ?? 0) + 1)
  return counts
}

/** "dora-phone" is Dora's phone. */
function device(host: Host): string {
  const prefix = `${host.person?.toLowerCase()}-`
  return host.label.toLowerCase().startsWith(prefix) ? host.label.slice(prefix.length) : host.label
}
