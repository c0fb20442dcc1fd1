import { encodePicture } from '@/lib/client/chat/compose/read-picture'
import { browserClock } from '@/lib/client/clock'
import { createFrameCheck, type TakenFrame } from './frame-check'
import { FRAME_SIDE } from './frame-messages'
import { createFrameModel, type FrameWorker } from './frame-model'
import { frameCheckPreference } from './preference'
import { type LineHint, whyOff } from './run-condition'

/** What a picture is received in; a received stream is shown by a video element, which is the usual one. */
export type PictureSource = HTMLVideoElement | ImageBitmap | VideoFrame

/** Set by the build to the worker's address, which names its content; a build without it has none. */
const WORKER = process.env.NEXT_PUBLIC_FRAME_CHECK

/** The check of this browser: the worker that the build made, this browser's line and this person's choice. */
export function browserFrameCheck() {
  const check = createFrameCheck<PictureSource>({
    createModel: () => createFrameModel({ start: startWorker, clock: browserClock }),
    take: takeFrame,
    whyOff: () => whyOff(frameCheckPreference.getState().isWished, lineHint()),
    encode: encodePicture,
  })
  const stopFollowing = frameCheckPreference.subscribe(() => {
    if (check.store.getState().state.phase !== 'idle') void check.load()
  })
  return {
    ...check,
    dispose(): void {
      stopFollowing()
      check.dispose()
    },
  }
}

function startWorker(): FrameWorker {
  if (WORKER === undefined) throw new Error('This build has no frame check.')
  return new Worker(WORKER)
}

const lineHint = () => (navigator as { readonly connection?: LineHint }).connection

async function takeFrame(source: PictureSource): Promise<TakenFrame | undefined> {
  if (source instanceof HTMLVideoElement && source.readyState < HTMLMediaElement.HAVE_CURRENT_DATA)
    return undefined
  try {
    const picture = await createImageBitmap(source)
    const side = { resizeWidth: FRAME_SIDE, resizeHeight: FRAME_SIDE }
    return { picture, input: await createImageBitmap(picture, side) }
  } catch (error) {
    console.debug('There is no frame to check.', error)
    return undefined
  }
}
