// Puts what the person likes onto the page, for the style sheets.
import { MediaQuery } from 'svelte/reactivity'
import type { Preferences } from './preferences.svelte'

export class Look {
  readonly #dark = new MediaQuery('prefers-color-scheme: dark')
  readonly #contrast = new MediaQuery('prefers-contrast: more')
  readonly #still = new MediaQuery('prefers-reduced-motion: reduce')

  constructor(private readonly preferences: Preferences) {}

  get theme(): 'light' | 'dark' | 'contrast' | 'contrast-dark' {
    const { theme } = this.preferences.taste
    if (theme === 'contrast' || (theme === 'system' && this.#contrast.current))
      return this.#dark.current ? 'contrast-dark' : 'contrast'
    return theme === 'system' ? (this.#dark.current ? 'dark' : 'light') : theme
  }

  /** Whether nothing is to travel over the screen. */
  get calm(): boolean {
    const { motion } = this.preferences.taste
    return motion === 'system' ? this.#still.current : motion === 'reduced'
  }
}

/** To be called while a component is set up. What is shown to a room has a size of its own. */
export function applyTaste(preferences: Preferences, toRoom = () => false) {
  const look = new Look(preferences)
  const { dataset } = document.documentElement

  $effect(() => {
    dataset.theme = look.theme
    dataset.colours = preferences.taste.colours
    dataset.text = toRoom() ? 'normal' : preferences.taste.text
    dataset.motion = look.calm ? 'reduced' : 'full'
  })
}
