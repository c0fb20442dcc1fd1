import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const CODES_OF_SENTENCES = new Set(['BAD_ENVIRONMENT', 'EADDRINUSE', 'EACCES'])
const NAMES_OF_SENTENCES = new Set(['DatabaseError', 'RedisError'])

/**
 * Connections that may wait to be accepted; the system's own limit (Linux: net.core.somaxconn, 4,096) lowers it. Of thousands
 * who come back at once, those beyond it try again after 1, 3, 7 and 15 s.
 */
const BACKLOG = 65_535

/** Starts listening. @returns the port. @throws with a sentence on what to do */
export function listen(
  server: Server,
  { port, host }: { port: number; host: string | undefined },
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(withSentence(error, port)))
    server.listen({ port, host, backlog: BACKLOG }, () => resolve((server.address() as AddressInfo).port))
  })
}

function withSentence(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return Object.assign(
      new Error(
        `Port ${port} is taken by another program. Stop that one, or choose another: PORT=3001 npm start`,
      ),
      { code: error.code },
    )
  }
  if (error.code === 'EACCES') {
    return Object.assign(
      new Error(`Port ${port} needs more rights. Choose one above 1023: PORT=3000 npm start`),
      {
        code: error.code,
      },
    )
  }
  return error
}

/** How often connections that are idle after their answer are closed. */
const CLOSE_IDLE_MS = 100

/** Stops accepting, now. @returns how to wait until the requests under way are answered */
export function stopAccepting(server: Server): () => Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
  return async () => {
    // Who is answered from now on would keep the connection for as long as at any other time.
    const closing = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS)
    server.closeIdleConnections()
    await closed
    clearInterval(closing)
  }
}

/**
 * Prints where it is and what to do next; on a line of its own, so that it is found among the log. Windows of one browser are one
 * person, hence the second browser.
 *
 * @param hasPartners - practice partners come to who waits alone
 */
export function announce(address: string, hasPartners: boolean): void {
  const alone = hasPartners ? ' Who waits alone for 15 seconds meets a practice partner, a program.' : ''
  process.stdout.write(
    `\nOmegoo is at ${address}\nOpen it in a window and in a private one, and say hello to yourself.${alone} Ctrl+C stops it.\n\n`,
  )
}

/** Ends the process: a sentence for what the operator can mend, everything for a bug. */
export function exitWith(error: unknown): never {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  const isSentence = CODES_OF_SENTENCES.has(String(code)) || NAMES_OF_SENTENCES.has(String(name))
  const text = isSentence && error instanceof Error ? error.message : String((error as Error)?.stack ?? error)
  process.stderr.write(`\n${text}\n\n`)
  process.exit(1)
}
