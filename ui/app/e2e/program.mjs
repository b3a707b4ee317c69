// The program itself, on a port of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Starts the server, on a free port or on the one that is given, and waits until it says where it is. */
export async function start(program, port = 0) {
  const child = spawn(program, ['serve', '--listen', `127.0.0.1:${port}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await address(child)
  const stop = async () => {
    if (child.exitCode !== null) return
    child.kill()
    await once(child, 'exit')
  }
  return { url, port: Number(new URL(url).port), stop }
}

function address(child) {
  return new Promise((resolve, reject) => {
    let said = ''
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`the server ended with ${code} before it said where it is`)))
    child.stdout.on('data', (data) => {
      said += data
      const found = /http:\/\/\S+/.exec(said)
      if (found) resolve(found[0])
    })
  })
}
