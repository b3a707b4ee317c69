// What would have been without a check or a rule, in words.
import type { Without } from '../model/verdicts'
import { lang } from './lang'

/** Empty where the trace cannot tell. */
export function withoutWords(without: Without | undefined): string {
  const say = lang.inspector.verdicts
  switch (without?.what) {
    case 'nothing':
      return say.nothing
    case 'checked':
      return say.checked
    case 'same': {
      const { check, effect } = without.by.body
      return say.same(lang.captions.checks[check], say.effects[effect] ?? effect)
    }
    case 'otherwise':
      return say.otherwise[without.effect] ?? ''
    case 'rule':
      return say.rules[`${without.rule} ${without.route}`] ?? ''
    default:
      return ''
  }
}
