import { generic } from './generic'
import { text } from './text'

/** The dialects that omegoo's clients speak in random sessions. */
export const DIALECTS = [generic, text] as const

/** Clients of these dialects have no event for coming back: being connected is enough. */
export const resumesOnConnect = (name: string): boolean =>
  DIALECTS.some((dialect) => dialect.name === name && !dialect.asks)
