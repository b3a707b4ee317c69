// Scenarios that are larger than any lesson, made for measuring.

/** So many organisations with so many people each, who write to each other without a pause. */
export function crowd({ title, sites, people, letters, every }) {
  const all = sites * people
  const person = (n) => `u${n % people}@s${Math.floor(n / people)}.example`
  const lines = [`title: ${title}`, 'sites:']
  for (let s = 0; s < sites; s++) {
    const users = Array.from({ length: people }, (_, p) => `u${p}`).join(', ')
    lines.push(`  - {domain: s${s}.example, users: [${users}]}`)
  }
  lines.push('script:')
  for (let k = 0; k < letters; k++) {
    const from = (k * 37) % all
    const to = (from + 1 + ((k * 101) % (all - 1))) % all
    const send = `{from: ${person(from)}, to: ${person(to)}, subject: n${k}}`
    lines.push(`  - {at: ${1000 + k * every}ms, send: ${send}}`)
  }
  return lines.join('\n')
}

/** 5 organisations, 50 hosts and the root: every line in use. */
export const fifty = crowd({ title: 'Fifty hosts', sites: 5, people: 8, letters: 120, every: 20 })

/** 20 organisations, 1,000 hosts, a good 100,000 events. */
export const thousand = crowd({ title: 'A thousand hosts', sites: 20, people: 48, letters: 1050, every: 150 })
