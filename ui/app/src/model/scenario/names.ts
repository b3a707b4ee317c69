// The names that a scenario gives, for whoever has to name something in it.
import { membersOf, read, textOf, under } from './read'

export interface Names {
  sites: string[]
  hosts: string[]
  people: string[]
}

/** The names in a text. Hosts and machines that a site gets by itself are among them. */
export function namesIn(text: string): Names {
  const sites: string[] = []
  const hosts: string[] = []
  const logins: { name: string; address: string }[] = []
  for (const site of membersOf(under(read(text), 'sites'))) {
    const domain = textOf(under(site, 'domain'))
    if (!domain) continue
    sites.push(domain)
    const users = namesOf(under(site, 'users'))
    for (const name of users) logins.push({ name, address: `${name}@${domain}` })
    const own = users.length > 0 ? ['mail', 'ns', ...users] : ['ns']
    for (const host of [...namesOf(under(site, 'hosts')), ...own])
      hosts.push(host.endsWith(`.${domain}`) ? host : `${host}.${domain}`)
  }
  // A login name says who is meant only where nobody else has it.
  const people = logins.map(({ name, address }) =>
    logins.filter((l) => l.name === name).length > 1 ? address : name,
  )
  return { sites, hosts: [...new Set(hosts)], people }
}

function namesOf(list: unknown): string[] {
  return membersOf(list).flatMap((member) => textOf(member) ?? textOf(under(member, 'name')) ?? [])
}

const kinds: Readonly<Record<keyof Names, readonly string[]>> = {
  people:
    'from to cc bcc user fetch read delete move archive reply forward watch unwatch offline online setup'.split(
      ' ',
    ),
  hosts: 'host node peer down up outgoing incoming probe who'.split(' '),
  sites: 'site cut mend dns'.split(' '),
}

/** Those names that can stand under a key. */
export function namesFor(key: string, names: Names): string[] {
  return (Object.keys(kinds) as (keyof Names)[]).flatMap((kind) =>
    kinds[kind].includes(key) ? names[kind] : [],
  )
}
