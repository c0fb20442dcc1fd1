import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FrameModel, ModelProblem } from './frame-model'
import type { OffReason } from './run-condition'
import { judge, type Judgement, UNCHECKED, type Verdict } from './verdict'

/** `idle`: not loaded yet. `off`: it does not run, by choice or to spare the line. `unavailable`: it cannot run here. */
export type FrameCheckState =
  | { readonly phase: 'idle' | 'loading' | 'ready' }
  | { readonly phase: 'off'; readonly reason: OffReason }
  | { readonly phase: 'unavailable'; readonly reason: ModelProblem }

export interface FrameCheckData {
  readonly state: FrameCheckState
  /** Of the picture that is being received. */
  readonly verdict: Verdict
  /** The viewer wants to see this partner whatever the check says. */
  readonly isOverruled: boolean
}

/** A frame of the picture in both sizes that are needed; whoever takes it closes them. */
export interface TakenFrame {
  /** For the model. */
  readonly input: ImageBitmap
  /** For a report. */
  readonly picture: ImageBitmap
}

export interface FrameCheckDeps<Source> {
  readonly createModel: () => FrameModel
  /** @returns undefined while there is no picture, as in the first moments and when video is paused */
  readonly take: (source: Source) => Promise<TakenFrame | undefined>
  readonly whyOff: () => OffReason | undefined
  /** As a data URL of at most 64 KiB. */
  readonly encode: (picture: ImageBitmap) => Promise<string | undefined>
}

/**
 * Checks received pictures on the device: nothing of them leaves it. Driven by `watchFrames`, or frame by frame.
 *
 * @returns `store`: what screens show. `check` answers `unchecked` where the frame was not checked: not ready, or another
 *   one was under way.
 */
export function createFrameCheck<Source>({ createModel, take, whyOff, encode }: FrameCheckDeps<Source>) {
  const fresh = { verdict: UNCHECKED.verdict, isOverruled: false }
  const store: StoreApi<FrameCheckData> = createStore(() => ({ state: { phase: 'idle' }, ...fresh }))
  let model: FrameModel | undefined
  let judgement: Judgement = UNCHECKED
  let isChecking = false
  /** Changes with the partner: what was under way for another one counts no more. */
  let subject = {}
  let covered: ImageBitmap | undefined

  const keep = (picture: ImageBitmap | undefined) => {
    covered?.close()
    covered = picture
  }
  const stop = (state: FrameCheckState) => {
    model?.end()
    model = undefined
    store.setState({ state })
  }
  const load = async (): Promise<FrameCheckState> => {
    const reason = whyOff()
    if (reason) stop({ phase: 'off', reason })
    // What cannot run here is not tried again with every partner, who would be covered meanwhile.
    if (reason || model || store.getState().state.phase === 'unavailable') return store.getState().state
    const loaded = (model = createModel())
    store.setState({ state: { phase: 'loading' } })
    const problem = await loaded.load()
    if (model !== loaded) return store.getState().state
    if (problem) stop({ phase: 'unavailable', reason: problem })
    else store.setState({ state: { phase: 'ready' } })
    return store.getState().state
  }
  const checkWith = async (current: FrameModel, source: Source): Promise<Verdict> => {
    const about = subject
    const frame = await take(source)
    if (!frame) return 'unchecked'
    const scores = await current.classify(frame.input)
    if (about !== subject || model !== current || scores === undefined || typeof scores === 'string') {
      frame.picture.close()
      if (typeof scores === 'string' && model === current) stop({ phase: 'unavailable', reason: scores })
      return 'unchecked'
    }
    judgement = judge(judgement, scores)
    if (judgement.verdict === 'cover') keep(frame.picture)
    else frame.picture.close()
    store.setState({ verdict: judgement.verdict })
    return judgement.verdict
  }

  return {
    store,
    /** Loads the model unless it is there, or is not wished for; call it where there is time, as in the green room. */
    load,
    async check(source: Source): Promise<Verdict> {
      if (isChecking || !model || store.getState().state.phase !== 'ready') return 'unchecked'
      isChecking = true
      try {
        return await checkWith(model, source)
      } finally {
        isChecking = false
      }
    },
    /** Another partner: nothing is known of their picture. */
    startOver(): void {
      subject = {}
      judgement = UNCHECKED
      keep(undefined)
      store.setState(fresh)
    },
    /** The viewer decides: this partner's picture is shown, whatever the check says; or goes by the check again. */
    overrule: (isOverruled: boolean) => store.setState({ isOverruled }),
    /** The frame that was covered last, for a report; undefined where none was. */
    evidence: async () => covered && encode(covered),
    dispose(): void {
      subject = {}
      keep(undefined)
      stop({ phase: 'idle' })
    },
  }
}

export type FrameCheck<Source> = ReturnType<typeof createFrameCheck<Source>>
