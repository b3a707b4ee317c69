// What the page says for a moment about what somebody did just now.

export class Remarks {
  #text = $state('')
  /** goes up with each remark, so that the same words count as said once more */
  #count = $state(0)

  get text(): string {
    return this.#text
  }

  get count(): number {
    return this.#count
  }

  say(text: string) {
    this.#text = text
    this.#count++
  }

  clear() {
    this.#text = ''
  }
}
