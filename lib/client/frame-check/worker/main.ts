import { ready, setBackend } from '@tensorflow/tfjs-core'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { load, type NSFWJS } from 'nsfwjs/core'

import { FRAME_SIDE, type FrameRequest, type FrameReply } from '../frame-messages'
import { toScores } from '../scores'

/** What this file uses of a worker's world; the project's types are a page's. */
interface WorkerScope {
  readonly location: { readonly href: string }
  readonly postMessage: (reply: FrameReply) => void
  readonly addEventListener: (type: 'message', listener: (event: { data: FrameRequest }) => void) => void
}

declare const self: WorkerScope

/** The worker, the model and the arithmetic lie in one folder, which is named by their content. */
const FOLDER = new URL('.', self.location.href).href

const loading = loadModel()
loading.then(
  () => self.postMessage({ type: 'ready' }),
  (error: unknown) => self.postMessage({ type: 'failed', message: String(error) }),
)

async function loadModel(): Promise<NSFWJS> {
  setWasmPaths(FOLDER)
  if (!(await setBackend('wasm'))) throw new Error('This browser runs no WebAssembly here.')
  await ready()
  return load(FOLDER, { size: FRAME_SIDE })
}

self.addEventListener('message', ({ data }) => void answer(data))

async function answer({ id, frame }: FrameRequest): Promise<void> {
  try {
    const model = await loading
    const classes = await model.classify(pixelsOf(frame))
    self.postMessage({ type: 'scores', id, scores: toScores(classes) })
  } catch (error) {
    self.postMessage({ type: 'unread', id, message: String(error) })
  } finally {
    frame.close()
  }
}

const canvas = new OffscreenCanvas(FRAME_SIDE, FRAME_SIDE)
const context = canvas.getContext('2d', { willReadFrequently: true })

function pixelsOf(frame: ImageBitmap): ImageData {
  if (!context) throw new Error('This browser draws nothing in a worker.')
  context.drawImage(frame, 0, 0, FRAME_SIDE, FRAME_SIDE)
  return context.getImageData(0, 0, FRAME_SIDE, FRAME_SIDE)
}
