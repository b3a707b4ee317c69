// What there is to say of a site.
import type { Summary } from '../model/summary'
import type { Site } from '../wire/gen'
import { lang } from './lang'

const say = lang.map.site

export function siteName(site: Site): string {
  return site.title ?? (site.kind === 'internet' ? lang.map.internet : site.name)
}

/** How large a site is that is one box. */
export function siteSize(s: Summary): string {
  return s.people > 0 ? `${lang.map.hosts(s.hosts)}, ${lang.map.people(s.people)}` : lang.map.hosts(s.hosts)
}

/** What is the matter in a site that is one box. */
export function siteWords(s: Summary): string {
  const words = [siteSize(s)]
  if (s.attackers > 0) words.push(say.attackers(s.attackers))
  if (s.queue > 0) words.push(say.queue(s.queue))
  if (s.messages > 0) words.push(say.messages(s.messages, s.unseen))
  if (s.down > 0) words.push(say.down(s.down))
  if (s.listed > 0) words.push(say.listed(s.listed))
  return words.join(', ')
}
