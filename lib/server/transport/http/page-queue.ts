import type { IncomingMessage, ServerResponse } from 'node:http'
import { DomainError } from '@/lib/domain/errors'
import { createFairQueue, type FairQueueSize } from '@/lib/domain/fair-queue'
import { inForm } from './bare-failures'
import type { Handler } from './http'
import type { Refusals } from './port-refusals'
import { pathOf } from './request-path'

/** Two: while one waits for the database, the other is made. Two hundred need about ten seconds. */
const SIZE: FairQueueSize = { atOnce: 2, waiting: 200 }
/** A page that is made and not read does not hold up the others. */
const MADE_WITHIN_MS = 2_000
const RETRY_AFTER_SECONDS = 5

interface Deps {
  readonly handle: Handler
  readonly addressOf: (request: IncomingMessage) => string
  /** Whether the path is a file's, which costs next to nothing. */
  readonly isFile: (path: string) => boolean
  readonly refusals: Refusals
  readonly size?: FairQueueSize
}

/** What needs no page made: the build's files and the REST endpoints, which have limits of their own. */
const isCheap = (path: string) =>
  path.startsWith('/_next/static/') || (path.startsWith('/api/') && !/^\/api\/docs(\/|$)/.test(path))

/** Makes pages one after the other: between two of them, everything else that waits for the process runs. */
export function inTurns({ handle, addressOf, isFile, refusals, size = SIZE }: Deps): Handler {
  const queue = createFairQueue(size)
  const answer = inForm(handle, refusals)

  function make(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const start = () => {
      let isOver = false
      const over = () => {
        if (isOver) return
        isOver = true
        clearTimeout(timer)
        setImmediate(queue.done)
      }
      const timer = setTimeout(over, MADE_WITHIN_MS)
      response.once('finish', over)
      response.once('close', over)
      if (response.closed) over()
      Promise.resolve(answer(request, response)).then(resolve, reject)
    }
    const refuse = () => {
      const refusal = new DomainError('UNAVAILABLE', { retryAfter: RETRY_AFTER_SECONDS })
      if (!response.headersSent) refusals.send(request, response, refusal)
      resolve()
    }
    const leave = queue.enter(addressOf(request), { start, refuse })
    response.once('close', () => {
      leave()
      resolve()
    })
    return promise
  }

  return (request, response) => {
    const path = pathOf(request)
    return isCheap(path) || isFile(path) ? answer(request, response) : make(request, response)
  }
}
