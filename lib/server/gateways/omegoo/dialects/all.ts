import { generic } from './generic'
import { text } from './text'
import { voice } from './voice'

/** The dialects that omegoo's clients speak in random sessions. */
export const DIALECTS = [generic, text, voice] as const

/** Clients of these dialects have no event for coming back: being connected is enough. */
export const resumesOnConnect = (name: string): boolean =>
  DIALECTS.some((dialect) => dialect.name === name && !dialect.asks)
