// Settles the language before anything else of the page is loaded.
import { Preferences } from './preferences.svelte'
import { lang, speak } from '../text/lang'

speak([new Preferences().language, ...navigator.languages])
document.documentElement.lang = lang.language
