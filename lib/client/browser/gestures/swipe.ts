import type { Millis } from '@/lib/domain/ids'

/** Where the finger goes, by the direction in which the page is read: `end` is right in English and left in Arabic. */
export type SwipeSide = 'start' | 'end'

/** Where a finger is, in px of the window, and when. */
export interface FingerSample {
  readonly x: number
  readonly y: number
  readonly at: Millis
}

export interface SwipeTerms {
  /** Of the window, px. */
  readonly width: number
  readonly isRightToLeft: boolean
  /** How far the finger has to go, px. A side that is missing is not swiped to. */
  readonly enough: { readonly [side in SwipeSide]?: number }
}

export interface Swipe {
  readonly towards: SwipeSide
  /** How far the finger is from where it came down, towards that side; px, 0 when it came back. */
  readonly px: number
  /** Letting go now counts. */
  readonly isFarEnough: boolean
}

/** A finger that comes down this near to a side of the screen is the system's: there it goes back by a swipe of its own. */
export const EDGE_PX = 24
/** What moves less is a tap. */
const SLOP_PX = 10
/** How much more it must go sideways than up or down, which scrolls. */
const SIDEWAYS = 1.5
/** A finger that rested this long first selects text. */
const REST_MS: Millis = 400

type State =
  | { readonly kind: 'none' }
  | { readonly kind: 'undecided'; readonly from: FingerSample; readonly terms: SwipeTerms }
  | {
      readonly kind: 'swiping'
      readonly from: FingerSample
      readonly terms: SwipeTerms
      readonly swipe: Swipe
    }

/** Tells a swipe to a side from taps, scrolling, selecting text and the system's gestures, for one finger. */
export interface SwipeRecogniser {
  readonly down: (sample: FingerSample, terms: SwipeTerms) => void
  /** The swipe that is under way, if it is one. */
  readonly move: (sample: FingerSample) => Swipe | undefined
  /** The side that was swiped to, when it was far enough. */
  readonly up: () => SwipeSide | undefined
  /** The browser scrolls, a second finger came, or text is selected. */
  readonly cancel: () => void
}

export function createSwipeRecogniser(): SwipeRecogniser {
  let state: State = { kind: 'none' }
  const forget = () => {
    state = { kind: 'none' }
  }
  return {
    down(from, terms) {
      const isAtEdge = from.x < EDGE_PX || from.x > terms.width - EDGE_PX
      state = isAtEdge ? { kind: 'none' } : { kind: 'undecided', from, terms }
    },
    move(sample) {
      if (state.kind === 'none') return undefined
      const { from, terms } = state
      const towards = state.kind === 'swiping' ? state.swipe.towards : sideOf(from, sample, terms)
      if (towards === 'undecided') return undefined
      const enough = towards === 'none' ? undefined : terms.enough[towards]
      if (towards === 'none' || enough === undefined) {
        forget()
        return undefined
      }
      const px = Math.max(0, towards === 'end' ? along(from, sample, terms) : -along(from, sample, terms))
      const swipe = { towards, px, isFarEnough: px >= enough }
      state = { kind: 'swiping', from, terms, swipe }
      return swipe
    },
    up() {
      const swiped = state.kind === 'swiping' && state.swipe.isFarEnough ? state.swipe.towards : undefined
      forget()
      return swiped
    },
    cancel: forget,
  }
}

/** Which side the first movement goes to; `none`: it is no swipe. */
function sideOf(from: FingerSample, to: FingerSample, terms: SwipeTerms): SwipeSide | 'none' | 'undecided' {
  const sideways = along(from, to, terms)
  const upright = Math.abs(to.y - from.y)
  if (Math.max(Math.abs(sideways), upright) < SLOP_PX) return 'undecided'
  if (to.at - from.at >= REST_MS || Math.abs(sideways) < upright * SIDEWAYS) return 'none'
  return sideways > 0 ? 'end' : 'start'
}

/** The distance towards the end of a line, px. */
function along(from: FingerSample, to: FingerSample, { isRightToLeft }: SwipeTerms): number {
  return isRightToLeft ? from.x - to.x : to.x - from.x
}
