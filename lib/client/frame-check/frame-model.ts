import type { Clock } from '@/lib/client/clock'
import type { Millis } from '@/lib/domain/ids'
import type { FrameReply, FrameRequest } from './frame-messages'
import type { Scores } from './scores'

/** `unsupported`: this browser, or this build, has no such worker. `timeout`: it gives no answer. `failed`: it ended with an error. */
export type ModelProblem = 'unsupported' | 'timeout' | 'failed'

/** Classifies frames somewhere else than on the page's thread. Made once, loaded once, ended once. */
export interface FrameModel {
  /** @returns undefined when it is ready. */
  readonly load: () => Promise<ModelProblem | undefined>
  /** Takes the frame over. @returns undefined where this frame could not be read; a problem: the model is of no use any more */
  readonly classify: (frame: ImageBitmap) => Promise<Scores | ModelProblem | undefined>
  readonly end: () => void
}

/** The part of a `Worker` that is used. */
export interface FrameWorker {
  readonly postMessage: (request: FrameRequest, transfer: Transferable[]) => void
  readonly terminate: () => void
  readonly addEventListener: (type: 'message' | 'error', listener: (event: Event) => void) => void
}

/** 2.4 MB on a slow line; a policy that forbids a part of it shows as no answer at all. */
export const LOAD_LIMIT_MS: Millis = 30_000
/** A busy machine needs 0.6 s. */
export const CLASSIFY_LIMIT_MS: Millis = 10_000

interface Deps {
  /** Starts the worker, which loads by itself. @throws where that is not possible */
  readonly start: () => FrameWorker
  readonly clock: Clock
}

/** The model in a worker, with an end to every wait. */
export function createFrameModel({ start, clock }: Deps): FrameModel {
  let worker: FrameWorker | undefined
  let nextId = 0
  const waiting = new Map<number, (answer: Scores | ModelProblem | undefined) => void>()
  let settleLoading: (problem: ModelProblem | undefined) => void = () => {}
  const loading = new Promise<ModelProblem | undefined>((resolve) => (settleLoading = resolve))

  const give = (id: number, answer: Scores | undefined) => {
    waiting.get(id)?.(answer)
    waiting.delete(id)
  }
  const fail = (problem: ModelProblem) => {
    worker?.terminate()
    worker = undefined
    settleLoading(problem)
    for (const answer of waiting.values()) answer(problem)
    waiting.clear()
  }
  const handleReply = (reply: FrameReply) => {
    switch (reply.type) {
      case 'ready':
        return settleLoading(undefined)
      case 'failed':
        console.debug('The frame check cannot be loaded.', reply.message)
        return fail('failed')
      case 'scores':
        return give(reply.id, reply.scores)
      case 'unread':
        console.debug('A frame could not be checked.', reply.message)
        return give(reply.id, undefined)
    }
  }
  const begin = () => {
    try {
      worker = start()
    } catch (error) {
      console.debug('The frame check cannot be started.', error)
      return fail('unsupported')
    }
    worker.addEventListener('message', (event) => handleReply((event as MessageEvent<FrameReply>).data))
    worker.addEventListener('error', () => fail('failed'))
  }
  const within = async <T>(ms: Millis, answer: Promise<T>): Promise<T> => {
    const callOff = clock.later(ms, () => fail('timeout'))
    return answer.finally(callOff)
  }

  return {
    load() {
      begin()
      return within(LOAD_LIMIT_MS, loading)
    },
    classify(frame) {
      if (!worker) {
        frame.close()
        return Promise.resolve('failed')
      }
      const id = nextId++
      const answer = new Promise<Scores | ModelProblem | undefined>((resolve) => waiting.set(id, resolve))
      worker.postMessage({ id, frame }, [frame])
      return within(CLASSIFY_LIMIT_MS, answer)
    },
    end: () => fail('failed'),
  }
}
