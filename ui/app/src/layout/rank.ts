// Which hosts stand above which.
import type { Host, Site } from '../wire/gen'

/** From the top down: names, transfer, stores, people. */
export function rankOf(host: Host): number {
  const roles = new Set(host.roles)
  if (host.webmail && !roles.has('mta') && !roles.has('msa')) return 2
  if (roles.has('mta')) return 1
  if (roles.has('mda')) return 2
  if (roles.has('msa')) return 1
  if (roles.has('mua')) return 3
  return roles.has('dns') || roles.has('resolver') ? 0 : 1
}

/** Whether a site is nobody's: who belongs to it stands for himself. */
export const isInternet = (site: Site) => site.kind === 'internet'

/** Whether harm comes from a site. */
export const isHarmful = (hosts: readonly Host[]) => hosts.some((h) => h.roles.includes('attacker'))

/** Whether a site plays a part without being anybody's mail provider: nobody of it writes or reads. */
export const isAside = (hosts: readonly Host[]) => hosts.every((h) => rankOf(h) !== 3)
