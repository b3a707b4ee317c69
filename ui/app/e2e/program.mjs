// The program itself, on a port of its own.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

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

/** All events of a lesson: numbered as the page has them. */
export async function eventsOf(program, lesson) {
  const { stdout } = await run(program, ['run', lesson, '--level', 'wire', '--format', 'jsonl'], {
    maxBuffer: 1 << 28,
  })
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

/** Writes the report of a lesson into a folder, and returns where its page is. */
export async function report(program, folder) {
  const out = join(folder, 'report')
  await run(program, ['report', '18-open-relay', '--out', out])
  return join(out, 'index.html')
}
