import type { Scores } from './scores'

/** Pixels on each side of what the model reads. */
export const FRAME_SIDE = 224

/** To the worker: one frame, which is transferred and closed there. */
export interface FrameRequest {
  readonly id: number
  readonly frame: ImageBitmap
}

/** From the worker. `failed`: it will never be ready. `unread`: this one frame could not be classified. */
export type FrameReply =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'scores'; readonly id: number; readonly scores: Scores }
  | { readonly type: 'unread'; readonly id: number; readonly message: string }
