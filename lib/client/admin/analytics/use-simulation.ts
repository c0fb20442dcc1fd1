'use client'

import { useCallback, useEffect, useRef, useState } from 'react'

import type { MatchingPolicy } from '@/lib/domain/matching'
import { simulate, type Simulated } from '@/lib/domain/matching-simulator'
import { madeUpJoins, type MeasuredJoins } from '@/lib/domain/simulated-joins'

/** A slice of work, after which the page has its turn: half of what one frame may take. */
const SLICE_MS = 8
/** The same people for every policy and every run. */
const SEED = 20_261_130

export type Simulation =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly done: number; readonly of: number }
  | { readonly phase: 'done'; readonly results: readonly Simulated[] }

/** Runs policies against the same made-up people in this browser, a slice at a time. */
export function useSimulation() {
  const [simulation, setSimulation] = useState<Simulation>({ phase: 'idle' })
  const run = useRef(0)
  useEffect(() => () => void (run.current += 1), [])

  const start = useCallback((measured: MeasuredJoins, policies: readonly MatchingPolicy[], joins: number) => {
    const mine = (run.current += 1)
    const of = policies.length * joins
    const results: Simulated[] = []
    let current = begin(measured, policies[0], joins)

    function work(): void {
      if (run.current !== mine) return
      const until = performance.now() + SLICE_MS
      while (current && performance.now() < until) {
        const step = current.next()
        if (!step.done) continue
        results.push(step.value)
        current = begin(measured, policies[results.length], joins)
      }
      if (current) {
        setSimulation({ phase: 'running', done: results.length * joins, of })
        setTimeout(work, 0)
      } else setSimulation({ phase: 'done', results })
    }
    setSimulation({ phase: 'running', done: 0, of })
    setTimeout(work, 0)
  }, [])
  return { simulation, start }
}

function begin(measured: MeasuredJoins, policy: MatchingPolicy | undefined, joins: number) {
  return policy && simulate(madeUpJoins(measured, policy, joins, SEED), policy)
}
