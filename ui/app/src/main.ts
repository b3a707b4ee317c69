import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './state/language'
import { mount } from 'svelte'
import './app.css'
import App from './App.svelte'

mount(App, { target: document.body })
