import type { ServerProcess } from '../server-process'

/** What somebody hears of their partner. */
export interface Listener {
  onText(text: string): void
  onTyping(): void
}

/** One person's connection, whatever protocol it speaks. */
export interface Person {
  /** Finds a partner; resolves with the name of what the two now share. */
  meet(): Promise<string>
  /** Resolves when it is acknowledged; rejects when it is refused or nothing comes. */
  send(text: string): Promise<void>
  /** Drops the connection without a word. */
  drop(): void
}

/** Who also goes on to the next one. */
export interface Skipper extends Person {
  /** Ends what the two share. */
  part(): Promise<void>
}

/** What is measured: how its server starts, and how people reach it. */
export interface Contender<P extends Person = Person> {
  readonly name: string
  start(): Promise<readonly ServerProcess[]>
  /** @param index - which person this is; their partners are whoever `meet` finds */
  connect(servers: readonly ServerProcess[], index: number, listener: Listener): Promise<P>
}

/** Everybody's process, in turns. */
export function urlFor(servers: readonly ServerProcess[], index: number): string {
  const server = servers[index % servers.length]
  if (!server) throw new Error('No server was started')
  return server.url
}

/** Each address has some 28,000 ports; only Linux has more loopback addresses than one. */
export const addressFor = (index: number) =>
  process.platform === 'linux' ? { localAddress: `127.0.0.${2 + (index % 8)}` } : {}
