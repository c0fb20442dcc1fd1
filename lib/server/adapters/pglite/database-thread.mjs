// The embedded database's own thread: it holds PGlite and answers one request after the other. A file of its own, in plain
// JavaScript, because Node starts it by its path; a build copies it beside its bundle (scripts/setup/build.mjs).
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'

/** @typedef {import('./embedded-thread').Request} Request */

const { dataDir, snapshot, programs } = workerData
const pglite = await PGlite.create({
  ...(snapshot ? { loadDataDir: new Blob([snapshot]) } : { dataDir }),
  ...programs,
})

// Nobody analyses its tables: a plan made while one was empty would read all of it for ever, foreign keys' plans above all.
await pglite.exec('SET enable_seqscan = off')

/** What each kind of request is answered with. */
const ANSWERS = {
  /** PostgreSQL's protocol, as it would come by network. */
  async execute({ messages }) {
    const answer = []
    // `execProtocolRaw` would also parse every answer, and keep what it parsed for as long as the database is open.
    const onRawData = (data) => void answer.push(Uint8Array.from(data))
    await pglite.execProtocolRawStream(messages, { onRawData })
    return joined(answer)
  },
  async dump() {
    return new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer())
  },
  async close() {
    await pglite.close()
    return new Uint8Array()
  },
}

/** @param {readonly Uint8Array[]} parts */
function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.byteLength
  }
  return whole
}

let last = Promise.resolve()

/** @param {Request} request */
async function answer(request) {
  try {
    const bytes = await ANSWERS[request.kind](request)
    parentPort.postMessage({ bytes }, [bytes.buffer])
  } catch (error) {
    parentPort.postMessage({ failure: String(error) })
  }
}

parentPort.on('message', (request) => {
  last = last.then(() => answer(request))
})
parentPort.postMessage({ bytes: new Uint8Array() })
