// Checks with names: each is told as it is made, and the last line counts them.

export class Checks {
  #passed = 0
  #failed = 0

  /** Makes a check: what throws, or returns complaints, has failed. Returns whether it passed. */
  async that(name, check) {
    const began = Date.now()
    let complaints
    try {
      complaints = (await check()) ?? []
    } catch (error) {
      complaints = [error.message]
    }
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    console.log(`${complaints.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
    for (const complaint of complaints) console.log(`       ${complaint.replaceAll('\n', '\n       ')}`)
    if (complaints.length === 0) this.#passed++
    else this.#failed++
    return complaints.length === 0
  }

  get good() {
    return this.#failed === 0
  }

  get summary() {
    return `${this.#passed} of ${this.#passed + this.#failed} checks of the page in a browser passed.`
  }
}
