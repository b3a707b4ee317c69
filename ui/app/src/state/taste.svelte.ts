// Puts what the person likes onto the page, for the style sheets.
import { MediaQuery } from 'svelte/reactivity'
import type { Preferences } from './preferences.svelte'

/** To be called while a component is set up. */
export function applyTaste(preferences: Preferences) {
  const dark = new MediaQuery('prefers-color-scheme: dark')

  $effect(() => {
    const { theme } = preferences
    document.documentElement.dataset.theme = theme === 'system' ? (dark.current ? 'dark' : 'light') : theme
  })
}
