// In which order hosts have their lanes, on the ladder and on the strip at the foot.
import type { Traffic } from '../model/traffic'
import type { Host, Site } from '../wire/gen'

export interface LaneGroup {
  site: string
  hosts: string[]
}

/**
 * The hosts that take part, site by site in the order in which they first talk to
 * another. People stand at the outer end of their site: before the first site, after the others.
 */
export function laneGroups(traffic: readonly (Traffic | undefined)[], hosts: readonly Host[]): LaneGroup[] {
  const known = new Map(hosts.map((h) => [h.name, h]))
  const bySite = new Map<string, string[]>()
  for (const name of partakers(traffic)) {
    const site = known.get(name)?.site
    if (site !== undefined) bySite.set(site, [...(bySite.get(site) ?? []), name])
  }
  const isPerson = (name: string) => known.get(name)?.person !== undefined
  return [...bySite].map(([site, all], i) => {
    const people = all.filter(isPerson)
    const servers = all.filter((name) => !isPerson(name))
    return { site, hosts: i === 0 ? [...people, ...servers] : [...servers, ...people] }
  })
}

/** A lane of the strip: of a host, or of a site whose hosts share one. */
export interface SharedLane {
  name: string
  /** none for a host */
  site?: Site
  hosts: readonly string[]
}

/** What is one box on the map is one lane, too. */
export function sharedLanes(groups: readonly LaneGroup[], closed: readonly { site: Site }[]): SharedLane[] {
  const shut = new Map(closed.map(({ site }) => [site.name, site]))
  return groups.flatMap(({ site: name, hosts }): SharedLane[] => {
    const site = shut.get(name)
    return site ? [{ name, site, hosts }] : hosts.map((host) => ({ name: host, hosts: [host] }))
  })
}

/** First those that talk to others, then those to which something happens all the same. */
function partakers(traffic: readonly (Traffic | undefined)[]): Set<string> {
  const talking = new Set<string>()
  const all = new Set<string>()
  for (const t of traffic) {
    if (!t) continue
    if (t.from !== t.to) talking.add(t.from).add(t.to)
    all.add(t.from)
  }
  return new Set([...talking, ...all])
}
