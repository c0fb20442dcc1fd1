// Preloaded into a server: its wall clock is as far off as the file FAULTS_CLOCK says (ms), read again at SIGUSR2.
import { readFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const file = process.env.FAULTS_CLOCK
const Real = globalThis.Date
const now = Real.now.bind(Real)
let offset = 0

class Shifted extends Real {
  // Its own, because Next makes a Date of its own from what this one itself has.
  static UTC = Real.UTC
  static parse = Real.parse

  constructor(...args) {
    super(...(args.length === 0 ? [now() + offset] : args))
  }
  static now() {
    return now() + offset
  }
}

if (isMainThread && file) {
  globalThis.Date = Shifted
  process.on('SIGUSR2', () => (offset = Number(readFileSync(file, 'utf8'))))
}
