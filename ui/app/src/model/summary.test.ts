import { expect, it } from 'vitest'
import { logOf } from '../../test/events'
import { readWorlds } from '../../test/recordings'
import { queueAt, queueLengths } from './queues'
import { summaryOf } from './summary'
import { Timeline } from './timeline'

const log = logOf('11-receiver-down')
const { world } = readWorlds().find((w) => w.lesson.name === '11-receiver-down')!.lesson
const timeline = new Timeline(log.plain)
const inSite = (site: string) => world.hosts.filter((h) => h.site === site)

it('a site is summed up as its hosts stand, at every event', () => {
  for (const { event } of log.plain) {
    const moment = timeline.upTo(event.seq)
    const queues = queueLengths(moment.queues)
    for (const { name } of world.sites) {
      const hosts = inSite(name)
      const sum = summaryOf(hosts, moment, queues)
      expect(sum.hosts).toBe(hosts.length)
      expect(sum.down).toBe(hosts.filter((h) => moment.hosts.get(h.name)?.down).length)
      const waiting = hosts.flatMap((h) => queueAt(moment.queues, h.name)).length
      expect(sum.queue).toBeGreaterThanOrEqual(waiting)
    }
  }
})

it('counts people once, whatever they sit at', () => {
  const [host] = inSite('alpha.example').filter((h) => h.person)
  const moment = timeline.upTo(0)
  expect(summaryOf([host!, { ...host!, name: 'other' }], moment, new Map())).toMatchObject({
    hosts: 2,
    people: 1,
  })
})
