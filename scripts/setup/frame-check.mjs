import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { run } from './processes.mjs'
import { ROOT } from './project.mjs'

const SOURCE = 'lib/client/frame-check/worker/main.ts'
const TENSORFLOW = './lib/client/frame-check/worker/tensorflow.ts'
const MODEL = join(ROOT, 'node_modules/nsfwjs/dist/models/mobilenet_v2')
const WASM = join(ROOT, 'node_modules/@tensorflow/tfjs-backend-wasm/dist')
/** Browsers with and without vector instructions; the one with threads needs a page that is isolated from all others. */
const WASM_FILES = ['tfjs-backend-wasm-simd.wasm', 'tfjs-backend-wasm.wasm']

/** The package has its model as scripts with base64 in them; as plain files it is a quarter smaller, and needs no decoder. */
async function writeModel(folder) {
  const part = async (name) => (await import(pathToFileURL(join(MODEL, `${name}.min.js`)).href)).default
  const model = await part('model')
  writeFileSync(join(folder, 'model.json'), JSON.stringify(model))
  for (const name of model.weightsManifest.flatMap(({ paths }) => paths))
    writeFileSync(join(folder, name), Buffer.from(await part(name), 'base64'))
}

async function bundleWorker(folder) {
  const flags = ['--bundle', '--minify', '--format=iife', '--target=es2022', '--log-level=error']
  const alias = `--alias:@tensorflow/tfjs=${TENSORFLOW}`
  await run(
    join(ROOT, 'node_modules/.bin/esbuild'),
    [SOURCE, ...flags, alias, `--outfile=${join(folder, 'worker.js')}`],
    { failure: "The frame check's worker could not be built" },
  )
}

/** Compresses every file once, here and not at every request. @returns a name for exactly this content */
function compressAndName(folder) {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort((a, b) => (a < b ? -1 : 1))) {
    const content = readFileSync(join(folder, name))
    hash.update(`\0${name}\0`).update(content)
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content))
  }
  return hash.digest('hex').slice(0, 16)
}

/**
 * Builds what checks received pictures on the device: a worker, its model and its arithmetic, under a name that changes
 * with their content.
 *
 * @param nextFolder - where Next's build will be; until it is, the files wait beside it.
 * @returns `env`, which names the worker to the pages' build, and `moveIn`, which puts the files into Next's build
 *   afterwards: the server serves them from there at `/frame-check/<name>/`.
 */
export async function buildFrameCheck(nextFolder) {
  const waiting = `${nextFolder}.frame-check`
  const files = join(nextFolder, 'frame-check')
  rmSync(waiting, { recursive: true, force: true })
  mkdirSync(waiting, { recursive: true })
  await bundleWorker(waiting)
  for (const name of WASM_FILES) cpSync(join(WASM, name), join(waiting, name))
  await writeModel(waiting)
  const name = compressAndName(waiting)
  return {
    env: { NEXT_PUBLIC_FRAME_CHECK: `/frame-check/${name}/worker.js` },
    moveIn() {
      rmSync(files, { recursive: true, force: true })
      mkdirSync(files, { recursive: true })
      renameSync(waiting, join(files, name))
    },
  }
}
