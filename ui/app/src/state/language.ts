// Settles the language before anything else of the page is loaded.
import { lang, speak } from '../text/lang'

speak(navigator.languages)
document.documentElement.lang = lang.language
