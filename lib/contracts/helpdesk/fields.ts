import { z } from 'zod'

/** A channel's id as it goes out: a number where it is one. */
export const channelIdOut = z.union([z.number().int(), z.string()])

export const sourceOf = (heading: string) => `spec/helpdesk.md "${heading}"`

/** Events of conversations: refusals come as text. */
export const chat = { access: 'chat.access', family: 'chat' } as const
