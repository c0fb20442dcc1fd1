import { appendFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, inject } from 'vitest'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files leave what they counted, one JSON object a line. */
    readonly abuseReport: string
  }
}

/** What one file of hostile tests did and saw. */
export interface AbuseCounts {
  readonly what: string
  inputs: number
  /** Answers of any kind, refusals included. */
  answers: number
  refusals: number
  /** Connections that the server ended for what came over them. */
  closed: number
  /** Uncaught errors, in the process of server and test. */
  crashes: number
  unhandled: number
  /** Milliseconds from sending to receiving, of people who chatted meanwhile. */
  readonly latencies: number[]
}

/** Counts for one test file, which fails where anything in it crashed; the run's end shows the counts of all files. */
export function countAbuse(what: string): AbuseCounts {
  const zero = { inputs: 0, answers: 0, refusals: 0, closed: 0, crashes: 0, unhandled: 0 }
  const counts: AbuseCounts = { what, ...zero, latencies: [] }
  const faults: unknown[] = []
  const note = (kind: 'crashes' | 'unhandled') => (error: unknown) => {
    counts[kind] += 1
    faults.push(error)
  }
  const [crash, unhandled] = [note('crashes'), note('unhandled')]

  beforeAll(() => {
    process.on('uncaughtException', crash)
    process.on('unhandledRejection', unhandled)
  })
  afterAll(() => {
    process.off('uncaughtException', crash)
    process.off('unhandledRejection', unhandled)
    appendFileSync(inject('abuseReport'), `${JSON.stringify(counts)}\n`)
    expect(faults).toEqual([])
  })
  return counts
}
