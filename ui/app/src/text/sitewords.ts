// What there is to say of a site that is one box.
import type { Summary } from '../model/summary'
import { lang } from './lang'

const say = lang.map.site

export function siteSize(s: Summary): string {
  return s.people > 0 ? `${lang.map.hosts(s.hosts)}, ${lang.map.people(s.people)}` : lang.map.hosts(s.hosts)
}

export function siteWords(s: Summary): string {
  const words = [siteSize(s)]
  if (s.attackers > 0) words.push(say.attackers(s.attackers))
  if (s.queue > 0) words.push(say.queue(s.queue))
  if (s.messages > 0) words.push(say.messages(s.messages, s.unseen))
  if (s.down > 0) words.push(say.down(s.down))
  if (s.listed > 0) words.push(say.listed(s.listed))
  return words.join(', ')
}
