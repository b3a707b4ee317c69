// The settings of a world's things, and what the script has changed since.
import type { EventOf, Seq, Setting, Settings, Told, World } from '../wire/gen'

/** The settings of a machine, or of whoever sits there. */
export function settingsOfHost(world: World, host: string): Settings | undefined {
  return world.settings?.find((s) => s.of === 'host' && s.name === host)
}

/** The people whose programs run on a host. */
export function peopleAt(world: World, host: string): Settings[] {
  return (world.settings ?? []).filter((s) => s.of === 'person' && s.hosts?.includes(host))
}

export function valueOfSetting(settings: Settings | undefined, key: string): string | undefined {
  return settings?.list.find((s) => s.key === key)?.value
}

/** What is written in the scenario, and what was filled in. */
export function bySource(settings: Settings): { written: Setting[]; filled: Setting[] } {
  return {
    written: settings.list.filter((s) => s.line !== undefined),
    filled: settings.list.filter((s) => s.line === undefined),
  }
}

/** Settings that stand in one place, as those of "mta.retry"; of the thing itself if empty. */
export interface SettingGroup {
  path: string
  list: { name: string; setting: Setting }[]
}

export function grouped(list: readonly Setting[]): SettingGroup[] {
  const groups: SettingGroup[] = []
  for (const setting of list) {
    const dot = setting.key.lastIndexOf('.')
    const path = setting.key.slice(0, Math.max(dot, 0))
    if (groups.at(-1)?.path !== path) groups.push({ path, list: [] })
    groups.at(-1)!.list.push({ name: setting.key.slice(dot + 1), setting })
  }
  return groups
}

/** What the script has changed up to seq. */
export function changesAt(told: readonly Told[], seq: Seq): EventOf<'action.taken'>[] {
  return told
    .map((t) => t.event)
    .filter((e) => e.kind === 'action.taken')
    .filter((e) => e.seq <= seq && (e.body.action === 'configure' || e.body.action === 'setup'))
}

const units: Record<string, number> = { d: 86400e9, h: 3600e9, m: 60e9, s: 1e9, ms: 1e6, us: 1e3 }

/** A duration as scenarios write it, "1h30m", in ns. */
export function nanoseconds(text: string): number {
  return [...text.matchAll(/([\d.]+)(d|h|ms|us|m|s)/g)].reduce(
    (sum, [, n, unit]) => sum + Number(n) * units[unit!]!,
    0,
  )
}

/** How long the queue of a host waits before it gives a letter up, in ns. */
export function patienceOf(world: World, host: string): number | undefined {
  const expire = valueOfSetting(settingsOfHost(world, host), 'mta.retry.expire')
  return expire === undefined ? undefined : nanoseconds(expire)
}

/** Some lines of the scenario around one of them, numbered from 1. */
export function linesAround(source: string, line: number, around = 2): { n: number; text: string }[] {
  const lines = source.split('\n')
  const first = Math.max(line - around, 1)
  return lines.slice(first - 1, line + around).map((text, i) => ({ n: first + i, text }))
}
