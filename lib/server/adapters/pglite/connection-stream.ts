import { Duplex } from 'node:stream'
import type { DatabaseThread } from './embedded-thread'

const TERMINATE = 'X'.charCodeAt(0)
/** What a server does when a connection goes: undoes what it had begun, and forgets what it had prepared. */
const FAREWELL = Buffer.concat(['ROLLBACK', 'DEALLOCATE ALL'].map(simpleQuery))

/**
 * What `pg` treats as a network socket, leading straight into PGlite: nothing listens anywhere, so nobody else
 * on the machine can reach the database.
 *
 * PGlite is one backend with one session. At most one stream may be in use at a time (a pool of one), because
 * two would share its transaction and its statements.
 */
export function connectionStream(db: Pick<DatabaseThread, 'execute' | 'closed'>): Duplex {
  let isLeft = false
  const send = async (messages: Uint8Array) => {
    const { buffer, byteOffset, byteLength } = await db.execute(messages)
    return Buffer.from(buffer, byteOffset, byteLength)
  }
  const leave = async () => {
    if (isLeft || db.closed) return
    isLeft = true
    await send(FAREWELL)
  }

  const stream = new Duplex({
    read() {},
    /** `pg` corks the messages of one query, so they arrive and are answered together. */
    writev(chunks, done) {
      const messages = Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer))
      const answered =
        messages[0] === TERMINATE ? leave() : send(messages).then((answer) => stream.push(answer))
      answered.then(() => done(), done)
    },
    final(done) {
      stream.push(null)
      done()
    },
    destroy(error, done) {
      leave().then(() => done(error), done)
    },
  })
  const self = () => stream
  return Object.assign(stream, {
    connect: () => setImmediate(() => stream.emit('connect')),
    setNoDelay: self,
    setKeepAlive: self,
    ref: self,
    unref: self,
  })
}

/** Type, length, text, end. */
function simpleQuery(text: string): Buffer {
  const body = Buffer.from(`${text}\0`, 'latin1')
  const head = Buffer.alloc(5, 'Q')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
