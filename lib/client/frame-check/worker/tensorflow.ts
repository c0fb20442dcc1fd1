/**
 * What nsfwjs imports as `@tensorflow/tfjs` while the worker is bundled (scripts/setup/frame-check.mjs): the core and
 * layers, without the five backends, the converter and the data pipelines of the whole package.
 */
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops'

export { browser, image, scalar, Tensor, tidy, zeros } from '@tensorflow/tfjs-core'
export { loadLayersModel, model } from '@tensorflow/tfjs-layers'

/** For models of another format than the one that is served. */
export function loadGraphModel(): never {
  throw new Error('The frame check has a layers model.')
}
