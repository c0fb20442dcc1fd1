import { z } from 'zod'
import { CONVERSATION_BOUNDS } from '@/lib/domain/conversations/conversation'

/** Fields that the contracts of conversations have in common. */

/** A conversation's id; a channel's may be a number. @see contracts, section 9 "a conversation's names" */
export const conversationId = z
  .union([z.string().trim().min(1).max(200), z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)])
  .transform(String)
  .meta({ examples: ['1'] })

/** Made by the client, so that sending again is harmless. */
export const clientMadeId = z.string().min(1).max(100)

export const messageId = z.string().min(1).max(200)
/** Text before it is cleaned; longer is refused by its form. */
export const rawText = z.string().max(40_000)
export const personId = z.string().min(1).max(200)
export const people = z.array(personId).min(1).max(CONVERSATION_BOUNDS.namedAtOnce)

/** What a channel is called, with something to see in it. */
export const channelName = z.string().trim().min(1).max(100)
export const channelDescription = z.string().trim().max(500)
