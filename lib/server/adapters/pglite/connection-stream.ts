import { Duplex } from 'node:stream'
import type { PGlite } from '@electric-sql/pglite'

const TERMINATE = 'X'.charCodeAt(0)
/** The simple query `ROLLBACK`: type, length, text, end. */
const ROLLBACK = Buffer.from('Q\0\0\0\rROLLBACK\0', 'latin1')

/**
 * What `pg` takes for a network socket, leading straight into PGlite: nothing listens anywhere, so nobody else
 * on the machine can reach the database.
 *
 * PGlite is one backend with one session. At most one stream may be in use at a time (a pool of one), because
 * two would share its transaction and its unnamed statement.
 */
export function connectionStream(db: PGlite): Duplex {
  let inTransaction = false
  const send = async (messages: Buffer) => {
    const answer: Buffer[] = []
    // `execProtocolRaw` would also parse every answer, and keep what it parsed for as long as the database is open.
    const onRawData = (data: Uint8Array) => void answer.push(Buffer.from(data))
    await db.runExclusive(() => db.execProtocolRawStream(messages, { onRawData }))
    inTransaction = db.isInTransaction()
    return Buffer.concat(answer)
  }
  /** A connection that goes in the middle of a transaction takes it along, as on a server. */
  const leave = async () => {
    if (inTransaction && !db.closed) await send(ROLLBACK)
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
