import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './state/language'
import { mount } from 'svelte'
import './app.css'
import './themes.css'
import App from './App.svelte'
import { spokenAbout } from './state/route.svelte'

const target = document.body
const href = spokenAbout(location.hash)

document.getElementById('boot')?.remove()
if (href === undefined) mount(App, { target })
else
  void import('./views/presenter/SpeakerScreen.svelte').then((speaker) =>
    mount(speaker.default, { target, props: { href } }),
  )
